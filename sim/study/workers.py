"""Independent pieces of work in one process or several, their results in order."""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, TypeVar

Given = TypeVar("Given")
Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 2  # tasks in flight for each process


def in_order(
    work: Callable[[Given, Task], Result], given: Given, tasks: Iterable[Task], workers: int
) -> Iterator[Result]:
    """Yield ``work(given, task)`` for each task in turn, with ``workers`` processes.

    ``work`` is a function of a module; ``given`` goes to each process once. An interrupt cancels
    what has not begun.
    """
    if workers <= 1:
        for task in tasks:
            yield work(given, task)
        return
    with ProcessPoolExecutor(workers, initializer=_settle, initargs=(work, given)) as pool:
        handed = (pool.submit(_task, task) for task in tasks)
        waiting: deque[Future[Any]] = deque(islice(handed, AHEAD * workers))
        try:
            while waiting:
                yield waiting.popleft().result()
                waiting.extend(islice(handed, 1))
        finally:
            pool.shutdown(cancel_futures=True)


# What a worker process was given when it started.
_settled: tuple[Callable[[Any, Any], Any], Any]


def _settle(work: Callable[[Any, Any], Any], given: Any) -> None:
    global _settled
    _settled = (work, given)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop


def _task(task: Any) -> Any:
    work, given = _settled
    return work(given, task)
