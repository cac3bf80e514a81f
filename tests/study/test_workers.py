import threading
import time

import pytest

from sim.study.workers import AHEAD, in_order


def tell(given: int, task: int) -> tuple[int, str]:
    return given * task, threading.current_thread().name


def fail(given: str, task: int) -> int:
    raise ValueError(f"{given} {task}")


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_tasks(workers: int) -> None:
    found = list(in_order(tell, 3, range(20), workers))
    assert [number for number, _ in found] == [3 * task for task in range(20)]
    elsewhere = {place for _, place in found} - {threading.current_thread().name}
    assert (len(elsewhere) > 0) == (workers > 1)


def test_a_slow_one_keeps_its_place() -> None:
    def late(_given: None, task: int) -> int:
        time.sleep(0.05 if task == 0 else 0.0)
        return task

    assert list(in_order(late, None, range(6), 3)) == list(range(6))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_failing_task_fails_the_whole(workers: int) -> None:
    with pytest.raises(ValueError, match="task 0"):
        list(in_order(fail, "task", range(3), workers))


def test_nothing_begins_after_a_failure() -> None:
    begun: list[int] = []

    def first_fails(_given: None, task: int) -> None:
        begun.append(task)
        time.sleep(0.01)
        if task == 0:
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        list(in_order(first_fails, None, range(1000), 2))
    time.sleep(0.05)
    assert len(begun) <= AHEAD * 2 + 1


def test_without_tasks_there_is_nothing() -> None:
    assert list(in_order(tell, 1, [], 2)) == []


@pytest.mark.parametrize(("workers", "most"), [(1, 1), (2, 1 + 2 * AHEAD)])
def test_tasks_are_asked_for_only_as_they_are_needed(workers: int, most: int) -> None:
    handed: list[int] = []

    def tasks() -> "object":
        for task in range(100):
            handed.append(task)
            yield task

    results = in_order(tell, 1, tasks(), workers)  # type: ignore[arg-type]
    next(results)
    assert len(handed) <= most


def test_a_wish_to_stop_keeps_what_is_finished_and_waits_for_nothing_else() -> None:
    wish, release = threading.Event(), threading.Event()

    def work(_given: None, task: int) -> int:
        if task == 2:
            wish.set()
            release.wait(10.0)
        return task

    began = time.monotonic()
    assert list(in_order(work, None, range(100), 1, wish.is_set)) == [0, 1]
    assert time.monotonic() - began < 5.0
    release.set()
