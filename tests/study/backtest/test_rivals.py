"""The rivals know what they should, and nothing after the origin."""

import numpy as np
import pytest

from sim.study.backtest.rivals import RIVALS, WINDOW, base_rate, persistence, slow_level


def test_base_rate_is_of_the_window() -> None:
    known = np.concatenate([np.ones(200), np.zeros(WINDOW - 6), np.ones(6)])
    assert base_rate(known, 1) == pytest.approx(6.5 / (WINDOW + 1))


def test_slow_level_follows_a_change() -> None:
    quiet_then_busy = np.concatenate([np.zeros(60), np.ones(60)])
    assert slow_level(quiet_then_busy, 1) > 0.9
    assert slow_level(1.0 - quiet_then_busy, 1) < 0.1


def test_persistence_is_a_table_of_what_followed() -> None:
    known = np.tile([1.0, 0.0], 60)  # after a month without always one with
    assert persistence(known, 1) == pytest.approx(59.5 / 60)
    assert persistence(known, 2) == pytest.approx(0.5 / 60)


@pytest.mark.parametrize("name", RIVALS)
@pytest.mark.parametrize("lead", [1, 12])
def test_probabilities_are_never_certain(name: str, lead: int) -> None:
    for known in (np.zeros(150), np.ones(150), np.tile([1.0, 0.0, 0.0], 50)):
        assert 0.0 < RIVALS[name](known, lead) < 1.0
