"""Paired ensembles: a scenario and what it is compared with, on the same draws."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.kernel.algebra import LawError
from sim.kernel.engine.library import EngineError
from sim.results import Ensemble, StoreError
from sim.study.cluster import ClusterError
from sim.study.ensemble.blocks import Asked, Block, blocks
from sim.study.ensemble.checkpoint import EVERY, WORTH, Checkpoint
from sim.study.ensemble.keeper import Keeper
from sim.study.ensemble.pairing import Pairing
from sim.study.ensemble.tally import Tally
from sim.study.interrupts import put_off
from sim.study.progress import Progress
from sim.world import WorldError


class UnfinishedError(Exception):
    """Work that failed; it says what, and what has been kept."""


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
    cluster: str | None = None,
) -> Grown:
    """Run an ensemble, or what a checkpoint has left of it; ``progress`` is told the runs finished.

    An interrupt takes effect between two blocks and keeps those that are finished; where there are
    none, it is raised. A ``checkpoint`` stands until the caller has stored the result. Raises
    :class:`UnfinishedError` where a block fails, ``ClusterError`` where a cluster cannot be used.
    """
    keeper, start = Keeper(pairing, runs, steps), Tally(pairing, steps)
    if checkpoint is not None:
        checkpoint.restore(start, keeper, runs)
    tally = start
    failure: Exception | None = None
    with put_off() as stop:
        found = blocks(
            Asked(pairing, seed, steps), start.runs, runs, workers, cluster=cluster, stopped=stop
        )
        try:
            for tally in _merged(start, keeper, found):
                if checkpoint is not None:
                    checkpoint.save(tally, keeper, runs, after=EVERY)
                if progress is not None:
                    progress(tally.runs)
        except StoreError:
            raise
        except Exception as error:
            failure = error
        if checkpoint is not None:
            checkpoint.save(tally, keeper, runs, after=0.0 if stop() or failure else WORTH)
    if failure is not None:
        raise _told(failure, tally.runs, runs, checkpoint) from failure
    stop.settle(finished=tally.runs > 0)
    return Grown(pairing, tally, keeper.kept(tally.kept), runs)


def _merged(tally: Tally, keeper: Keeper, found: Iterator[Block]) -> Iterator[Tally]:
    """Yield the tally after each block. It counts only what is in its place already."""
    for block in found:
        if block.histories is not None:
            keeper.put(block.first, block.histories)
        tally = tally.merge(block.tally) if tally.runs else block.tally
        yield tally


def _told(failure: Exception, finished: int, runs: int, checkpoint: Checkpoint | None) -> Exception:
    """What a failed block leaves: its reason in one line, and how to go on."""
    if not finished and isinstance(failure, ClusterError | EngineError | LawError | WorldError):
        return failure  # says itself what to do
    kind = "not enough memory" if isinstance(failure, MemoryError) else type(failure).__name__
    what = str(failure) if isinstance(failure, ClusterError) else f"{kind}: {failure}"
    said = " ".join(what.split()).removesuffix(":")
    kept = "nothing was finished"
    if finished and checkpoint is not None:
        kept = f"{finished:,} of {runs:,} runs are kept. Go on with the same command and --resume"
    return UnfinishedError(f"the runs from {finished:,} on failed ({said}); {kept}")
