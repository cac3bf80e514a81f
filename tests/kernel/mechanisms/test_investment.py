"""z[o,m] += σ_o · x[k,m] · surprise[k]; base rates are 0.2 unless said."""

import pytest

from tests.kernel.hand import hand


def test_who_acts_grows_committed_to_whom_it_acts_upon() -> None:
    small = hand(
        {"alp_acts": {"impacts": {"BET": 0.5, "DEL": -0.3}}},
        passive=("DEL",),
        strengths={"investment.sigma": 0.05},
    )
    # 0.05 · 0.5 · 0.8 and 0.05 · −0.3 · 0.8
    assert small.booked("investment", ["alp_acts"]) == {
        "ALP>BET": pytest.approx(0.02),
        "ALP>DEL": pytest.approx(-0.012),
    }


def test_expected_help_left_undone() -> None:
    small = hand({"alp_acts": {"impacts": {"BET": 0.5}}}, strengths={"investment.sigma": 0.05})
    assert small.booked("investment") == {"ALP>BET": pytest.approx(-0.005)}  # 0.05 · 0.5 · −0.2
