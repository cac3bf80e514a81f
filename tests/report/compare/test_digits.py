"""Digits that runs can tell; and what is shown as a difference is that of what is shown."""

from hypothesis import given
from hypothesis import strategies as st

from sim.report import words
from sim.report.compare import digits

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
    assert (digits.of_alignments(1000), digits.of_alignments(10_000)) == (3, 4)
