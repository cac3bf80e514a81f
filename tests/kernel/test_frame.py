import numpy as np

from sim.kernel.frame import links, pair_table
from sim.kernel.places import columns, in_order


def test_pairs_are_ordered_and_have_two_ends() -> None:
    source, target, table = pair_table(3)
    assert list(zip(source.tolist(), target.tolist(), strict=True)) == [
        (0, 1),
        (0, 2),
        (1, 0),
        (1, 2),
        (2, 0),
        (2, 1),
    ]
    assert table.tolist() == [[-1, 0, 1], [2, -1, 3], [4, 5, -1]]


def test_links_of_nothing() -> None:
    nothing = links([])
    assert nothing.k.shape == nothing.to.shape == (0,)


def test_columns_of_nothing() -> None:
    assert [column.shape for column in columns([], 3)] == [(0,)] * 3


def test_columns() -> None:
    deed, pair = columns([(1, 2), (3, 4)], 2)
    assert (deed.tolist(), pair.tolist()) == ([1, 3], [2, 4])


def test_entries_in_order_stay_together() -> None:
    target, other = np.array([2, 0, 2, 1]), np.array([10, 11, 12, 13])
    ordered, beside = in_order(target, 3, other)
    assert sorted(zip(ordered.tolist(), beside.tolist(), strict=True)) == [
        (0, 11),
        (1, 13),
        (2, 10),
        (2, 12),
    ]
    assert ordered[0] == 2  # the target with most entries comes first
