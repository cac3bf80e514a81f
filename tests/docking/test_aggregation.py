"""Axelrod and Bennett (1993): the bloc finder on published tables."""

import numpy as np
import pytest

from sim.study.docking.aggregation import code, energies_of, frustrations, of, shared, side
from sim.study.docking.landscape_cases import (
    EUROPE_ALLIED,
    EUROPE_FORETOLD,
    EUROPE_RIGHT,
    SYRIA_FRUSTRATION,
    SYRIA_LOWEST,
    SYRIA_SAMPLE,
    WEAK_SYRIA,
    WEAK_SYRIA_LOWEST,
    europe,
    syria,
)
from sim.study.stability.blocs import Landscape


@pytest.fixture(scope="module")
def syrian() -> Landscape:
    return of(syria())


def test_tables_are_symmetric() -> None:
    for case in (syria(), europe()):
        assert (case.propensity == case.propensity.T).all()
        assert (case.sizes > 0.0).all()


def test_energies(syrian: Landscape) -> None:
    ours = energies_of(syrian)
    published = {**SYRIA_LOWEST, **SYRIA_SAMPLE}
    assert {division: ours[division] for division in published} == pytest.approx(published)


def test_rank_order(syrian: Landscape) -> None:
    ours = list(energies_of(syrian).items())
    top = ours[: len(SYRIA_LOWEST)]
    assert [energy for _, energy in top] == pytest.approx(list(SYRIA_LOWEST.values()))
    assert {division for division, _ in top} == set(SYRIA_LOWEST)
    assert ours[len(top)][1] > top[-1][1]


def test_the_optimum_is_the_one_local_minimum(syrian: Landscape) -> None:
    assert [code(blocs, 11) for blocs, _ in syrian.minima] == [next(iter(SYRIA_LOWEST))]


def test_frustrations(syrian: Landscape) -> None:
    assert frustrations(syrian) == pytest.approx(np.array(SYRIA_FRUSTRATION))


def test_a_weak_syria() -> None:
    found = of(syria(WEAK_SYRIA))
    assert next(iter(energies_of(found).items())) == WEAK_SYRIA_LOWEST
    assert code(found.minima[0][0], 11) == WEAK_SYRIA_LOWEST[0]


@pytest.mark.slow
def test_europe() -> None:
    case = europe()
    found = of(case)
    assert len(found.ranking) == 2**16
    allied = side(case, found, "Britain")
    assert shared(case, allied, EUROPE_ALLIED) == EUROPE_RIGHT
    assert shared(case, EUROPE_FORETOLD, EUROPE_ALLIED) == 15


def test_a_party_that_eases_its_own_frustration_lowers_the_energy(syrian: Landscape) -> None:
    """Their note 2: with symmetric propensities, dE = 2 s_i dF_i for a move of one party."""
    case = syria()
    labels = syrian.labels.astype(int)
    energy = {tuple(row): e for row, e in zip(labels.tolist(), syrian.energy, strict=True)}
    for row in labels[::37]:
        for party in range(1, len(row)):  # the first is always in bloc 0
            moved = row.copy()
            moved[party] = 1 - moved[party]
            felt = [
                (case.propensity[party] * case.sizes * (own != own[party])).sum()
                for own in (row, moved)
            ]
            change = energy[tuple(moved.tolist())] - energy[tuple(row.tolist())]
            assert change == pytest.approx(2.0 * case.sizes[party] * (felt[1] - felt[0]))
