"""Rises of the share of conflict: by hand, without look-ahead, and with a tilt that is right."""

import math

import numpy as np
import pytest

from sim.study.backtest.tone import BASE, LAST, LEARNED, MODEL, SLOW, Rise, Tilts, _rise, rises
from sim.world.month import next_month
from sim.world.record import Tone

PAIRS = ("KOR>PRK", "USA>PRK", "JPN>PRK", "CHN>USA")
EVENTS = 40


def made(months: int = 60, seed: int = 1, push: float = 0.0) -> tuple[list[Tone], Tilts]:
    """Counts of four pairs; in odd months ``push`` is added to the log odds of conflict."""
    drawn = np.random.default_rng(seed)
    rows, tilts = [], {}
    for n in range(months):
        month = next_month("2015-01", n)
        pushed = push if n % 2 else 0.0
        tilts[next_month(month, -1)] = dict.fromkeys(PAIRS, pushed)
        for pair in PAIRS:
            share = 1.0 / (1.0 + math.exp(1.0 - pushed))
            conflict = int(drawn.binomial(EVENTS, share))
            rows.append(Tone("s", month, pair[:3], pair[4:], EVENTS, conflict, 0, 0.0))
    return rows, tilts


def losses(found: tuple[Rise, ...], name: str) -> float:
    return float(np.mean([(one.chance[name] - one.rose) ** 2 for one in found]))


def test_chance_of_a_rise_by_hand() -> None:
    """Two events, nearly binomial with p = 0.3: more than one half of them is both."""
    assert _rise(0.3, 0.6, 2, 1e-6) == pytest.approx(0.09, abs=1e-4)
    assert _rise(0.3, 0.5, 2, 1e-6) == pytest.approx(0.09 + 0.42 / 2, abs=1e-4)
    assert _rise(0.3, 0.0, 2, 1e-6) == pytest.approx(0.51 + 0.49 / 2, abs=1e-4)
    assert _rise(0.3, 0.6, 2, 0.5) == pytest.approx(0.09 + 0.3 * 0.7 * 0.5)


def test_nothing_is_scored_before_something_is_learned() -> None:
    rows, tilts = made()
    found = rises(rows, tilts, "2015-01", "2020-01")
    assert min(one.month for one in found) == next_month("2015-01", LEARNED // len(PAIRS) + 1)
    assert {one.pair for one in found} == set(PAIRS)


def test_what_comes_later_changes_nothing() -> None:
    rows, tilts = made()
    cut = "2018-06"
    spoilt = [row if row.month <= cut else Tone(*_fields(row)[:5], EVENTS, 0, 0.0) for row in rows]
    one = [r for r in rises(rows, tilts, "2015-01", "2020-01") if r.month <= cut]
    other = [r for r in rises(spoilt, tilts, "2015-01", "2020-01") if r.month <= cut]
    assert one == other
    assert one == list(rises(rows, tilts, "2015-01", cut))


def _fields(row: Tone) -> tuple[str, str, str, str, int]:
    return row.series, row.month, row.source, row.target, row.events


def test_a_tilt_that_is_right_beats_the_slow_level() -> None:
    rows, tilts = made(push=1.5)
    found = rises(rows, tilts, "2015-01", "2020-01")
    assert losses(found, MODEL) < losses(found, SLOW) - 0.02


def test_without_a_tilt_the_model_is_the_slow_level() -> None:
    rows, tilts = made()
    found = rises(rows, tilts, "2015-01", "2020-01")
    assert all(one.chance[MODEL] == pytest.approx(one.chance[SLOW]) for one in found)
    assert losses(found, SLOW) < losses(found, LAST)
    assert losses(found, BASE) < losses(found, LAST)


def test_thin_months_gaps_and_other_series_are_left_out() -> None:
    rows, tilts = made()
    thin = [Tone(*_fields(row)[:4], 9, 1, 0, 0.0) for row in rows]
    assert rises(thin, tilts, "2015-01", "2020-01") == ()
    halves = [row for row in rows if int(row.month[5:]) % 2]
    assert rises(halves, tilts, "2015-01", "2020-01") == ()
    split = [Tone(f"s{row.month[3]}", *_fields(row)[1:], row.conflict, 0, 0.0) for row in rows]
    assert rises(split, tilts, "2015-01", "2020-01") == ()
    assert rises(rows, {}, "2015-01", "2020-01") == ()
