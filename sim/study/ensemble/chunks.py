"""An ensemble piece by piece, in one process or several: the same bits whatever their number."""

import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from sim.study.ensemble.arm import run_arm
from sim.study.ensemble.pairing import Pairing, shared_luck
from sim.study.ensemble.tally import KEPT_RUNS, Chunk

CHUNK = 250  # runs rolled together, so that they fit the processor's cache; it changes no run
BLOCK = 4 * CHUNK  # runs whose luck is drawn together; one task of a process
EXPLAINED_RUNS = CHUNK  # motives behind choices are averaged over the first so many runs
AHEAD = 2  # tasks in flight for each process


def chunks(
    pairing: Pairing, seed: int, first: int, runs: int, steps: int, workers: int
) -> Iterator[Chunk]:
    """Yield the chunks of runs ``first`` to ``runs - 1`` in order, with ``workers`` processes."""
    starts = range(first, runs, BLOCK)
    if workers <= 1 or len(starts) <= 1:
        for start in starts:
            yield from _block(pairing, seed, start, min(BLOCK, runs - start), steps)
        return
    with ProcessPoolExecutor(workers, initializer=_settle, initargs=(pairing, seed, steps)) as pool:
        tasks = (pool.submit(_task, start, min(BLOCK, runs - start)) for start in starts)
        waiting: deque[Future[list[Chunk]]] = deque(islice(tasks, AHEAD * workers))
        try:
            while waiting:
                yield from waiting.popleft().result()
                waiting.extend(islice(tasks, 1))
        finally:
            pool.shutdown(cancel_futures=True)


def _block(pairing: Pairing, seed: int, first: int, runs: int, steps: int) -> Iterator[Chunk]:
    cases = (pairing.with_, pairing.without)
    drawn = shared_luck(cases, seed, first, runs, steps)
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
                cases, (pairing.book_with, pairing.book_without), drawn, strict=True
            )
        )
        yield Chunk(first + start, with_, without)


# What a worker process was given when it started.
_settled: tuple[Pairing, int, int]


def _settle(pairing: Pairing, seed: int, steps: int) -> None:
    global _settled
    _settled = (pairing, seed, steps)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop


def _task(first: int, runs: int) -> list[Chunk]:
    pairing, seed, steps = _settled
    return list(_block(pairing, seed, first, runs, steps))
