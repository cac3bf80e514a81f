import os

import pytest

from sim.study.workers import in_order


def tell(given: int, task: int) -> tuple[int, int]:
    return given * task, os.getpid()


def fail(given: str, task: int) -> int:
    raise ValueError(f"{given} {task}")


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_tasks(workers: int) -> None:
    found = list(in_order(tell, 3, range(20), workers))
    assert [number for number, _ in found] == [3 * task for task in range(20)]
    elsewhere = {place for _, place in found} - {os.getpid()}
    assert (len(elsewhere) > 0) == (workers > 1)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_failing_task_fails_the_whole(workers: int) -> None:
    with pytest.raises(ValueError, match="task 0"):
        list(in_order(fail, "task", range(3), workers))


def test_without_tasks_there_is_nothing() -> None:
    assert list(in_order(tell, 1, [], 2)) == []


def test_tasks_are_asked_for_only_as_they_are_needed() -> None:
    handed: list[int] = []

    def tasks() -> "object":
        for task in range(100):
            handed.append(task)
            yield task

    results = in_order(tell, 1, tasks(), 1)  # type: ignore[arg-type]
    next(results)
    assert handed == [0]
