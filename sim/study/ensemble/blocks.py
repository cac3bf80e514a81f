"""An ensemble block by block: the same bits wherever, and by however many, blocks are run.

A block is a fixed number of consecutive runs. It comes back as its tally; the first ones bring
whole histories too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Array
from sim.results.conventions import KEPT_RUNS
from sim.study.cluster import on_cluster
from sim.study.ensemble.arm import ArmRuns, run_arm
from sim.study.ensemble.keeper import HISTORIES
from sim.study.ensemble.pairing import Pairing, arms_of, free
from sim.study.ensemble.tally import Tally
from sim.study.workers import Stopped, in_order

BLOCK = 1000  # runs whose luck is drawn together and that are tallied together
EXPLAINED_RUNS = 250  # motives behind choices are averaged over the first so many runs


@dataclass(frozen=True)
class Block:
    """What some consecutive paired runs have shown."""

    first: int
    tally: Tally
    # of each arm (run, ...), of the runs that are kept whole
    histories: Mapping[str, tuple[Array, ...]] | None


@dataclass(frozen=True)
class Asked:
    """What every block of an ensemble has in common."""

    pairing: Pairing
    seed: int
    steps: int


def blocks(
    asked: Asked,
    first: int,
    runs: int,
    workers: int = 1,
    *,
    cluster: str | None = None,
    stopped: Stopped | None = None,
) -> Iterator[Block]:
    """Yield the blocks of runs ``first`` to ``runs - 1`` in order; ``first`` begins a block.

    They are run by ``workers`` threads or by the ``cluster`` at an address. Raises
    ``ClusterError``, and whatever a block raises.
    """
    tasks = ((start, min(BLOCK, runs - start)) for start in range(first, runs, BLOCK))
    if cluster is None:
        return in_order(_work, asked, tasks, workers, stopped)
    return on_cluster(cluster, _work, asked, tasks, stopped)


def block(pairing: Pairing, seed: int, first: int, runs: int, steps: int) -> Block:
    """Run and tally pairs of runs ``first`` to ``first + runs - 1``."""
    keep, decided = first < KEPT_RUNS, free(pairing.cases, steps)
    explained = min(EXPLAINED_RUNS, runs) if first == 0 else 0
    books = (pairing.book_with, pairing.book_without)
    drawn = arms_of(pairing.cases, seed, first, runs, steps)
    ran = [
        run_arm(
            case,
            columns,
            pairing.watches,
            luck,
            decided,
            batch=batch,
            post=keep,
            explain=explained,
        )
        for (case, luck, batch), columns in zip(drawn, books, strict=True)
    ]
    tally = Tally(pairing, steps)
    tally.add(ran[0], ran[1], explained)
    return Block(first, tally, _histories(ran) if keep else None)


def _histories(arms: list[ArmRuns]) -> dict[str, tuple[Array, ...]]:
    """Of each arm (run, step, ...) of whole runs."""
    return {name: tuple(_by_run(getattr(arm, name)) for arm in arms) for name in HISTORIES}


def _by_run(paths: Array) -> Array:
    """(run, step, column) from (step, column, run): a table turned on its side, which is quick."""
    steps, columns, runs = paths.shape
    return np.ascontiguousarray(paths.reshape(-1, runs).T).reshape(runs, steps, columns)


def _work(asked: Asked, task: tuple[int, int]) -> Block:
    return block(asked.pairing, asked.seed, *task, asked.steps)
