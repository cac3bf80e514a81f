"""The event study: a planted rise is found at its size, its absence is chance."""

from datetime import date

import numpy as np
import pytest

from sim.results.calibration import Response
from sim.study.calibration.provocations import answers, firsts
from sim.study.calibration.tally import Tally

DAYS, STATES = 1200, ("PRK", "KOR", "CHN")
MARKED = range(100, 1150, 40)


def tally(rise: int) -> Tally:
    """One hostile event on every third day; ``rise`` more on days 0 to 2, from KOR alone."""
    found = Tally(3, np.zeros(1), np.zeros((3, 3, 1), dtype=np.bool_))
    found.events = np.ones((DAYS, 3, 3), dtype=np.int32)
    found.hostile = np.zeros((DAYS, 3, 3), dtype=np.int32)
    drawn = np.random.default_rng(2)
    found.hostile[:, 1:, 0] = drawn.random((DAYS, 2)) < 1 / 3
    for day in MARKED:
        found.hostile[day : day + 3, 1, 0] += rise
    return found


def found(rise: int, marked: range = MARKED, gap: slice = slice(0, 0)) -> tuple[Response, ...]:
    covered = np.ones(DAYS, dtype=np.bool_)
    covered[gap] = False
    return answers(tally(rise), covered, STATES, "PRK", marked, seed=0)


def test_a_planted_rise_is_found() -> None:
    korea, china = found(1)
    assert (korea.source, korea.target, korea.provocations) == ("KOR", "PRK", len(MARKED))
    assert korea.rise is not None
    assert korea.rise.value == pytest.approx(1.0, abs=0.15)
    assert korea.chance == pytest.approx(1 / 10_000)
    assert china.chance > 0.05


def test_the_same_seed_gives_the_same_chance() -> None:
    assert found(1) == found(1)


def test_no_rise_is_chance() -> None:
    assert all(one.chance > 0.05 for one in found(0))


def test_only_the_first_of_a_cluster_counts() -> None:
    assert firsts([100, 101, 110, 125, 126, 139, 140, 200]) == [100, 125, 200]
    assert firsts([100, 114]) == [100]
    assert firsts([100, 115]) == [100, 115]


def test_days_without_a_whole_base_are_left_out() -> None:
    (korea, _) = found(1, gap=slice(95, 96))
    assert korea.provocations == len(MARKED) - 1


def test_too_few_provocations_and_no_hostile_event() -> None:
    assert all("at least 5 are wanted" in one.why_not for one in found(1, range(100, 200, 40)))
    quiet = tally(0)
    quiet.hostile[:] = 0
    told = answers(quiet, np.ones(DAYS, dtype=np.bool_), STATES, "PRK", MARKED, seed=0)
    assert [one.why_not for one in told] == [
        "no hostile event of KOR toward PRK",
        "no hostile event of CHN toward PRK",
    ]


def test_a_provocateur_who_is_not_asked_for() -> None:
    covered = np.ones(DAYS, dtype=np.bool_)
    assert answers(tally(1), covered, STATES, "RUS", MARKED, seed=0) == ()


def test_ordinals_are_days() -> None:
    own = tally(1)
    own.first = date(2021, 1, 1).toordinal()
    marked = [own.first + day for day in MARKED]
    told = answers(own, np.ones(DAYS, dtype=np.bool_), STATES, "PRK", marked, seed=0)
    assert told == found(1)
