"""A program from which a law was left out, against one that was traced without it."""

import numpy as np
import pytest

from sim.binding import build_case
from sim.kernel.engine import run
from sim.kernel.engine.keep import Path
from sim.kernel.engine.task import Task
from sim.kernel.laws import symbol_slots
from sim.kernel.order import MECHANISMS, MOTIVES
from sim.kernel.program import Program
from sim.kernel.writer import program, traced
from sim.world import load_scenario, load_world

RUNS, STEPS = 9, 6
WORLD = load_world()
CASE = build_case(WORLD, load_scenario("lethal_aid", WORLD))
LUCK = CASE.luck(2, 0, RUNS, STEPS)
KEPT = ("z", "r", "g", "taken", "tilt", "chance")


def paths(laws: Program) -> dict[str, np.ndarray]:
    task = Task(
        program=laws,
        values=CASE.batch(LUCK.values).values,
        luck=LUCK.steps,
        steps=STEPS,
        keep={symbol: Path(symbol_slots(laws, symbol)) for symbol in KEPT},
        directions=CASE.directions(STEPS),
    )
    return dict(run.roll(task))


@pytest.mark.parametrize(
    "off", [*({law} for law in (*MECHANISMS, *MOTIVES)), {"balance", "regard"}]
)
def test_no_bit_differs(off: set[str]) -> None:
    frame, words = CASE.frame, CASE.laws.words
    left_out = program(frame, words, frozenset(off))
    assert left_out.off == off
    found, wanted = paths(left_out), paths(traced(frame, words, frozenset(off), False))
    for symbol in KEPT:
        assert np.array_equal(found[symbol], wanted[symbol]), symbol


def test_laws_that_others_ask_about_are_known() -> None:
    assert CASE.laws.program.asked == {"abandonment", "patron_rivalry"}
