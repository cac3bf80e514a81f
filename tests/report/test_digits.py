"""Digits that runs can tell; and what is shown as a difference is that of what is shown."""

import math

from hypothesis import given
from hypothesis import strategies as st

from sim.report import digits, words

shares = st.floats(0.0, 100.0)


@given(shares, shares, st.sampled_from([1, 1000, 20_000, 3_000_000]))
def test_shares_as_shown_subtract(one: float, other: float, runs: int) -> None:
    places = digits.of_shares(runs)
    read = [float(f"{share:.{places}f}") for share in (one, other)]
    assert words.apart(one, other, places) == words.signed(read[0] - read[1], places)


@given(st.floats(-1, 1), st.floats(-1, 1), st.sampled_from([1000, 20_000]))
def test_alignments_as_shown_subtract(one: float, other: float, runs: int) -> None:
    places = digits.of_alignments(runs)
    read = [float(words.signed(value, places)) for value in (one, other)]
    assert words.apart(one, other, places) == words.signed(read[0] - read[1], places)


def test_digits_grow_with_the_runs() -> None:
    found = [digits.of_shares(runs) for runs in (1, 1000, 9999, 10_000, 1_000_000)]
    assert found == [0, 0, 0, 1, 2]
    assert (digits.of_alignments(1000), digits.of_alignments(10_000)) == (2, 3)


def test_what_differs_never_looks_alike_without_need() -> None:
    assert digits.of_shares(1000, 0.204, 0.081) == 0
    assert digits.of_shares(1000, 0.204, 0.202) == 1
    assert digits.of_shares(1000, 0.2041, 0.2039) == 2
    assert digits.of_shares(1000, 0.20401, 0.20400) == 2  # no more than that
    assert digits.of_shares(1000, 0.5, 0.5) == 0
    assert digits.of_shares(1000, 0.166, 0.064) == 1  # 10.2 apart, and no 17 - 6
    assert digits.of_shares(1000, 0.1664, 0.0635) == 1  # a tenth is less than runs can tell
    assert digits.of_shares(10_000_000, 0.1, 0.2) == 2
    assert digits.of_alignments(1000, -0.056, -0.059) == 3
    assert digits.of_alignments(1000, -0.046, -0.059) == 2


@given(
    st.lists(st.floats(-1.0, 1.0), min_size=1, max_size=30),
    st.integers(2, 4),
)
def test_parts_as_printed_add_up(amounts: list[float], places: int) -> None:
    found = words.parts(amounts, places)
    unit = 10.0**-places
    assert round(sum(found) / unit) == round(words.printed(math.fsum(amounts), places) / unit)
    off = [abs(one - amount) for one, amount in zip(found, amounts, strict=True)]
    assert max(off) < unit * (1 + 1e-6)
    assert all(words.printed(one, places) == one for one in found)


def test_the_largest_remainders_get_what_is_missing() -> None:
    assert words.parts([0.0004, 0.0004, 0.0004], 3) == [0.001, 0.0, 0.0]
    assert words.parts([0.0104, 0.0106, -0.0052], 3) == [0.01, 0.011, -0.005]
    assert words.parts([0.0104, 0.0108, -0.0058], 3) == [0.01, 0.011, -0.006]
    assert words.parts([], 3) == []


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=20))
def test_what_needs_no_rounding_is_left_alone(units: list[int]) -> None:
    amounts = [one / 1000 for one in units]
    assert words.parts(amounts, 3) == amounts
