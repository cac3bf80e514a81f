import dataclasses
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from sim.world import Quantity, World
from sim.world.quantity import IMPACT, KINDS, NOT_GIVEN, RATE, Kind, fitted, read_quantity
from sim.world.strict import Inherited, Reading


@pytest.fixture
def reading(small: World) -> Reading:
    return Reading(small.scales, small.register, Inherited(("claim:news-01",)))


def test_number_with_range_and_source(reading: Reading) -> None:
    raw = {"value": 0.1, "range": (0, 0.2), "source": "theory:balance-theory", "note": "x"}
    got = read_quantity(raw, IMPACT, reading)
    assert got == Quantity(0.1, 0.0, 0.2, "impact", ("theory:balance-theory",), "x")
    assert all(type(number) is float for number in (got.value, got.low, got.high))


def test_rating_bare_and_with_source(reading: Reading) -> None:
    bare = read_quantity("yearly", RATE, reading)
    assert (bare.value, bare.low, bare.high) == (0.08, 0.04, 0.16)
    assert (bare.rating, bare.sources) == ("yearly", ("claim:news-01",))
    own = read_quantity({"rating": "yearly", "source": ("data:counts#x",)}, RATE, reading)
    assert own.sources == ("data:counts#x",)


def test_what_is_left_out_is_none_and_says_so(reading: Reading) -> None:
    got = read_quantity(NOT_GIVEN, KINDS["share"], reading)
    assert (got.value, got.low, got.high) == (0, 0, 0)
    assert got.fixed
    assert got.sources[0].startswith("assumption:")


def test_frozen(reading: Reading) -> None:
    got = read_quantity("yearly", RATE, reading)
    with pytest.raises(dataclasses.FrozenInstanceError):
        got.value = 1.0  # type: ignore[misc]


@pytest.mark.parametrize(
    "raw",
    [
        0.1,
        1,
        True,
        "0.1",
        "10 %",
        "yearley",
        (),
        {},
        {"value": 0.1},
        {"value": "0.1", "range": (0.0, 0.2)},
        {"value": False, "range": (0.0, 0.2)},
        {"value": 0.1, "range": (0.0, True)},
        {"value": 0.1, "range": 0.2},
        {"value": 0.1, "range": (0.05,)},
        {"value": 0.1, "range": (0.2, 0.3)},
        {"value": 0.1, "range": (0.3, 0.2)},
        {"value": math.nan, "range": (0.05, 0.2)},
        {"value": 0.1, "range": (0.05, math.inf)},
        {"value": 0.1, "range": (0.0, 0.2)},  # a rate is above 0
        {"value": 0.1, "range": (0.05, 0.2), "notes": "x"},
        {"value": 0.1, "range": (0.05, 0.2), "note": 3},
        {"value": 0.1, "range": (0.05, 0.2), "source": ""},
        {"value": 0.1, "range": (0.05, 0.2), "source": ()},
        {"rating": "yearly", "range": (0.05, 0.2)},
        {"rating": 3},
    ],
)
def test_refused(raw: Any, reading: Reading) -> None:
    with pytest.raises(PydanticCustomError):
        read_quantity(raw, RATE, reading)


def test_nothing_is_uncited(small: World) -> None:
    reading = Reading(small.scales, small.register)
    for raw in ("yearly", {"value": 0.1, "range": (0.05, 0.2)}):
        with pytest.raises(PydanticCustomError, match="no source"):
            read_quantity(raw, RATE, reading)


@given(
    st.sampled_from(list(KINDS.values())), st.lists(st.floats(-300, 300), min_size=3, max_size=3)
)
def test_what_is_read_keeps_to_its_bounds(kind: Kind, numbers: list[float]) -> None:
    low, value, high = sorted(numbers)
    inside = kind.holds(low) and kind.holds(high)
    raw = {"value": value, "range": (low, high), "source": "assumption: made up for a test"}
    try:
        got = read_quantity(raw, kind, Reading())
    except PydanticCustomError:
        assert not inside
    else:
        assert inside
        assert (got.low, got.value, got.high) == (low, value, high)
        assert fitted(got, kind) == got


def test_bounds_in_words() -> None:
    assert RATE.bounds.endswith("must be above 0 and below 1")
    assert IMPACT.bounds.startswith("An impact")
