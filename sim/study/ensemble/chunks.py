"""An ensemble piece by piece, in one process or several: the same bits whatever their number."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.study.ensemble.arm import run_arm
from sim.study.ensemble.pairing import Pairing, shared_luck
from sim.study.ensemble.tally import KEPT_RUNS, Chunk
from sim.study.workers import in_order

CHUNK = 250  # runs rolled together, so that they fit the processor's cache; it changes no run
BLOCK = 4 * CHUNK  # runs whose luck is drawn together; one task of a process
EXPLAINED_RUNS = CHUNK  # motives behind choices are averaged over the first so many runs


@dataclass(frozen=True)
class _Asked:
    """What every piece of an ensemble has in common."""

    pairing: Pairing
    seed: int
    runs: int
    steps: int


def chunks(
    pairing: Pairing, seed: int, first: int, runs: int, steps: int, workers: int
) -> Iterator[Chunk]:
    """Yield the chunks of runs ``first`` to ``runs - 1`` in order, with ``workers`` processes."""
    asked = _Asked(pairing, seed, runs, steps)
    starts = range(first, runs, BLOCK)
    if workers <= 1 or len(starts) <= 1:
        for start in starts:
            yield from _block(asked, start)
        return
    for block in in_order(_whole_block, asked, starts, workers):
        yield from block


def _block(asked: _Asked, first: int) -> Iterator[Chunk]:
    pairing, runs = asked.pairing, min(BLOCK, asked.runs - first)
    drawn = shared_luck(pairing.cases, asked.seed, first, runs, asked.steps)
    for start in range(0, runs, CHUNK):
        explain, post = first + start < EXPLAINED_RUNS, first + start < KEPT_RUNS
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


def _whole_block(asked: _Asked, first: int) -> list[Chunk]:
    """A block at once, as another process hands it over."""
    return list(_block(asked, first))
