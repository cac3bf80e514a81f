import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.html.svg.drawing import Scale, ticks, wrapped


def test_scale() -> None:
    scale = Scale(-1, 1, 100, 200)
    assert (scale(-1), scale(0), scale(1)) == (100, 150, 200)


@given(st.floats(-100, 100), st.floats(0.001, 100), st.integers(2, 8))
def test_ticks_are_few_round_and_inside(low: float, length: float, most: int) -> None:
    found = ticks(low, low + length, most)
    assert len(found) <= most + 1
    slack = 1e-6 * length
    assert all(low - slack <= value <= low + length + slack for value in found)
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [(0, 10, [0, 2, 4, 6, 8, 10]), (-0.13, 0.1, [-0.1, -0.05, 0, 0.05, 0.1])],
)
def test_ticks(low: float, high: float, found: list[float]) -> None:
    assert ticks(low, high) == found


@given(st.text(st.sampled_from("abc "), max_size=200), st.floats(60, 900), st.integers(1, 3))
def test_wrapped_text_fits_and_begins_and_ends_as_the_text_does(
    said: str, width: float, most: int
) -> None:
    lines = wrapped(said, width, most=most)
    assert 1 <= len(lines) <= most
    room = max(8, int(width / (12 * 0.53)))
    assert all(len(line) <= room for line in lines)
    whole, shown = " ".join(said.split()), " ".join(lines)
    assert shown == whole or whole.startswith(shown.partition("…")[0])
    assert shown == whole or whole.endswith(shown.rpartition("…")[2])
    assert shown == whole or "…" in shown


def test_lines_break_between_words_and_the_last_is_cut_in_its_middle() -> None:
    assert wrapped("one two three", 900) == ["one two three"]
    assert wrapped("one two three four", 60) == ["one two", "thre…four"]
    assert wrapped("unintelligible word", 60) == ["unin…ible", "word"]
