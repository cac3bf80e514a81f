"""Paired ensembles: a scenario and what it is compared with, on the same draws, in chunks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from sim.build import Case, build_case
from sim.kernel.fold import Floats
from sim.ledger import Book, book
from sim.results import Ensemble, scratch
from sim.study.arm import Arm, run_arm
from sim.study.tally import Chunk, Tally
from sim.study.watch import Watch, watches
from sim.world import Scenario, World

CHUNK = 250  # runs rolled together, so that they fit the processor's cache; it changes no run
DRAWN = 8 * CHUNK  # runs whose luck is drawn together
KEPT_RUNS = 10_000  # whole histories are kept of the first so many runs
EXPLAINED_RUNS = 250  # motives behind choices are averaged over the first so many runs

Progress = Callable[[int], None]  # told how many runs have been finished


@dataclass(frozen=True)
class Pairing:
    """A scenario and its baseline, ready to run."""

    with_: Case
    without: Case
    book_with: Book
    book_without: Book
    watches: tuple[Watch, ...]


@dataclass(frozen=True)
class Kept:
    """Whole histories of the first runs; the arrays' first axis is the arm (with, without)."""

    ensemble: Ensemble
    runs: int


def pair(world: World, scenario: Scenario, baseline: Scenario) -> Pairing:
    """Bind a scenario and the one it is compared with to their world."""
    with_, without = build_case(world, scenario), build_case(world, baseline)
    reported = scenario.reported(world)
    return Pairing(
        with_=with_,
        without=without,
        book_with=book(with_),
        book_without=book(without),
        watches=watches(reported, world, with_.names),
    )


def chunks(pairing: Pairing, seed: int, runs: int, steps: int) -> Iterator[Chunk]:
    """Yield an ensemble chunk by chunk, in the order of its runs."""
    for first in range(0, runs, CHUNK):
        if first % DRAWN == 0:
            drawn = pairing.with_.luck(seed, first, min(DRAWN, runs - first), steps)
        luck = drawn.part(first % DRAWN, first % DRAWN + CHUNK)
        explain = first < EXPLAINED_RUNS
        arms = [
            run_arm(case, columns, pairing.watches, luck, explain=explain)
            for case, columns in (
                (pairing.with_, pairing.book_with),
                (pairing.without, pairing.book_without),
            )
        ]
        yield Chunk(first, *arms)


def free(pairing: Pairing, steps: int) -> Floats:
    """(step − 1, action) 1 where the actor decides in both arms, 0 where a scenario does."""
    decided = np.ones((steps, pairing.with_.frame.actions))
    for case in (pairing.with_, pairing.without):
        for step, script in case.script.items():
            if step <= steps:
                decided[step - 1] *= ~script.occupied[case.frame.instrument]
    return decided


class Keeper:
    """Keeps whole histories of the first runs, as the result folder's array file holds them."""

    def __init__(self, pairing: Pairing, runs: int, steps: int) -> None:
        frame, names = pairing.with_.frame, pairing.with_.names
        self.runs = min(runs, KEPT_RUNS)
        pairs = len(names.seen_pairs)
        self._arrays = {
            "alignment": scratch((2, self.runs, steps + 1, pairs), np.float32),
            "tension": scratch((2, self.runs, steps + 1, frame.theatres), np.float32),
            "posture": scratch((2, self.runs, steps + 1, frame.postures), np.int8),
            "taken": scratch((2, self.runs, steps, frame.actions), np.bool_),
        }
        self._names = names
        self.finished = 0

    def add(self, chunk: Chunk) -> None:
        """Keep a chunk, as far as it is to be kept."""
        count = min(chunk.runs, self.runs - chunk.first)
        if count <= 0:
            return
        place = slice(chunk.first, chunk.first + count)
        for number, arm in enumerate((chunk.with_, chunk.without)):
            for name, array in self._arrays.items():
                array[number, place] = getattr(arm, name)[:count]
        self.finished = chunk.first + count

    def kept(self) -> Kept:
        """What has been kept so far."""
        names = self._names
        arrays = {name: array[:, : self.finished] for name, array in self._arrays.items()}
        dims = {
            "alignment": ("arm", "run", "step", "pair"),
            "tension": ("arm", "run", "step", "theatre"),
            "posture": ("arm", "run", "step", "posture"),
            "taken": ("arm", "run", "month", "action"),
        }
        labels = {
            "arm": ("with", "without"),
            "pair": names.seen_pairs,
            "theatre": names.theatres,
            "posture": names.postures,
            "action": names.actions,
        }
        return Kept(Ensemble(arrays, dims, labels), self.finished)


@dataclass(frozen=True)
class Grown:
    """An ensemble as far as it was run, ``asked`` runs being the aim."""

    pairing: Pairing
    tally: Tally
    kept: Kept
    reasons: tuple[Arm, Arm]  # the first chunk's arms, with the motives behind choices
    asked: int


def grow(
    pairing: Pairing, seed: int, runs: int, steps: int, progress: Progress | None = None
) -> Grown:
    """Run an ensemble. An interrupt keeps the chunks that are finished; with none, it is raised."""
    keeper = Keeper(pairing, runs, steps)
    tally: Tally | None = None
    first: Chunk | None = None
    try:
        for chunk in chunks(pairing, seed, runs, steps):
            if tally is None or first is None:
                tally, first = Tally(chunk, free(pairing, steps)), chunk
            tally.add(chunk)
            keeper.add(chunk)
            if progress is not None:
                progress(tally.runs)
    except KeyboardInterrupt:
        if tally is None:
            raise
    assert tally is not None and first is not None
    return Grown(pairing, tally, keeper.kept(), (first.with_, first.without), runs)
