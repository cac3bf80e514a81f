import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel.arrays import Floats, Ints, fold, layout, pick

TARGETS = st.integers(1, 8).flatmap(
    lambda size: st.tuples(st.lists(st.integers(0, size - 1), max_size=40), st.just(size))
)


def values(runs: int, entries: int, seed: int = 0) -> Floats:
    return np.random.default_rng(seed).normal(size=(runs, entries))


def added(target: Ints, size: int, entries: Floats) -> Floats:
    total = np.zeros((entries.shape[0], size))
    np.add.at(total.T, target, entries.T)
    return total


@given(TARGETS)
def test_sums_by_target(drawn: tuple[list[int], int]) -> None:
    target, size = np.array(drawn[0], dtype=np.intp), drawn[1]
    entries = values(5, len(target))
    assert np.allclose(fold(target, size).sum(entries), added(target, size, entries), atol=1e-12)


@given(TARGETS)
def test_laid_out_entries_give_the_same_sums(drawn: tuple[list[int], int]) -> None:
    target, size = np.array(drawn[0], dtype=np.intp), drawn[1]
    order = layout(target, size)
    assert sorted(order) == list(range(len(target)))
    entries = values(5, len(target))
    ordered = fold(target[order], size)
    assert ordered.laid
    assert np.array_equal(ordered.sum(entries[:, order]), fold(target, size).sum(entries))


@given(TARGETS)
def test_running_sums_end_on_the_sums(drawn: tuple[list[int], int]) -> None:
    target, size = np.array(drawn[0], dtype=np.intp), drawn[1]
    entries = values(5, len(target))
    running = fold(target, size).running(entries)
    for goal in range(size):
        own = np.flatnonzero(target == goal)
        assert np.allclose(running[:, own], np.cumsum(entries[:, own], axis=1), atol=1e-12)


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("runs", [1, 7, 300])
def test_no_memory_layout_decides_the_bits(order: str, runs: int) -> None:
    target = np.array([0, 2, 0, 0, 3, 2, 0, 1, 0, 0, 0, 3] * 3)
    entries = values(300, len(target))
    whole = fold(target, 5).sum(np.asfortranarray(entries))
    part = np.array(entries[:runs], order=order)  # type: ignore[call-overload]
    assert np.array_equal(fold(target, 5).sum(part), whole[:runs])


def test_sums_start_with_the_first_entry() -> None:
    """0.1 + 0.2 + 0.3 from left to right, not another way round."""
    total = fold(np.zeros(3, dtype=np.intp), 1).sum(np.array([[0.1, 0.2, 0.3]]))
    assert total[0, 0] == (0.1 + 0.2) + 0.3
    assert total[0, 0] != 0.1 + (0.2 + 0.3)


def test_targets_without_entries_sum_to_zero() -> None:
    assert fold(np.array([1]), 3).sum(np.array([[5.0]])).tolist() == [[0.0, 5.0, 0.0]]


def test_no_entries_at_all() -> None:
    nothing = fold(np.zeros(0, dtype=np.intp), 2)
    assert nothing.sum(np.zeros((4, 0))).tolist() == [[0.0, 0.0]] * 4
    assert nothing.running(np.zeros((4, 0))).shape == (4, 0)


def test_values_are_left_alone() -> None:
    target = np.array([0, 0, 1])
    entries = np.asfortranarray(values(3, 3))
    before = entries.copy()
    fold(target, 2).sum(entries)[:] = 9.0
    fold(target, 2).running(entries)[:] = 9.0
    assert np.array_equal(entries, before)


def test_pick_is_a_gather() -> None:
    table = values(3, 4)
    columns = np.array([2, 0, 2])
    assert np.array_equal(pick(table, columns), table[:, columns])
    assert pick(table, np.zeros(0, dtype=np.intp)).shape == (3, 0)
