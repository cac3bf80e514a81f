import io
from dataclasses import replace
from typing import Any

import pytest

from sim.report.html.brief import brief
from sim.report.html.sections.threats import threats
from sim.report.run.text import show
from sim.report.screen import console
from sim.report.threats import sides, told
from sim.results import HoldRow, Results, ThreatRow
from tests.report.html.page import read
from tests.results.fake import meta, results

HOLD = HoldRow(
    *("arms", "kor_aid", "KOR", "Sends lethal aid"), 0.62, 1.15, 0.62 * 1.15, "paying back harm"
)


def rows(threat: str = "arms", **changes: Any) -> tuple[ThreatRow, ...]:
    """A threat of which nothing differs, but in step 5 and at the end what is said."""
    same = (1.0, 1.0, 0.01, 0.45, 0.45, 0.001, 0.3, 0.3, 0.01, 0.1, 0.1)
    plain = [
        ThreatRow(threat, "Russia arms if armed", "RUS", "KOR", step, *same) for step in range(19)
    ]
    return tuple(replace(row, **changes) if row.step in (5, 18) else row for row in plain)


def found(**changes: Any) -> Results:
    return results(threats=rows(**changes), held_back=(HOLD,))


def screen(told: Results, width: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines of the block."""
    monkeypatch.setenv("COLUMNS", str(width))
    text = io.StringIO()
    show(told, None, console(text), full=True)
    blocks = [block.splitlines() for block in text.getvalue().split("\n\n")]
    return next((block for block in blocks if block[0].startswith("Threats")), [])


def test_what_is_told_of_a_threat(monkeypatch: pytest.MonkeyPatch) -> None:
    louder = found(voiced=1.8, credibility=0.41, pulled=0.5, kept=0.2)
    lines = screen(louder, 80, monkeypatch)
    assert len(lines) <= 8
    assert max(map(len, lines)) <= 80
    assert " ".join(" ".join(lines[1:]).split()) == (
        "Russia arms if armed: in the air 1.8 in Oct 2024 (1.0); believed 45%, at the end 41% "
        "(45%); pulled in 50% of runs (30%), and carried out within 6 months in 20% (10%) "
        "South Korea sends lethal aid: fear holds it back, x 0.62; all else provokes it, mostly "
        "paying back harm, x 1.15; together x 0.71"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"voiced": 1.1},  # too little
        {"voiced": 1.8, "voiced_error": 0.5},  # may be chance
        {"credibility": 0.46},
        {"pulled": 0.35, "pulled_error": 0.03},
    ],
)
def test_nothing_is_told_where_nothing_differs(
    changes: dict[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(found(**changes)) == []
    assert screen(found(**changes), 100, monkeypatch) == []
    assert threats(brief(found(**changes), {})) == []


def test_what_is_not_louder_is_not_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = " ".join(screen(found(credibility=0.3), 100, monkeypatch))
    assert "in the air" not in lines
    assert "believed 45%, at the end 30% (45%)" in lines


def test_the_most_changed_come_first_and_the_rest_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    louder = {"a": 1.2, "b": 1.4, "c": 1.8}
    few, some, most = (rows(name, voiced=voiced) for name, voiced in louder.items())
    three = results(threats=(*few, *some, *most), held_back=())
    assert [one.end.threat for one in told(three)] == ["c", "b", "a"]
    text = io.StringIO()
    show(three, None, console(text))
    (head,) = (line for line in text.getvalue().splitlines() if line.startswith("Threats"))
    assert head == "Threats  without the event in brackets; 2 further threats: threats.csv"


def test_sides_in_words() -> None:
    assert sides(HOLD) == ("fear holds it back", "all else provokes it, mostly paying back harm")
    calm = replace(HOLD, fear=1.2, rest=0.9, mostly="")
    assert sides(calm) == ("with less to fear it comes sooner", "all else calms it")


def test_the_page_tells_the_same() -> None:
    page = brief(found(voiced=1.8, credibility=0.41), {})
    text = " ".join(read("".join(map(str, threats(page)))).text.split())
    for said in ("1.8 (1.0) in", "41% (45%)", "× 0.62", "× 1.15", "× 0.71", "paying back harm"):
        assert said in text
    assert threats(brief(results(meta=meta()), {})) == []
