"""Every way in which laws can be run, to be held against one another."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from sim.binding import Case
from sim.kernel.engine import compiled, reference, vectors
from sim.kernel.engine import library as library_file
from sim.kernel.engine.build import compiler
from sim.kernel.engine.keep import Keep, Kept, Last, LastSum, Path, Sum, Weighted
from sim.kernel.engine.library import Library
from sim.kernel.engine.task import Task
from sim.kernel.laws import symbol_slots
from sim.kernel.program import VALUES, Program
from sim.kernel.state import SYMBOLS
from sim.kernel.symbols import STATE

Roll = Callable[[Task], Kept]

LANES = (2, 4, 8)
COMPILED = tuple(f"{lane} to a lane" for lane in LANES)
MACHINE = tuple(f"machine, {lane} to a lane" for lane in LANES)
REFERENCE = "reference"
ENGINES = (REFERENCE, *COMPILED, *MACHINE)
"""Every engine besides numpy's."""


def engine(name: str) -> Roll:
    """An engine by its name; the test is skipped where there can be none."""
    if name == REFERENCE:
        return reference.roll
    found = library_of(name)
    return lambda task: compiled.roll(task, found)


def library_of(name: str) -> Library:
    """The library that a compiled engine or a machine is."""
    found = library(int(name.removesuffix(" to a lane")[-1]))
    return machine(found) if name.startswith("machine") else found


def traced() -> dict[str, Roll]:
    """Every engine of the traced laws that this processor has, besides numpy's. Which are missing
    is told by the tests of each."""
    file = library_file.built()
    most = 0 if file is None else int(file.lanes())
    names = [name for lane, name in zip(LANES, COMPILED, strict=True) if lane <= most]
    names += [name for lane, name in zip(LANES, MACHINE, strict=True) if lane <= most]
    return {name: engine(name) for name in names}


def library(lane: int | None = None) -> Library:
    """The compiled engine; the test is skipped only where none can be compiled."""
    file = library_file.built()
    if file is None:
        if compiler() is None:
            pytest.skip("no C compiler, so no compiled engine")
        pytest.fail("the compiled engine is missing or stale: python -m sim.kernel.engine.build")
    most = int(file.lanes())
    if lane is not None and lane > most:
        pytest.skip(f"this processor takes {most} runs to a lane")
    found = library_file.find(lane or most)
    assert found is not None
    return found


@cache
def machine(library: Library) -> Library:
    """The same library as if it knew no form: every law is interpreted."""
    return replace(library, forms={})


def task(
    case: Case,
    *,
    runs: int = 13,
    steps: int = 12,
    seed: int = 3,
    first_run: int = 0,
    ledger: bool = True,
    program: Program | None = None,
) -> Task:
    """Whole runs of a case, and of them everything that can be kept."""
    if program is None:
        program = case.laws.booked if ledger else case.laws.program
    luck = case.luck(seed, first_run, runs, steps)
    return Task(
        program=program,
        values=case.batch(luck.values).values,
        luck=luck.steps,
        steps=steps,
        keep=everything(program, steps),
        directions=case.directions(steps),
        reasons=runs,
        bounds=True,
    )


def everything(program: Program, steps: int) -> Mapping[str, Keep]:
    """The state, odds, deeds, reasons and ledger, in every way in which they can be kept."""
    state = [slot for symbol in STATE for slot in symbol_slots(program, symbol)]
    odds = [
        slot
        for symbol in ("possible", "tilt", "chance", "drawn", "held")
        for slot in symbol_slots(program, symbol)
    ]
    taken, reasons, ledger = (
        symbol_slots(program, symbol) if program.slots(symbol) else []
        for symbol in ("taken", "reason", "ledger")
    )
    weights = np.linspace(-1.0, 2.0, steps * len(reasons)).reshape(steps, len(reasons))
    return {
        "values": Last(range(program.span(VALUES).start, program.span(VALUES).stop)),
        "state": Path(state, initial=True),
        "odds": Path(odds),
        "taken": Path(taken, dtype=np.int8),
        "single": Path(state, dtype=np.float32, initial=True),
        "reasons": Weighted(reasons, weights),
        "ledger": Path(ledger),
        "taken in sum": Sum(taken),
        "state in sum": Sum(state),
        "ledger in sum": Sum(ledger),
        "last": Last([*state, *ledger]),
        "last in sum": LastSum([*state, *ledger]),
    }


def assert_equal(one: Kept, other: Kept) -> None:
    """Every number of two engines is the same; 0 and -0 are."""
    assert set(one) == set(other)
    for name, rows in one.items():
        assert rows.shape == other[name].shape, name
        assert rows.dtype == other[name].dtype, name
        assert np.isfinite(rows).all(), name
        assert np.array_equal(rows, other[name]), f"{name}: {gap(rows, other[name])}"


def assert_close(one: Kept, other: Kept, tolerance: float) -> None:
    """The same acts, and every number within a tolerance (relative above 1)."""
    assert set(one) == set(other)
    assert np.array_equal(one["taken"], other["taken"])
    assert np.array_equal(one["taken in sum"], other["taken in sum"])
    for name, rows in one.items():
        assert rows.shape == other[name].shape, name
        coarse = 1e-6 if rows.dtype == np.float32 else tolerance
        assert gap(rows, other[name]) <= coarse, f"{name}: {gap(rows, other[name])}"


def gap(one: np.ndarray, other: np.ndarray) -> float:
    """The largest difference, relative where numbers are above 1."""
    a, b = (np.asarray(rows, dtype=np.float64) for rows in (one, other))
    return float((np.abs(a - b) / np.maximum(1.0, np.abs(b))).max(initial=0.0))


def numpys(of: Task) -> Kept:
    """What the numpy engine says."""
    return vectors.roll(of)


assert set(SYMBOLS.values()) <= set(STATE)
