"""The command that a page prints makes the same result again, whatever was given for it."""

import html
import re
import shlex
from pathlib import Path

import pytest

from sim.ask.again import again
from sim.ask.given import Given
from sim.ask.since import Since
from sim.world import World, load_scenario, seeds_dir
from tests.app.cli import Sim

GIVEN = (
    *("--from", "2024-08", "--history", "mine.yaml", "--values", "other.yaml"),
    *("--set", "actors.USA.precision=1.7", "--off", "bidding"),
)
VALUE = '{value: 1.5, range: [1, 2], source: "assumption: as a test would have it"}'
HISTORY = """\
title: Mine
from: 2024-06
to: 2024-07
sources: {record: {kind: data, citation: "A record of what was done, 2024"}}
events: [{date: 2024-06-19, actor: RUS, action: rus_prk_pact, source: "data:record"}]
"""
MAP = ("map", "lethal_aid", "--of", "RUS>KOR", "--runs", 4)
VALUES = ("--x", "actors.RUS.precision", "--y", "theatres.korean_peninsula.tension", "--points", 2)


@pytest.mark.parametrize(
    "asked",
    [
        ("run", "lethal_aid", "--runs", 4, "--steps", 6),
        (*MAP, *VALUES, "--steps", 6),
        ("compare", "lethal_aid", "technology_transfer", "--runs", 4, "--steps", 6),
        pytest.param((*MAP, "--sweep-month", "kor_lethal_aid"), marks=pytest.mark.slow),
        pytest.param(("options", "seoul_from_today", "--runs", 8), marks=pytest.mark.slow),
    ],
    ids=["run", "map", "compare", "sweep", "options"],
)
def test_the_printed_command_makes_the_same_again(
    sim: Sim, desk: Path, asked: tuple[object, ...]
) -> None:
    Path("other.yaml").write_text(f"set:\n  actors.KOR.precision: {VALUE}\n", encoding="utf-8")
    Path("mine.yaml").write_text(HISTORY, encoding="utf-8")
    first = sim(*asked, *GIVEN, "--quiet", "--out", "first")
    assert (first.code, first.err) == (0, "")
    place = Path(first.out.strip())
    assert (place / "history.yaml").read_text(encoding="utf-8") == HISTORY
    assert "actors.KOR.precision" in (place / "values.yaml").read_text(encoding="utf-8")
    said = sim(*command(place), "--quiet", "--out", "second")
    assert (said.code, said.err) == (0, "")
    other = Path(said.out.strip())
    assert (other.parent.name, other.name) == (place.parent.name, place.name)
    assert bytes_of(other) == bytes_of(place)


def command(place: Path) -> list[str]:
    """The words of the command that the page prints, after ``sim``."""
    text = (place / "report.html").read_text(encoding="utf-8")
    found = re.search(r"<pre><code>(sim .*?)</code>", text)
    assert found is not None
    return shlex.split(html.unescape(found[1]))[1:]


def bytes_of(place: Path) -> dict[str, bytes]:
    """Every file but the manifest, which tells the time."""
    return {one.name: one.read_bytes() for one in place.iterdir() if one.name != "manifest.json"}


def test_what_has_no_name_is_not_said(world: World) -> None:
    scenario = load_scenario("pact", world)
    given = Given(world, {"a.b": "1"}, ("pace",), None, ())
    told = again("pact", seeds=seeds_dir(), given=given)
    assert told == ("pact", "--set", "a.b=1", "--off", "pace", "--world", str(seeds_dir()))
    assert again(scenario, seeds=None, given=given) == ()
    assert again("pact", seeds=Since("2024-08", None, world), given=given) == ()
    assert again("pact", seeds=None, against=scenario, given=given) == ()
