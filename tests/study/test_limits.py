"""The library refuses what the commands refuse, before any work."""

from typing import Any

import pytest

from sim.study.compare.compare import compare
from sim.study.ensemble.run import run
from sim.study.explain.explain import explain
from sim.study.limits import MAX_STEPS
from sim.study.stability.diagnose import diagnose
from sim.world import World, load_scenario
from sim.world.scenario import MAX_STEPS as LONGEST

WRONG: list[dict[str, Any]] = [
    {"seed": 1.5},
    {"seed": -1},
    {"seed": 2**63},
    {"seed": 10**5000},
    {"seed": True},
    {"seed": "1"},
    {"runs": 0},
    {"runs": 2.0},
    {"runs": None},
    {"steps": 0},
    {"steps": 601},
    {"workers": 0},
]


@pytest.mark.parametrize("asked", WRONG, ids=lambda asked: str(*asked))
def test_what_no_study_can_do_is_refused_in_words(
    world: World, monkeypatch: pytest.MonkeyPatch, asked: dict[str, Any]
) -> None:
    monkeypatch.setattr("sim.study.ensemble.run.pair", None)  # no work: it would fail otherwise
    (name,) = asked
    scenario, baseline = (load_scenario(one, world) for one in ("lethal_aid", "pact"))
    said = f"{name} must be a whole number \\(int\\) from . to [0-9]+, not "
    with pytest.raises(ValueError, match=said):
        run(world, scenario, baseline, **asked)
    with pytest.raises(ValueError, match=said):
        compare(world, [scenario, baseline], **asked)
    with pytest.raises(ValueError, match=said):
        explain(world, scenario, baseline, **asked)


def test_a_diagnosis_is_checked_too(world: World) -> None:
    with pytest.raises(ValueError, match="seed must be a whole number"):
        diagnose(world, load_scenario("pact", world), seed=-1)


def test_the_longest_horizon_is_that_of_a_scenario() -> None:
    assert MAX_STEPS == LONGEST
