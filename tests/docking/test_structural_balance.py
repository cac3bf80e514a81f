"""Marvel, Kleinberg, Kleinberg and Strogatz (2011): the balance mechanism in continuous time."""

import numpy as np
import pytest

from sim.study.docking.balance import Stage, blown_up, evolve, plain, with_self
from sim.study.docking.structural_balance import (
    BY_HAND,
    blow_up,
    closed_form,
    factions,
    order,
    random_starts,
    relative,
    runge_kutta,
    sides,
)

STARTS = random_starts(5, 12)
HALF = np.array([blow_up(start) / 2.0 for start in STARTS])
EXACT = np.array([closed_form(start, time) for start, time in zip(STARTS, HALF, strict=True)])


def error(stage: Stage, steps: int, scale: float = 1e-9) -> list[float]:
    ours = evolve(stage, STARTS, HALF, steps, scale)
    return [relative(a, b) for a, b in zip(ours, EXACT, strict=True)]


def test_random_starts_follow_the_closed_form_at_first_order() -> None:
    coarse, fine = error(with_self(5), 200), error(with_self(5), 400)
    assert max(coarse) < 0.01
    assert np.array(coarse) / np.array(fine) == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize("name", BY_HAND)
def test_starts_made_by_hand(name: str) -> None:
    start = BY_HAND[name]
    time = blow_up(start) / 2.0
    first, extrapolated = order(start, closed_form(start, time), time, self_terms=True)
    assert first == pytest.approx(1.0, abs=0.05)
    assert extrapolated == pytest.approx(2.0, abs=0.05)


def test_blow_up_time() -> None:
    for start, end in zip(STARTS, 2.0 * HALF, strict=True):
        assert np.abs(closed_form(start, 0.999999 * end)).max() > 1e4
        assert np.isfinite(closed_form(start, 0.9 * end)).all()
    assert blow_up(-np.eye(3)) == float("inf")


def test_factions_are_the_signs_of_the_leading_eigenvector() -> None:
    ends = blown_up(with_self(5), STARTS)
    assert [sides(end) for end in ends] == [factions(start) for start in STARTS]
    assert len({factions(start) for start in STARTS}) > 4


def test_sides_are_read_off_x_itself() -> None:
    assert sides(np.array([[1.0, -2.0], [-2.0, 1.0]])) == (1, -1)
    assert sides(np.array([[0.0, 1.0, 1.0], [1.0, 0.0, -1.0], [1.0, -1.0, 0.0]])) is None


def test_alignments_that_are_not_small_depart_as_the_square_of_their_size() -> None:
    limit = evolve(with_self(5), STARTS, HALF, 50)
    off = [np.abs(evolve(with_self(5), STARTS, HALF, 50, a) - limit).max() for a in (1e-3, 1e-4)]
    assert off[0] / off[1] == pytest.approx(100.0, rel=0.01)


def test_without_self_terms_it_is_another_equation() -> None:
    hollow = [
        runge_kutta(start, time, 1000, self_terms=False)
        for start, time in zip(STARTS, HALF, strict=True)
    ]
    ours = evolve(plain(5), STARTS, HALF, 800)
    assert max(relative(a, b) for a, b in zip(ours, hollow, strict=True)) < 0.01
    assert min(relative(a, b) for a, b in zip(ours, EXACT, strict=True)) > 0.1


def test_feelings_that_are_not_mutual_follow_x_times_its_transpose() -> None:
    start = random_starts(5, 1, symmetric=False)[0]
    time = 0.3 / float(np.linalg.norm(start, 2))
    ours = evolve(with_self(5), start[None], np.array([time]), 800)[0]
    assert relative(ours, runge_kutta(start, time, 1000, self_terms=True)) < 1e-3
    assert relative(ours, closed_form(start, time)) > 0.05


def test_the_closed_form_solves_the_equation() -> None:
    for start, time, exact in zip(STARTS, HALF, EXACT, strict=True):
        assert relative(runge_kutta(start, time, 1000, self_terms=True), exact) < 1e-8
