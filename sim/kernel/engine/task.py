"""What an engine is asked: whole runs from a start, and what to keep of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sim.kernel.arrays import Floats
from sim.kernel.engine.keep import Keep
from sim.kernel.order import (
    BOUNDS,
    CHOOSE,
    DIRECT,
    EFFECTS,
    EXPECT,
    HEED,
    LEDGER,
    ODDS,
    REASONS,
    REMEMBER,
    SETTLE,
)
from sim.kernel.program import CONSTANT, Program

Deeds = Literal["drawn", "expected", "likely"]
"""How deeds come about: by a draw, or each as often as it has come to be expected or has become
likely (a share of a deed); what is scripted happens either way."""

BY = {"drawn": CHOOSE, "expected": EXPECT, "likely": HEED}
NO_ROW = -1  # of a script, in steps in which it says nothing


@dataclass(frozen=True)
class Address:
    """Draws by address: what an engine draws itself, as :mod:`sim.kernel.streams` does."""

    seed: int
    keys: tuple[int, ...]  # of each draw
    first_run: int


@dataclass(frozen=True)
class Directions:
    """What is scripted: ``row[step]``, or ``row[step, run]`` where runs differ, says which of the
    ``free`` (row, line) and ``scripted`` (row, action) holds; −1 is none."""

    row: NDArray[np.int32]
    free: Floats
    scripted: Floats


@dataclass(frozen=True)
class Task:
    """Whole runs. ``values`` are what a run draws once, (slot, run) in the order of
    ``program.values``; ``state`` is symbol -> (column, run)."""

    program: Program
    values: Floats
    luck: Floats | Address | None  # (step, draw, run); None where nothing is drawn
    steps: int
    keep: Mapping[str, Keep]
    directions: Directions
    state: Mapping[str, Floats] = field(default_factory=dict)
    first_step: int = 1
    reasons: int = 0  # of how many of the first runs it is told by how much motives move choices
    bounds: bool = False  # whether it is told which runs met a numerical bound
    deeds: Deeds = "drawn"

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return int(self.values.shape[1])

    @property
    def segments(self) -> tuple[str, ...]:
        """What a step does, in order; REASONS in the first ``reasons`` runs only."""
        asked = {
            REASONS: self.reasons > 0,
            LEDGER: bool(self.program.segments[LEDGER]),
            SETTLE: bool(self.program.segments[SETTLE]),
            BOUNDS: self.bounds,
        }
        order = (ODDS, REASONS, DIRECT, BY[self.deeds], EFFECTS, LEDGER, REMEMBER, SETTLE, BOUNDS)
        return tuple(one for one in order if asked.get(one, True))


def initial(program: Program) -> Floats:
    """(slot,) what stands there before a run: constants, nobody scripted, all else 0."""
    row = np.zeros(program.layout.width)
    row[program.span("free")] = 1.0
    for value, slot in program.slots(CONSTANT).items():
        row[slot] = value
    return row
