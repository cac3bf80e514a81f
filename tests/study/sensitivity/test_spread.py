"""The spread of an answer over points and runs."""

import numpy as np
import pytest

from sim.study.sensitivity.spread import spread

POINT, RUN, REST = 0.3, 0.5, 0.4  # standard deviations


def outcomes(points: int, runs: int, generator: np.random.Generator) -> np.ndarray:
    """Outcomes of points that share their runs: both move them, and both together."""
    return (
        generator.normal(0.0, POINT, (points, 1))
        + generator.normal(0.0, RUN, (1, runs))
        + generator.normal(0.0, REST, (points, runs))
    )


def test_the_error_of_the_mean_counts_the_points_and_the_runs_that_they_share() -> None:
    generator, points, runs = np.random.default_rng(0), 64, 16
    found = [spread(outcomes(points, runs, generator)) for _ in range(400)]
    stray = np.std([one.mean for one in found])
    assert np.sqrt(np.mean([one.error**2 for one in found])) == pytest.approx(stray, rel=0.1)


def test_more_points_on_the_same_runs_do_not_make_the_mean_sure() -> None:
    generator = np.random.default_rng(1)
    few, many = (spread(outcomes(points, 16, generator)).error for points in (64, 4096))
    assert many == pytest.approx(RUN / 4, rel=0.5)
    assert many > few / 2


def test_luck_is_what_points_and_runs_do_not_explain() -> None:
    found = spread(outcomes(2000, 50, np.random.default_rng(2)))
    assert found.luck == pytest.approx(REST**2 / 50, rel=0.1)
    assert found.variance == pytest.approx(POINT**2 + REST**2 / 50, rel=0.1)


def test_where_nothing_varies_nothing_is_in_doubt() -> None:
    found = spread(np.full((5, 4), 0.2))
    assert (found.mean, found.error, found.variance, found.share) == (
        pytest.approx(0.2),
        0.0,
        pytest.approx(0.0),
        0.0,
    )
