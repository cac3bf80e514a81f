"""An ensemble block by block: the same bits wherever, and by however many, blocks are run.

A block is a fixed number of consecutive runs. It comes back as its tally; the first ones bring
whole histories too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sim.study.cluster import on_cluster
from sim.study.ensemble.arm import run_arm
from sim.study.ensemble.keeper import HISTORIES, AnyArray
from sim.study.ensemble.pairing import Pairing, free, shared_luck
from sim.study.ensemble.tally import KEPT_RUNS, Chunk, Tally
from sim.study.workers import Stopped, in_order

CHUNK = 250  # runs rolled together, so that they fit the processor's cache; it changes no run
BLOCK = 4 * CHUNK  # runs whose luck is drawn together and that are tallied together
EXPLAINED_RUNS = CHUNK  # motives behind choices are averaged over the first so many runs


@dataclass(frozen=True)
class Block:
    """What some consecutive paired runs have shown."""

    first: int
    tally: Tally
    histories: Mapping[str, AnyArray] | None  # (arm, run, ...), of the runs that are kept whole


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
    keep = first < KEPT_RUNS
    tally, decided = Tally(pairing, steps), free(pairing.cases, steps)
    kept: list[Chunk] = []
    for chunk in _chunks(pairing, seed, first, runs, steps):
        tally.add(chunk, decided)
        if keep:
            kept.append(chunk)
    return Block(first, tally, _histories(kept) if keep else None)


def _chunks(pairing: Pairing, seed: int, first: int, runs: int, steps: int) -> Iterator[Chunk]:
    """Roll the runs of a block, as many at a time as fit the cache."""
    drawn = shared_luck(pairing.cases, seed, first, runs, steps)
    for start in range(0, runs, CHUNK):
        explain, post = first + start < EXPLAINED_RUNS, first < KEPT_RUNS
        with_, without = (
            run_arm(
                case,
                columns,
                pairing.watches,
                luck.part(start, start + CHUNK),
                explain=explain,
                post=post,
            )
            for case, columns, luck in zip(
                pairing.cases, (pairing.book_with, pairing.book_without), drawn, strict=True
            )
        )
        yield Chunk(first + start, with_, without)


def _histories(chunks: list[Chunk]) -> dict[str, AnyArray]:
    arms = ([chunk.with_ for chunk in chunks], [chunk.without for chunk in chunks])
    return {
        name: np.stack([np.concatenate([getattr(one, name) for one in arm]) for arm in arms])
        for name in HISTORIES
    }


def _work(asked: Asked, task: tuple[int, int]) -> Block:
    return block(asked.pairing, asked.seed, *task, asked.steps)
