import io
from pathlib import Path

import pytest

from sim.report import selection
from sim.report.run.as_json import as_json
from sim.report.run.text import show
from sim.report.screen import WIDTH, console
from sim.results import ARMS, EventRow, Notice, Results, ShiftRow
from tests.results.fake import meta, results


def screen(found: Results, place: Path | None = None) -> str:
    text = io.StringIO()
    show(found, place, console(text))
    return text.getvalue()


def test_screen_says_what_was_asked_and_found() -> None:
    text = screen(results(), Path("results/lethal_aid/abc"))
    for said in (
        "South Korea sends lethal aid to Ukraine",
        "compared with pact",
        "Aug 2024",
        "Russia toward South Korea",
        "-0.11",
        "-0.20 to -0.04",
        "x 4.2",
        "-0.16 (5)",
        "31%",
        "+19 points",
        "<1%",
        "displays of force",
        "run 417",
        "chance 31",
        "0.82",
        "Warning: The tension",
        "Files: results/lethal_aid/abc",
    ):
        assert said in text


def test_one_screen(full: Results) -> None:
    text = screen(full, Path("results/lethal_aid/0123456789ab"))
    lines = text.splitlines()
    assert len(lines) <= 52
    assert max(map(len, lines)) <= WIDTH
    assert all(line == line.rstrip() for line in lines)
    assert "\x1b" not in text


@pytest.fixture
def full() -> Results:
    """As many rows of everything as a real run has, with long titles."""
    base = results()
    shifts = tuple(
        ShiftRow(
            "RUS", "KOR", -0.4, -0.52, -0.41, -0.1 - at / 100, -0.2, -0.04, 0.003, -0.16, 3, 0.003
        )
        for at in range(30)
    )
    reactions = tuple(base.reactions[0] for _ in range(40))
    indicators = tuple(base.indicators[0] for _ in range(20))
    events = tuple(base.events[2] for _ in range(60))
    theatres = tuple(
        row
        for name in ("korean_peninsula", "ukraine", "east_asian_seas")
        for row in results(theatres=base.theatres).theatres
        for row in [type(row)(name, *(getattr(row, f) for f in row.__slots__[1:]))]
    )
    return results(
        shifts=shifts,
        reactions=reactions,
        indicators=indicators,
        events=events,
        theatres=theatres,
    )


def test_only_what_stands_out_of_chance_is_told() -> None:
    text = screen(results())
    assert "China toward Japan" not in text
    assert "says nothing" not in text


def test_nothing_happens() -> None:
    same = ShiftRow("RUS", "KOR", -0.4, -0.41, -0.41, 0.0, 0.0, 0.0, 0.0, 0.0, 0, 0.0)
    text = screen(results(meta=meta(script=()), shifts=(same,), reactions=(), events=()))
    assert "nothing is scripted" in text
    assert "None by more than chance" in text
    assert "None that stands out of chance" in text
    assert "One typical run" not in text


def test_empty_results_still_print() -> None:
    assert "Alignments" in screen(Results(meta=meta()))


def test_text_from_files_is_not_markup_nor_steers_the_terminal() -> None:
    text = screen(results(meta=meta(title="[red]bold[/red] \x1b[31mtitle"), warnings=()))
    assert "[red]bold[/red]" in text
    assert "\x1b" not in text
    assert "[/nonsense]" in screen(results(warnings=(Notice("x", "[/nonsense]"),)))


def test_colour_on_a_terminal_unless_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def printed() -> str:
        text = Terminal()
        show(results(), None, console(text))
        return text.getvalue()

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[32m" in printed()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[32m" not in printed()


def test_story_keeps_scripted_events_and_the_least_usual_in_order() -> None:
    usual = [
        EventRow(step, "2024-06", "CHN", "a", "A", False, 0.2, 0.2, "") for step in range(1, 20)
    ]
    unusual = EventRow(5, "2024-10", "RUS", "b", "B", False, 0.4, 0.1, "")
    scripted = EventRow(9, "2025-02", "KOR", "c", "C", True, None, None, "")
    happened = sorted([*usual, unusual, scripted], key=lambda row: row.step)
    told = selection.telling(happened, scripted=3, chosen=3)
    assert unusual in told
    assert scripted in told
    assert [row.step for row in told] == sorted(row.step for row in told)


def test_json_without_numbers_that_json_does_not_know() -> None:
    shift = ShiftRow("A", "B", float("nan"), 0.1, 0.1, 0.0, 0.0, 0.0, float("inf"), 0.0, 0, 0.0)
    text = as_json(results(shifts=(shift,)), None)
    assert "NaN" not in text
    assert "Infinity" not in text
    assert '"results_dir": null' in text
    assert len(ARMS) == 2
