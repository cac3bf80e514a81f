"""A planted answer comes back, its absence too, and thin data are not read."""

import numpy as np
import pytest

from sim.results.calibration import Reciprocity
from sim.study.calibration.reciprocity import reciprocity
from sim.study.calibration.tally import Tally

STATES, WEEKS = 6, 300


def tally(tone: np.ndarray, events: int = 1) -> Tally:
    """A tally with the given (week, source, target) tone on each first day of a week."""
    found = Tally(STATES, np.zeros(1), np.zeros((STATES, STATES, 1), dtype=np.bool_))
    found.events = np.full((len(tone) * 7, STATES, STATES), events, dtype=np.int32)
    found.tone = np.zeros((len(tone) * 7, STATES, STATES))
    found.tone[::7] = tone
    return found


def made(answer: float, seed: int = 1, drift: float = 0.0) -> np.ndarray:
    """Tone that answers a week's shock from the other side in the week after."""
    drawn = np.random.default_rng(seed)
    shock = drawn.normal(0.0, 5.0, (WEEKS, STATES, STATES))
    tone = shock.copy()
    tone[1:] += answer * np.swapaxes(shock[:-1], 1, 2)
    return tone + drift * np.arange(WEEKS)[:, None, None]


def found(tone: np.ndarray, **more: int) -> Reciprocity:
    own = tally(tone, **more)
    return reciprocity(own, np.ones(len(own.events), dtype=np.bool_), STATES)


@pytest.mark.parametrize("planted", [0.3, -0.2])
def test_a_planted_answer_comes_back(planted: float) -> None:
    told = found(made(planted))
    assert told.answer is not None
    assert told.answer.value == pytest.approx(planted, abs=3 * told.error)
    assert abs(told.t) > 3
    assert (told.pairs, told.weeks) == (15, 30 * (WEEKS - 26 - 4))


def test_none_is_found_where_none_is() -> None:
    hits = 0
    for seed in range(20):
        told = found(made(0.0, seed))
        assert told.answer is not None
        hits += told.answer.low <= 0.0 <= told.answer.high
    assert 12 <= hits <= 20  # 8 in 10 intervals should hold 0


def test_a_slow_drift_of_both_sides_is_no_answer() -> None:
    told = found(made(0.0, drift=0.02))
    assert told.answer is not None
    assert abs(told.t) < 3


def test_thin_directions_are_not_read() -> None:
    told = found(made(0.3), events=0)
    assert told.answer is None
    assert "enough events" in told.why_not


def test_too_few_weeks() -> None:
    told = found(made(0.3)[:33])
    assert told.answer is None
    assert told.why_not.startswith("too few: 15 pairs and 90 weeks")


def test_weeks_in_a_gap_are_left_out() -> None:
    own = tally(made(0.3))
    covered = np.ones(len(own.events), dtype=np.bool_)
    covered[100 * 7 : 110 * 7] = False
    told = reciprocity(own, covered, STATES)
    assert told.weeks == 30 * (WEEKS - 26 - 4 - 10 - 4 - 1)
