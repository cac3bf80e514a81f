"""Independent pieces of work on several threads, their results in order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import TypeVar

Given = TypeVar("Given")
Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 2  # tasks in flight for each thread
PATIENCE = 0.05  # seconds in which a wish to stop is noticed

Stopped = Callable[[], bool]
"""Tells whether the work is to stop with what is finished."""


def in_order(
    work: Callable[[Given, Task], Result],
    given: Given,
    tasks: Iterable[Task],
    workers: int,
    stopped: Stopped | None = None,
) -> Iterator[Result]:
    """Yield ``work(given, task)`` for each task in turn, with ``workers`` threads.

    Tasks are asked for as they are needed. The first one to fail ends the whole: its exception is
    raised, and nothing more begins. Once ``stopped`` says so, what is finished in turn is yielded
    and the rest dropped: nothing waits for it.
    """
    if workers <= 1 and stopped is None:
        for task in tasks:
            yield work(given, task)
        return
    pool = ThreadPoolExecutor(max(1, workers), thread_name_prefix="sim")
    try:
        yield from ordered(
            lambda task: pool.submit(work, given, task), tasks, AHEAD * max(1, workers), stopped
        )
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def ordered(
    submit: Callable[[Task], "Future[Result]"],
    tasks: Iterable[Task],
    ahead: int,
    stopped: Stopped | None = None,
) -> Iterator[Result]:
    """Yield the results of tasks in turn, never more than ``ahead`` of them handed in."""
    handed = (submit(task) for task in tasks)
    waiting = deque(islice(handed, ahead))
    try:
        while waiting and _finished(waiting[0], stopped):
            result = waiting.popleft().result()
            if stopped is None or not stopped():
                waiting.extend(islice(handed, 1))
            yield result
    finally:
        for future in waiting:
            future.cancel()


def _finished(future: "Future[Result]", stopped: Stopped | None) -> bool:
    """Wait for a result; False where the work is to stop without it."""
    while not future.done():
        if stopped is not None and stopped():
            return False
        wait((future,), PATIENCE)
    return True
