"""The search for a box, on cases whose box is known."""

import numpy as np
import pytest

from sim.kernel.arrays import Floats
from sim.study.sensitivity.prim import COVERS, MOST, Bools, Box, Worth, doubt, search, telling

RUNS = 3000
SPACE = np.random.default_rng(11).random((RUNS, 6))
LUCK = np.random.default_rng(12).random(RUNS)


def hits(inside: Bools, within: float = 0.8, elsewhere: float = 0.1) -> Bools:
    return np.where(inside, within, elsewhere) > LUCK


def corner(uniforms: Floats) -> Bools:
    return (uniforms[:, 1] > 0.6) & (uniforms[:, 4] < 0.5)


@pytest.mark.slow
def test_the_corner_in_which_it_comes_true_is_found() -> None:
    box = search(SPACE, hits(corner(SPACE)))
    assert set(box.limits) == {1, 4}
    assert box.limits[1] == (pytest.approx(0.6, abs=0.08), 1.0)
    assert box.limits[4] == (0.0, pytest.approx(0.5, abs=0.08))


def test_a_box_holds_a_third_of_the_cases_or_more() -> None:
    found = hits(SPACE[:, 2] > 0.2, within=0.5, elsewhere=0.4)
    worth = Worth(search(SPACE, found).holds(SPACE), found)
    assert worth.coverage is not None
    assert worth.coverage >= COVERS


def test_without_values_to_search_there_is_no_box() -> None:
    assert search(SPACE[:, :0], hits(corner(SPACE))).limits == {}


def test_only_values_that_tell_are_searched() -> None:
    assert list(telling(SPACE, hits(corner(SPACE)))) == [1, 4]


def test_noise_tells_nothing() -> None:
    """In a hundred searches among forty values that do nothing, about five find any."""
    random = np.random.default_rng(4)
    found = sum(
        len(telling(random.random((200, 40)), random.random(200) < 0.3)) > 0 for _ in range(100)
    )
    assert found <= 12


def test_no_more_values_are_searched_than_anyone_keeps_in_mind() -> None:
    space = np.random.default_rng(5).random((RUNS, 20))
    assert len(telling(space, space.sum(axis=1) > 10.0)) == MOST


@pytest.mark.parametrize("happened", [np.zeros(RUNS, dtype=bool), np.ones(RUNS, dtype=bool)])
def test_what_always_or_never_happens_is_told_by_nothing(happened: Bools) -> None:
    assert not len(telling(SPACE, happened))


def test_a_useless_restriction_is_doubted_and_a_useful_one_is_not() -> None:
    box = Box({1: (0.6, 1.0), 4: (0.0, 0.5), 2: (0.1, 0.9)})
    found = hits(corner(SPACE))
    assert doubt(box, box.without(1), SPACE, found) < 1e-6
    assert doubt(box, box.without(2), SPACE, found) > 0.05


def test_an_empty_box_proves_nothing() -> None:
    assert doubt(Box({0: (2.0, 3.0)}), Box({}), SPACE, hits(corner(SPACE))) == 1.0


def test_a_box_is_widened_one_limit_at_a_time() -> None:
    box = Box({1: (0.6, 1.0), 4: (0.2, 0.5)})
    assert [wider.limits for wider in box.wider()] == [
        {4: (0.2, 0.5)},
        {1: (0.6, 1.0), 4: (0.0, 0.5)},
        {1: (0.6, 1.0), 4: (0.2, 1.0)},
    ]


def test_worth_of_a_box() -> None:
    inside = np.array([True, True, True, True, False, False])
    worth = Worth(inside, np.array([True, True, True, False, True, False]))
    assert (worth.density, worth.coverage) == (0.75, 0.75)
    assert worth.density_error == pytest.approx((0.75 * 0.25 / 4) ** 0.5)
    nothing = Worth(~(inside | True), ~(inside | True))
    assert (nothing.density, nothing.density_error, nothing.coverage) == (None, None, None)
