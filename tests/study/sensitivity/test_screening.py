"""The plumbing around SALib: known answers come out of it as they are known."""

import numpy as np
import pytest

from sim.kernel.arrays import Floats
from sim.study.sensitivity import indices, screening
from sim.study.sensitivity.screening import HIGH, LOW, Screening, effects, screen
from tests.study import gift


def outcomes(answer: Floats, runs: int = 2) -> Floats:
    """(point, run) the same answer whatever the luck."""
    return np.repeat(answer[:, None], runs, axis=1)


def screened(weights: Floats, trajectories: int = 4) -> Screening:
    designs = screening.points_of(len(weights), trajectories, 1)
    return effects(designs, [outcomes(design @ weights) for design in designs], 1)


def ishigami(uniform: Floats) -> Floats:
    x = np.pi * (2.0 * uniform - 1.0)
    return np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_the_levels_are_the_middles_of_four_equally_likely_quarters() -> None:
    designs = screening.points_of(7, 30, 0)
    assert np.allclose(np.unique(np.concatenate(designs)), [0.125, 0.375, 0.625, 0.875])


def test_each_trajectory_moves_each_value_once_by_half_its_distribution() -> None:
    for design in screening.points_of(5, 6, 0):
        assert design.shape == (6, 5)
        moves = np.abs(np.diff(design, axis=0))
        assert np.allclose(moves.sum(axis=0), 0.5)
        assert (np.count_nonzero(moves > 1e-9, axis=1) == 1).all()


def test_effects_of_a_sum_are_its_weights_from_the_low_to_the_high_part() -> None:
    weights = np.array([2.0, 0.0, -1.0, 0.5])
    found = screened(weights)
    assert found.mu == pytest.approx(weights * (HIGH - LOW))
    assert found.mu_star == pytest.approx(np.abs(weights) * (HIGH - LOW))
    for nothing in (found.sigma, found.mu_star_conf, found.mu_star_luck):
        assert nothing == pytest.approx(0.0, abs=1e-12)


def test_an_effect_that_hangs_on_another_value_shows_in_sigma() -> None:
    designs = screening.points_of(3, 40, 1)
    products = [outcomes((d[:, 0] - 0.5) * (d[:, 1] - 0.5)) for d in designs]
    found = effects(designs, products, 1)
    assert (found.sigma[:2] > 2.0 * np.abs(found.mu[:2])).all()
    assert (found.mu_star_conf[:2] > 0.0).all()
    assert found.mu_star[2] == 0.0


def test_luck_alone_gives_the_size_that_it_is_said_to() -> None:
    designs = screening.points_of(40, 60, 2)
    random = np.random.default_rng(3)
    noise = [random.normal(size=(len(design), 12)) for design in designs]
    found = effects(designs, noise, 2)
    assert found.mu_star.mean() == pytest.approx(found.mu_star_luck.mean(), rel=0.05)


def test_sobol_indices_of_a_known_function() -> None:
    """Ishigami and Homma (1990), a = 7, b = 0.1: the indices are known in closed form."""
    design = indices.points_of(3, 2048, 4)
    random = np.random.default_rng(8)
    luck = random.normal(size=(1, 3))  # moves all points alike, so it must not matter
    found = indices.shares(ishigami(design)[:, None] + luck, 3, 4)
    assert np.allclose(found.S1, [0.3139, 0.4424, 0.0], atol=0.03)
    assert np.allclose(found.ST, [0.5576, 0.4424, 0.2437], atol=0.03)
    assert (np.abs(found.ST - [0.5576, 0.4424, 0.2437]) < 2.0 * found.ST_conf).all()
    assert found.spread.mean == pytest.approx(3.5 + luck.mean(), abs=0.05)
    assert found.spread.variance == pytest.approx(13.845, rel=0.05)
    assert found.ST_luck == pytest.approx(0.0, abs=1e-12)


def test_luck_that_feigns_a_share_is_said_to() -> None:
    design = indices.points_of(3, 1024, 1)
    random = np.random.default_rng(2)
    found = indices.shares(design[:, :1] + random.normal(size=(len(design), 10)), 3, 1)
    assert found.ST[1:] == pytest.approx(found.ST_luck[1:], rel=0.15)
    assert found.ST[1] > 0.4  # and it is much: a tenth of one against a twelfth


def test_nothing_is_shared_out_where_nothing_varies() -> None:
    design = indices.points_of(2, 8, 0)
    found = indices.shares(np.full((len(design), 2), 0.3), 2, 0)
    assert not np.any([found.S1, found.ST, found.S1_conf, found.ST_conf, found.ST_luck])


@pytest.mark.parametrize("seed", [0, 1, 2**63 - 1])
def test_the_same_seed_gives_the_same_design(seed: int) -> None:
    one, two = (np.concatenate(screening.points_of(4, 3, seed)) for _ in range(2))
    assert (one == two).all()
    assert (indices.points_of(4, 8, seed) == indices.points_of(4, 8, seed)).all()
    other = np.concatenate(screening.points_of(4, 3, seed // 2 + 5))
    assert (one != other).any()


def test_screening_a_world_finds_the_one_value_that_matters() -> None:
    probe = gift.probe()
    found = screen(probe, trajectories=5, runs=3, seed=0)
    matters = probe.ranged.index(gift.RHO)
    assert found.mu_star[matters] > 0.1
    others = np.delete(found.mu_star, matters)
    assert (others == 0.0).all()
    table = probe.with_.values
    ends = table.quantile(np.array([[LOW], [HIGH]]) * np.ones((1, len(table.paths))))
    low, high = np.tanh(0.5 * ends[:, table.column(gift.RHO)])
    assert found.mu[matters] == pytest.approx(high - low, rel=0.1)
