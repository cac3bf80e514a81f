from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.study.stability.blocs import (
    Partition,
    balanced_triads,
    divisions,
    energies,
    frustrated,
    landscape,
    partition,
    pull,
)

BELL = (1, 1, 2, 5, 15, 52, 203, 877, 4140)  # ways to divide 0, 1, 2, ... parties
FRIENDS, FOES = 1.0, -1.0

Ties = dict[tuple[int, int], float]


def table(parties: int, ties: Ties) -> np.ndarray:
    found = np.zeros((parties, parties))
    for (i, j), tie in ties.items():
        found[i, j] = found[j, i] = tie
    return found


def two_couples(within: float, across: float) -> np.ndarray:
    pairs = dict.fromkeys(combinations(range(4), 2), across)
    return table(4, pairs | {(0, 1): within, (2, 3): within})


def random(seed: int, parties: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(parties, parties)), rng.uniform(0.1, 2.0, parties)


def apart(blocs: Partition, i: int, j: int) -> bool:
    return not any(i in bloc and j in bloc for bloc in blocs)


def energy(blocs: Partition, propensity: np.ndarray, sizes: np.ndarray) -> float:
    """The published sum, term by term."""
    n = len(sizes)
    return sum(
        sizes[i] * sizes[j] * propensity[i, j] * apart(blocs, i, j)
        for i in range(n)
        for j in range(n)
        if i != j
    )


def moves(blocs: Partition, party: int, most: int) -> list[Partition]:
    """Every division that the party can make by leaving its bloc."""
    rest = [tuple(i for i in bloc if i != party) for bloc in blocs]
    found = []
    for at, bloc in enumerate(rest):
        if party not in blocs[at]:
            found.append([*rest[:at], (*bloc, party), *rest[at + 1 :]])
    if len(blocs) < most:
        found.append([*rest, (party,)])
    return [tuple(bloc for bloc in one if bloc) for one in found]


def test_three_of_whom_two_are_friends() -> None:
    ties = {(0, 1): 1.0, (0, 2): -1.0, (1, 2): -0.5}
    found = landscape(table(3, ties), np.array([2.0, 1.0, 1.0]))
    assert dict(found.ranking) == {
        ((0, 1), (2,)): 2 * (-2.0 - 0.5),
        ((0, 1, 2),): 0.0,
        ((0,), (1, 2)): 2 * (2.0 - 2.0),
        ((0, 2), (1,)): 2 * (2.0 - 0.5),
    }
    assert found.best == ((0, 1), (2,))
    assert (found.gap, found.ties, found.frustrated) == (5.0, 1, 0.0)
    assert found.minima == ((found.best, -5.0),)
    assert found.frustration.tolist() == [-1.0, -0.5, -2.5]


def test_three_foes_cannot_all_stand_apart_in_two_blocs() -> None:
    foes = table(3, dict.fromkeys(combinations(range(3), 2), FOES))
    two = landscape(foes, np.ones(3))
    assert (two.energy[0], two.ties, two.gap) == (-4.0, 3, 0.0)
    assert two.frustrated == pytest.approx(1 / 3)
    assert len(two.minima) == 3
    several = landscape(foes, np.ones(3), None)
    assert several.best == ((0,), (1,), (2,))
    assert (several.energy[0], several.ties, several.frustrated) == (-6.0, 1, 0.0)


def test_two_couples_who_are_foes() -> None:
    foes = two_couples(FRIENDS, FOES)
    found = landscape(foes, np.ones(4))
    assert found.best == ((0, 1), (2, 3))
    assert (found.energy[0], found.gap) == (-8.0, 6.0)  # next: one leaves its friend, −2
    several = landscape(foes, np.ones(4), None)
    assert several.best == found.best
    assert several.gap == 2.0  # next: one couple parts, −6
    assert {blocs for blocs, _ in several.ranking[1:3]} == {
        ((0, 1), (2,), (3,)),
        ((0,), (1,), (2, 3)),
    }


def test_firm_couples_may_be_stuck_together() -> None:
    """Neither couple can leave by one state at a time, so the worse division is a minimum too."""
    found = landscape(two_couples(10.0, FOES), np.ones(4))
    assert found.minima == ((((0, 1), (2, 3)), -8.0), (((0, 1, 2, 3),), 0.0))


def test_indifference_ties_everything() -> None:
    found = landscape(np.zeros((4, 4)), np.ones(4))
    assert found.ties == len(found.minima) == 8
    assert (found.gap, found.frustrated) == (0.0, 0.0)


def test_both_directions_count_alike() -> None:
    one_way = np.array([[9.0, 1.0], [-3.0, 9.0]])  # the diagonal does not count
    found = landscape(one_way, np.array([1.0, 2.0]))
    assert dict(found.ranking) == {((0,), (1,)): 2.0 * (1.0 - 3.0), ((0, 1),): 0.0}


