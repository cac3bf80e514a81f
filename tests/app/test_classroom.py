"""``sim run --pair`` and ``--compare-off``, and ``--set`` with a pattern."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sim.study.explain.switched import switched
from sim.world import WorldError, load_scenario, load_world
from sim.world.paths import matching
from tests.app.cli import Sim

Asked = list[dict[str, Any]]


def test_chosen_pairs_are_printed_last(sim: Sim, desk: Path, study: Asked) -> None:
    found = sim("run", "pact", "--pair", "RUS>KOR", "--pair", "CHN>JPN")
    assert found.code == 0, found.err
    table = found.out.split("\nChosen pairs  ")[1].splitlines()
    assert [line.split("  ")[1] for line in table[-2:]] == [
        "Russia toward South Korea",
        "China toward Japan",
    ]


def test_a_law_on_and_off_side_by_side(sim: Sim, desk: Path, study: Asked) -> None:
    asked = ("run", "pact", "--runs", 40, "--steps", 6, "--compare-off", "common_threat")
    found = sim(*asked)
    assert found.code == 0, found.err
    assert ": Common threat on and off\n" in found.out
    assert "Japan toward South Korea" in found.out
    assert "Alignments that shift" not in found.out
    shown = json.loads(sim(*asked, "--json").out)
    assert (shown["law"], shown["runs"], shown["steps"]) == ("common_threat", 40, 6)
    told = sim(*asked, "--pair", "KOR>RUS").out
    assert "South Korea toward Russia" in told
    assert "Japan toward South Korea" not in told


def test_on_and_off_meet_the_same_luck() -> None:
    world = load_world()
    asked = [load_scenario(name, world) for name in ("pact", "baseline")]
    how: Any = {"runs": 30, "seed": 3, "steps": 4}
    rows = {(row.source, row.target): row for row in switched(world, *asked, "balance", **how)}
    without = [replace(one, off=frozenset({"balance"})) for one in asked]
    for row in switched(world, *without, "interest", **how):
        assert rows[row.source, row.target].off == pytest.approx(row.on, abs=1e-12)
    row = rows["JPN", "RUS"]
    assert row.affected
    assert row.difference == pytest.approx(row.on - row.off, abs=1e-12)
    assert row.error < abs(row.difference) / 4


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--pair", "KOR>RSU"], "--pair KOR>RSU: no pair with an alignment. Did you mean"),
        (["--pair", "KOR"], "quote it: --pair 'RUS>KOR'"),
        (["--compare-off", "balanc"], "--compare-off balanc: unknown mechanism or motive. Did you"),
        (["--compare-off", "balance", "--off", "balance"], "it is off already"),
    ],
)
def test_refused(sim: Sim, desk: Path, args: list[str], said: str) -> None:
    found = sim("run", "pact", *args)
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert list(desk.iterdir()) == []


def test_a_pattern_sets_every_value_that_is_like_it(sim: Sim, desk: Path, study: Asked) -> None:
    one = ("--set", "actors.KOR.precision=1.25")
    found = sim("run", "pact", *one, "--set", "actors.*.precision=1.5")
    assert found.code == 0, found.err
    assert "--set actors.*.precision: 6 values." in found.err
    actors = study[0]["world"].actors
    assert {name: actor.precision.value for name, actor in actors.items()} == {
        **dict.fromkeys(actors, 1.5),
        "KOR": 1.25,  # a path wins over a pattern
    }


def test_what_patterns_mean() -> None:
    world = load_world()
    assert matching(world, "dyads.KOR>*.alignment") == [
        f"dyads.{pair}.alignment" for pair in sorted(world.relations) if pair.startswith("KOR>")
    ]
    assert matching(world, "no.such.path") == ["no.such.path"]  # judged where it is set
    with pytest.raises(WorldError, match=r"Did you mean `actors\.\*\.precision`"):
        matching(world, "actors.*.precison")
