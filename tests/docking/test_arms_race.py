"""Richardson (1960): the two-actor linear limit, and where R crosses 1."""

from itertools import pairwise
from math import sqrt

import numpy as np
import pytest

from sim.study.docking.arms_race import ACTS, HARM, RATE, Race, play, r_of, world
from sim.study.stability.aftermath import escalatory_actions
from sim.study.stability.critical import crossing

SMALL = 1e-4


@pytest.mark.parametrize(("k", "l", "a"), [(0.2, 0.3, 0.5), (0.4, 0.05, 0.3), (0.1, 0.6, 0.4)])
def test_equilibrium(k: float, l: float, a: float) -> None:  # noqa: E741
    race = Race(k, l, a, SMALL, 2.0 * SMALL)
    assert race.ratio < 1.0
    assert play(race, 600)[-1] == pytest.approx(race.equilibrium, rel=1e-3)


def test_each_step_is_richardsons() -> None:
    race = Race(0.2, 0.3, 0.5, SMALL, 2.0 * SMALL)
    path = play(race, 20, (3.0 * SMALL, 0.0))
    x, y = path[:-1].T
    assert path[1:, 0] == pytest.approx((1.0 - race.a) * x + race.k * y + race.g, rel=1e-4)
    assert path[1:, 1] == pytest.approx((1.0 - race.a) * y + race.l * x + race.h, rel=1e-4)


def test_shorter_steps_approach_the_differential_equation() -> None:
    race = Race(0.2, 0.3, 0.5, SMALL, 2.0 * SMALL)
    exact = race.after(4.0)
    off = [np.abs(play(race.in_steps_of(1.0 / n), 4 * n)[-1] - exact).max() for n in (10, 20, 40)]
    assert off[0] / off[1] == pytest.approx(2.0, abs=0.15)
    assert off[1] / off[2] == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize("ratio", [0.5, 0.95, 1.05, 1.4])
def test_r_is_the_root_of_kl_over_ab(ratio: float) -> None:
    """Also when the two sides are unlike, and above 1 exactly where the race is unstable."""
    race = Race(ratio * 0.4 * 3.0, ratio * 0.4 / 3.0, 0.4)
    assert race.ratio == pytest.approx(ratio)
    assert r_of(race) == pytest.approx(ratio, rel=2e-3)
    assert (r_of(race) > 1.0) == (race.growth > 0.0)


def test_r_approaches_richardsons_condition_as_acts_grow_small() -> None:
    border = Race(0.5, 0.5, 0.5)
    off = [abs(r_of(border, acts) - 1.0) for acts in (10, 20, 40)]
    assert off[0] < 2e-3
    assert [one / next_ for one, next_ in pairwise(off)] == pytest.approx([4.0, 4.0], abs=0.2)


def test_precision_at_which_r_crosses_one() -> None:
    race = Race(0.3, 0.3, 0.5)
    case = world(race, 20)
    found = crossing(case, case.values.central(1), escalatory_actions(case)).multiplier
    assert found == pytest.approx(1.0 / race.ratio, rel=2e-3)


@pytest.mark.parametrize("ratio", [0.9, 1.1])
def test_a_small_quarrel_grows_where_the_race_is_unstable(ratio: float) -> None:
    race = Race(ratio * 0.5, ratio * 0.5, 0.5)
    path = play(race, 30, (1e-6, 2e-6)).sum(axis=1)
    assert path[-1] / path[-2] == pytest.approx(1.0 + sqrt(race.k * race.l) - race.a, rel=1e-4)
    assert (path[-1] > path[-2]) == (ratio > 1.0)


def test_an_unstable_race_of_ours_ends_where_everybody_always_acts() -> None:
    """Where it differs: chances are bounded."""
    race = Race(1.5, 1.5, 0.5)
    last = play(race, 300, (0.01, 0.01))[-1]
    most = [ACTS * (1.0 - RATE) * harm / race.a for harm in reversed(HARM)]
    assert last == pytest.approx(most, rel=0.2)
    assert (last < most).all()
