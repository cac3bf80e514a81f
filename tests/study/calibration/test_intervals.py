"""Against published values and against what must hold by construction."""

import math

import pytest

from sim.study.calibration.intervals import (
    gamma_below,
    gamma_poisson,
    jeffreys,
    student,
)
from sim.world.beta import beta_below


@pytest.mark.parametrize(("t", "freedom"), [(3.0777, 1), (1.3722, 10), (1.2901, 100)])
def test_student_as_printed_in_every_table(t: float, freedom: int) -> None:
    assert student(freedom) == pytest.approx(t, abs=5e-5)


def test_beta_in_closed_form() -> None:
    assert beta_below(0.3, 1, 1) == pytest.approx(0.3, abs=1e-12)
    assert beta_below(0.3, 2, 1) == pytest.approx(0.09, abs=1e-12)
    arcsine = 2 / math.pi * math.asin(math.sqrt(0.3))
    assert beta_below(0.3, 0.5, 0.5) == pytest.approx(arcsine, abs=1e-12)
    binomial = sum(math.comb(20, k) * 0.4**k * 0.6 ** (20 - k) for k in range(8, 21))
    assert beta_below(0.4, 8, 13) == pytest.approx(binomial, abs=1e-12)


def test_gamma_in_closed_form() -> None:
    assert gamma_below(2.0, 1) == pytest.approx(1 - math.exp(-2), abs=1e-12)
    assert gamma_below(2.0, 0.5) == pytest.approx(math.erf(math.sqrt(2)), abs=1e-12)
    poisson = 1 - sum(math.exp(-30) * 30**k / math.factorial(k) for k in range(25))
    assert gamma_below(30.0, 25) == pytest.approx(poisson, abs=1e-12)


@pytest.mark.parametrize(("k", "n"), [(0, 30), (1, 30), (16, 30), (29, 30), (30, 30), (7, 400)])
def test_tails_of_jeffreys_hold_what_they_say(k: int, n: int) -> None:
    found = jeffreys(k, n)
    assert found.low <= found.value <= found.high
    if k:
        assert beta_below(found.low, k + 0.5, n - k + 0.5) == pytest.approx(0.1, abs=1e-9)
    else:
        assert found.low == 0.0
    if k < n:
        assert beta_below(found.high, k + 0.5, n - k + 0.5) == pytest.approx(0.9, abs=1e-9)
    else:
        assert found.high == 1.0


def test_jeffreys_is_what_the_worlds_rates_cite() -> None:
    """seeds/actions: 16 of 30 months, Jeffreys at 80 per cent, 0.42 to 0.65."""
    found = jeffreys(16, 30)
    assert (round(found.low, 2), round(found.high, 2)) == (0.42, 0.65)


def test_counts_that_vary_more_than_a_poisson_say_less() -> None:
    plain, spread = gamma_poisson(60, 30), gamma_poisson(60, 30, dispersion=4.0)
    assert plain.value == pytest.approx(60.5 / 30)
    assert spread.low < plain.low < plain.high < spread.high
    assert gamma_poisson(60, 30, dispersion=0.5) == plain
    assert gamma_poisson(0, 30).low == 0.0
