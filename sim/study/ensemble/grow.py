"""Paired ensembles: a scenario and what it is compared with, on the same draws."""

from collections.abc import Callable
from dataclasses import dataclass

from sim.results import Ensemble
from sim.study.ensemble.checkpoint import Checkpoint
from sim.study.ensemble.chunks import chunks
from sim.study.ensemble.keeper import Keeper
from sim.study.ensemble.pairing import Pairing
from sim.study.ensemble.tally import Tally

Progress = Callable[[int], None]  # told how many runs have been finished


@dataclass(frozen=True)
class Grown:
    """An ensemble as far as it was run, ``asked`` runs being the aim."""

    pairing: Pairing
    tally: Tally
    kept: Ensemble  # whole histories of the first runs
    asked: int


def grow(
    pairing: Pairing,
    seed: int,
    runs: int,
    steps: int,
    progress: Progress | None = None,
    workers: int = 1,
    checkpoint: Checkpoint | None = None,
) -> Grown:
    """Run an ensemble, or what a checkpoint has left of it.

    An interrupt keeps the chunks that are finished; where there are none, it is raised.
    """
    tally, keeper = Tally(pairing, steps), Keeper(pairing, runs, steps)
    if checkpoint is not None:
        checkpoint.restore(tally, keeper)
    try:
        for chunk in chunks(pairing, seed, tally.runs, runs, steps, workers):
            tally.add(chunk)
            keeper.add(chunk)
            if checkpoint is not None:
                checkpoint.perhaps_save(tally, keeper)
            if progress is not None:
                progress(tally.runs)
    except KeyboardInterrupt:
        if checkpoint is not None and tally.runs:
            checkpoint.save(tally, keeper)
        if not tally.runs:
            raise
    else:
        if checkpoint is not None:
            checkpoint.clear()
    return Grown(pairing, tally, keeper.kept(), runs)
