from pathlib import Path

import pytest

from sim.world import World, WorldError, load_world


def test_rung(small: World) -> None:
    names = [small.ladder.rung(level) for level in (0, 4.99, 5, 10)]
    assert names == ["quiet", "quiet", "tense", "tense"]


def test_rating_becomes_number(small: World) -> None:
    got = small.relations["ALP>BET"].alignment
    assert (got.value, got.low, got.high, got.rating) == (0.5, 0.35, 0.65, "friendly")


def test_a_scale_has_its_own_source(copy: Path) -> None:
    path = copy / "seeds" / "scales.yaml"
    path.write_text(path.read_text().replace("words of everyday speech", "short", 1))
    with pytest.raises(WorldError, match=r"scales.yaml:3: the assumption 'short' gives no reason"):
        load_world(copy / "seeds")
