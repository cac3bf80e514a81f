import pytest

from sim.report import words


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words.signed(0.123), "+0.12"),
        (words.signed(-0.001), "0.00"),
        (words.percent(0.0), "0%"),
        (words.percent(0.001), "<1%"),
        (words.percent(0.999), ">99%"),
        (words.percent(1.0), "100%"),
        (words.ratio(None), "new"),
        (words.ratio(4.15), "x 4.2"),
        (words.ratio(1.03), "x 1.03"),
        (words.ratio(1.0), "x 1.0"),
        (words.ratio(504.0), "x 100+"),
        (words.how_often(1), "once"),
        (words.how_often(1000), "1,000 times"),
        (words.month("2024-08"), "Aug 2024"),
        (words.month("step 3"), "step 3"),
        (words.month("2024-13"), "2024-13"),
        (words.count(1, "month"), "1 month"),
        (words.count(1000, "run"), "1,000 runs"),
        (words.sentence("RUS", "Sends food", {"RUS": "Russia"}), "Russia sends food"),
        (words.clause("USA", "Waits", {"USA": "United States"}), "the United States waits"),
        (words.clause("RUS", "Waits", {"RUS": "Russia"}), "Russia waits"),
        (words.printable("a\x1b[31mb\nc"), "a [31mb c"),
    ],
)
def test_words(said: str, expected: str) -> None:
    assert said == expected


def test_a_label_is_cut_in_its_middle() -> None:
    said = "South Korea's belief in the American promise falls by 0.15"
    assert words.shortened(said, 30) == "South Korea's…e falls by 0.15"
    assert words.shortened(said, len(said)) == said
    for room in range(1, 80):
        assert len(words.shortened(said, room)) <= room