@pytest.mark.parametrize("parties", range(1, 9))
def test_every_division_is_tried_once(parties: int) -> None:
    for blocs, count in ((2, 2 ** (parties - 1)), (None, BELL[parties])):
        rows = {partition(row) for row in divisions(parties, blocs)}
        assert len(rows) == len(divisions(parties, blocs)) == count
        assert all(sorted(sum(row, ())) == list(range(parties)) for row in rows)


@given(st.integers(0, 2**32 - 1), st.integers(2, 6), st.sampled_from([2, 3, None]))
def test_energies_and_minima_are_those_of_the_definition(
    seed: int, parties: int, blocs: int | None
) -> None:
    propensity, sizes = random(seed, parties)
    found = landscape(propensity, sizes, blocs)
    by_definition = {one: energy(one, propensity, sizes) for one, _ in found.ranking}
    assert dict(found.ranking) == pytest.approx(by_definition)
    assert list(found.energy) == sorted(found.energy)
    canonical = {frozenset(map(frozenset, one)): e for one, e in by_definition.items()}
    most = blocs or parties
    for one, lowest in by_definition.items():
        reached = [
            canonical[frozenset(map(frozenset, other))]
            for party in range(parties)
            for other in moves(one, party, most)
        ]
        stuck = all(other >= lowest - 1e-9 for other in reached)
        assert stuck == (one in dict(found.minima))


@given(st.integers(0, 2**32 - 1), st.integers(2, 7), st.sampled_from([2, None]))
def test_the_order_of_parties_does_not_matter(seed: int, parties: int, blocs: int | None) -> None:
    propensity, sizes = random(seed, parties)
    order = np.random.default_rng(seed + 1).permutation(parties)
    here = landscape(propensity, sizes, blocs)
    there = landscape(propensity[np.ix_(order, order)], sizes[order], blocs)
    assert there.energy == pytest.approx(here.energy)
    assert there.frustrated == pytest.approx(here.frustrated)
    back = {frozenset(int(order[i]) for i in bloc) for bloc in there.best}
    assert back == {frozenset(bloc) for bloc in here.best}
    assert there.frustration == pytest.approx(here.frustration[order])


def test_many_tables_at_once() -> None:
    tables = np.stack([random(seed, 4)[0] for seed in range(3)])
    sizes = np.stack([random(seed, 4)[1] for seed in range(3)])
    labels = divisions(4)
    together = energies(pull(tables, sizes), labels)
    assert together.shape == (3, 8)
    for run in range(3):
        alone = pull(tables[run], sizes[run])
        assert np.array_equal(together[run], energies(alone, labels))
        assert np.array_equal(
            frustrated(pull(tables, sizes), labels)[run], frustrated(alone, labels)
        )


@pytest.mark.parametrize(
    ("propensity", "sizes", "blocs"),
    [
        (np.zeros((2, 3)), np.ones(3), 2),
        (np.zeros((3, 3)), np.ones(2), 2),
        (np.zeros((0, 0)), np.ones(0), 2),
        (np.full((2, 2), np.nan), np.ones(2), 2),
        (np.zeros((2, 2)), np.array([1.0, -1.0]), 2),
        (np.zeros((2, 2)), np.ones(2), 0),
        (np.zeros((12, 12)), np.ones(12), None),
        (np.zeros((22, 22)), np.ones(22), 2),
    ],
)
def test_what_cannot_be_divided_is_refused(
    propensity: np.ndarray, sizes: np.ndarray, blocs: int | None
) -> None:
    with pytest.raises(ValueError, match=r"want|finite|more than"):
        landscape(propensity, sizes, blocs)


@pytest.mark.parametrize(
    ("ties", "share"),
    [
        ({(0, 1): 1, (0, 2): 1, (1, 2): 1}, 1.0),  # all friends
        ({(0, 1): 1, (0, 2): -1, (1, 2): -1}, 1.0),  # the enemy of a friend
        ({(0, 1): 1, (0, 2): 1, (1, 2): -1}, 0.0),  # two foes with a common friend
        ({(0, 1): -1, (0, 2): -1, (1, 2): -1}, 0.0),  # three foes
    ],
)
def test_a_triad_is_balanced_by_its_signs(ties: Ties, share: float) -> None:
    assert balanced_triads(table(3, ties), np.ones(3)) == share


def test_triads_weigh_by_the_sizes_of_their_three() -> None:
    """All are friends, but 0 and 3 are foes: every triad with both is unbalanced."""
    ties = dict.fromkeys(combinations(range(4), 2), FRIENDS) | {(0, 3): FOES}
    sizes = np.array([1.0, 1.0, 2.0, 3.0])
    balanced, unbalanced = 1 * 1 * 2 + 1 * 2 * 3, 1 * 1 * 3 + 1 * 2 * 3
    assert balanced_triads(table(4, ties), sizes) == balanced / (balanced + unbalanced)


def test_a_triad_without_a_tie_does_not_count() -> None:
    assert np.isnan(balanced_triads(table(3, {(0, 1): 1.0, (0, 2): 1.0}), np.ones(3)))
    assert np.isnan(balanced_triads(table(2, {(0, 1): 1.0}), np.ones(2)))
