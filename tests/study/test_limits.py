"""The library refuses what the commands refuse, before any work."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import sim
from sim.kernel.asked import STEPS, Whole, check_month
from sim.world import World
from sim.world.scenario import MAX_STEPS


@pytest.mark.parametrize(
    "value",
    [0, 11, 1.0, True, "1", None, np.int64(1), 10**5000, -(10**5000), [1], float("nan")],
    ids=lambda value: str(type(value)),
)
def test_only_a_whole_number_within_bounds_may_be_asked_for(value: object) -> None:
    runs = Whole("runs", 1, 10)
    runs.check(1)
    runs.check(10)
    with pytest.raises(
        ValueError, match=r"^runs must be a whole number \(int\) from 1 to 10, not "
    ):
        runs.check(value)


@pytest.mark.parametrize(
    "value",
    ["2012-13", "2012-1", "201201", 201201, "", "２０１２-01", "2012-01 ", "0000-01", "9999-12"],
)
def test_only_a_month_is_one(value: object) -> None:
    check_month("first", "2012-01")
    check_month("first", None)
    with pytest.raises(ValueError, match=r"^first must be a month"):
        check_month("first", value)


PAIR: dict[str, Any] = {"pair": "RUS>KOR"}
RECORD: dict[str, Any] = {"first": "2022-12"}
WRONG: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    *(
        (name, args, {**{key: also[key] for key in also if key != one}, one: wrong})
        for name, args, also, names in (
            ("run", ("pact",), {}, ("runs", "seed", "steps", "workers")),
            ("compare", (["pact", "lethal_aid"],), {}, ("runs", "seed", "steps", "workers")),
            ("explain", ("pact",), {}, ("runs", "at", "workers")),
            ("diagnose", ("pact",), {}, ("draws", "seed", "steps", "workers")),
            (
                "sensitivity",
                ("lethal_aid",),
                {"of": "RUS>KOR", "trajectories": 2, "samples": 2, "runs_per_point": 2},
                (
                    *("seed", "steps", "workers", "trajectories", "samples"),
                    *("runs_per_point", "top", "method"),
                ),
            ),
            ("discover", ("pact", "nuclear_test"), {}, ("runs", "seed", "workers")),
            ("claims", (), {}, ("draws", "seed", "workers")),
            ("backtest", (), RECORD, ("runs", "seed", "workers", "first", "cut")),
            ("backtest", ("after_the_pact",), {}, ("runs", "seed")),
            ("backtest", (), {"shocks": True}, ("runs", "seed")),
            ("calibrate", ("none.csv",), {}, ("seed", "first", "last")),
        )
        for one in names
        for wrong in (-1, 1.5)
    ),
    ("run", ("pact",), {"off": "reward"}),
    ("run", ("pact",), {"values": "actors.KOR.precision=1"}),
    ("run", ("pact",), {"values": {3: 1.0}}),
    ("run", ("pact",), {"files": "values.yaml"}),
    ("compare", ("pact",), {}),
    ("explain", ("pact",), {"without": "balance"}),
    ("explain", ("pact",), {"at": 19}),
    ("explain", ("pact",), {"pair": "RUS>KOR", "action": "kor_lethal_aid"}),
    ("sensitivity", ("lethal_aid",), {"values": "actors.KOR.precision"}),
    ("calibrate", ("none.csv",), {"actors": "RUS"}),
]


@pytest.mark.parametrize(("name", "args", "asked"), WRONG, ids=str)
def test_what_no_study_can_do_is_refused_in_words(
    world: World, name: str, args: tuple[Any, ...], asked: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"must be|explain one thing") as caught:
        getattr(sim, name)(*args, world=world, **asked)
    wrong = next(reversed(asked), "scenarios")
    assert wrong in str(caught.value) or wrong == "action"


@pytest.mark.parametrize("wrong", [{"run": -1}, {"run": 0.5}, {"seed": -1}, {"seed": True}])
def test_sums_are_of_a_run_that_there_is(world: World, wrong: dict[str, Any]) -> None:
    pact = sim.load_scenario("pact", world)
    asked = {"run": 0, "month": "2024-08", **PAIR, **wrong}
    with pytest.raises(ValueError, match="must be a whole number"):
        sim.arithmetic(world, pact, **asked)


@pytest.mark.parametrize("wrong", [3, None, 1.5])
@pytest.mark.parametrize("ask", [sim.run, sim.explain, sim.diagnose])
def test_what_is_no_scenario_is_refused(
    world: World, ask: Callable[..., object], wrong: object
) -> None:
    with pytest.raises(TypeError, match=r"expected str, bytes or os\.PathLike object"):
        ask(wrong, world=world)


def test_the_longest_horizon_is_that_of_a_scenario() -> None:
    assert STEPS.high == MAX_STEPS
