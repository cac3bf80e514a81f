import io
from dataclasses import replace
from pathlib import Path

import pytest

from sim.report import selection, words
from sim.report.run.as_json import as_json
from sim.report.run.text import show
from sim.report.screen import LINES, WIDTH, console
from sim.results import (
    ARMS,
    WITH,
    WITHOUT,
    EventRow,
    IndicatorRow,
    Notice,
    ReactionRow,
    Reproduction,
    Results,
    Script,
    ShiftRow,
    TheatreRow,
)
from tests.report.test_yardstick import row
from tests.results.fake import meta, results


def screen(found: Results, place: Path | None = None, *, full: bool = True) -> str:
    text = io.StringIO()
    show(found, place, console(text), full=full)
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
        "-0.16  Oct 2024  -0.11",
        "Likelier by Nov 2025, from 12% to 31%: South Korea hedges toward a bomb.",
        "31%      12%     +19   ±1.0",
        "displays of force",
        "run 417",
        "0.82 more at the start, at the stated values (0.85 on average over 20 draws of them)",
        "in Aug 2024, it is 1.16, and 1 or more in 70% of runs",
        "chance 31%",
        "Warning: The tension",
        "Files: results/lethal_aid/abc",
    ):
        assert said in " ".join(text.split("\n")), said


def test_a_yardstick_adds_a_column_and_a_line() -> None:
    bare = screen(results())
    assert "years" not in bare
    (shift, *_) = selection.shifts(results().shifts, 1)
    one = row(0.5, source=shift.source, target=shift.target)
    text = screen(results(yardstick=(one,)))
    flat = " ".join(text.split())
    assert "8 runs in 10 years" in flat
    assert "Years: the first 12 months in ordinary years, in which a pair moves 0.05" in flat
    pair = words.pair(shift.source, shift.target, meta().names)
    assert f"Largest shift: {pair}, -0.16 in Oct 2024, of which -0.11 is left" in flat
    assert "Over the first 12 months it is 2.0 times what a pair moves in an ordinary year" in flat
    assert "about half of what the Dokdo quarrel did" in flat


@pytest.mark.parametrize("width", [80, WIDTH])
def test_one_screen(crowded: Results, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    text = screen(crowded, Path("results/lethal_aid/0123456789ab"), full=False)
    lines = text.splitlines()
    assert len(lines) <= LINES
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)
    assert "\x1b" not in text
    assert len(screen(crowded).splitlines()) > len(lines)


@pytest.fixture
def crowded() -> Results:
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
        stakes=tuple(replace(base.stakes[0], party=name) for name in base.meta.names),
    )


def test_only_what_stands_out_of_chance_is_told() -> None:
    text = screen(results())
    assert "China toward Japan" not in text
    assert "says nothing" not in text


def test_who_clearly_gains_and_loses_is_told() -> None:
    lines = [line.split() for line in screen(results()).splitlines()]
    assert ["Russia", "-1.23", "±0.020", "-0.85", "-0.38", "±0.018"] in lines
    assert "Gain: UKR +0.93; Lose: Russia -1.23." in screen(results(), full=False)
    assert ["UKR", "+0.93", "±0.012", "+0.55", "+0.38", "±0.010"] in lines
    alike = replace(results().stakes[0], stake=0.001, mc_error=0.002)
    assert "Nobody by more than chance" in screen(results(stakes=(alike,)))


def test_a_deed_of_several_months_is_asked_once() -> None:
    drills = tuple(Script(n, f"2024-0{n + 5}", "KOR", "drill", "Holds a drill") for n in (1, 2))
    assert "what if South Korea holds a drill (Jun 2024, Jul 2024)?" in screen(
        results(meta=meta(script=drills))
    )


def test_nothing_happens() -> None:
    same = ShiftRow("RUS", "KOR", -0.4, -0.41, -0.41, 0.0, 0.0, 0.0, 0.0, 0.0, 0, 0.0)
    text = screen(results(meta=meta(script=()), shifts=(same,), reactions=(), events=()))
    assert "nothing is scripted" in text
    assert "None by more than chance" in text
    assert "None that stands out of chance" in text
    assert "One run, told" not in text


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


def act(step: int, action: str, probability: float | None, *, twin: bool = False) -> EventRow:
    scripted = probability is None
    base = None if scripted else 0.1
    return EventRow(step, "2024-06", "CHN", action, action, scripted, probability, base, "", twin)


def test_story_tells_first_what_the_twin_does_not_have() -> None:
    usual = [act(step, "a", 0.1, twin=True) for step in range(1, 20)]
    unusual, own = act(5, "b", 0.4, twin=True), act(6, "c", 0.1)
    happened = sorted([*usual, unusual, own], key=lambda row: row.step)
    assert selection.telling(happened, scripted=3, chosen=1) == [own]
    assert selection.telling(happened, scripted=3, chosen=2) == [unusual, own]
    text = screen(results(events=tuple(happened)))
    assert "normally 10%; also without the event" in " ".join(text.split())


def test_no_scripted_act_gives_way_to_another() -> None:
    script = [act(step, f"s{step}", None, twin=step == 1) for step in range(1, 8)]
    free = [act(step, f"f{step}", 0.9) for step in range(1, 8)]
    text = screen(results(events=tuple(sorted([*script, *free], key=lambda row: row.step))))
    assert text.count(": scripted") == len(script)
    many = [act(step, f"s{step}", None) for step in range(1, 13)]
    text = screen(results(events=tuple(many)))
    assert text.count(": scripted") == 8
    assert "4 further acts, 4 of them scripted: events.csv" in text
    assert ": scripted" not in screen(results(events=tuple(many)), full=False)


def test_the_largest_peak_leads_and_its_column_comes_first() -> None:
    late = ShiftRow("USA", "KOR", 0.8, 0.9, 0.8, 0.05, 0.01, 0.1, 0.001, 0.05, 18, 0.001)
    gone = ShiftRow("RUS", "CHN", 0.5, 0.5, 0.5, 0.0, -0.01, 0.01, 0.001, -0.11, 3, 0.001)
    lines = screen(results(shifts=(late, gone))).splitlines()
    (header,) = [at for at, line in enumerate(lines) if "who toward whom" in line]
    assert lines[header].index(" peak ") < lines[header].index(" left ")
    assert "Russia toward China" in lines[header + 1]
    assert "-0.11  Aug 2024   0.00" in lines[header + 1]


def test_the_event_is_named() -> None:
    text = " ".join(screen(results()).split())
    assert "times chosen, not scripted, per run Aug 2024 to Jan 2025" in text
    assert "With, without: times it is chosen in a run, on average over runs; scripted" in text
    assert "The event: South Korea sends lethal aid to Ukraine (Aug 2024)." in text
    assert "The event" not in screen(results(meta=meta(script=())))


def test_a_ratio_of_one_is_no_reaction_unless_it_makes_a_difference() -> None:
    near = ReactionRow("USA", "a", "Aa", 0.51, 0.50, 1.02, 0.01, 0.001, 1.0, "x")
    many = ReactionRow("USA", "b", "Bb", 3.12, 3.03, 1.03, 0.09, 0.001, 1.0, "x")
    text = screen(results(reactions=(near, many)))
    assert "United States aa" not in text
    assert "x 1.03" in text


def test_one_run_has_no_error() -> None:
    nan = float("nan")
    shift = ShiftRow("RUS", "KOR", -0.4, -0.5, -0.4, -0.1, -0.1, -0.1, nan, -0.1, 3, nan)
    row = IndicatorRow("a", "It happens", 1.0, 0.0, 1.0, nan, 1, 18)
    text = screen(results(meta=meta(runs=1), shifts=(shift,), indicators=(row,), reactions=()))
    assert "nan" not in text
    assert "1 pair of runs" in text


def test_escalation_has_no_verdict_from_the_start_alone() -> None:
    text = " ".join(screen(results(reproduction=Reproduction(0.54))).split())
    assert "sets off 0.54 more at the start, at the stated values. Month by month: sim" in text
    assert "Month by month" not in screen(results(), full=False)
    assert "die out" not in text


def test_tension_is_the_mean_with_its_peak_and_both_rungs() -> None:
    text = " ".join(screen(results(theatres=calmed())).split())
    assert "Korea 4.0 3.8 4.0 3.0 to 5.0 +2.0 (Aug 2024)" in text
    assert "Korea: shows of force (without: harassment)" in text
    assert "Korea: ends on the other side of where the event drove it" in text
    stirred = tuple(replace(row, mean=4.4) if row.step == 18 else row for row in calmed())
    assert "other side" not in screen(results(theatres=stirred))


def calmed() -> tuple[TheatreRow, ...]:
    """A theatre that is driven up by 2 in step 3 and ends 0.2 below where it would be."""
    paths = {WITH: {3: 6.0, 18: 3.8}, WITHOUT: {}}
    return tuple(
        TheatreRow(
            *("korea", "Korea", step, arm, path.get(step, 4.0), 3.0, 9.9, 5.0),
            "shows of force" if path.get(step, 4.0) < 4 else "harassment",
        )
        for arm, path in paths.items()
        for step in range(19)
    )


def test_json_without_numbers_that_json_does_not_know() -> None:
    shift = ShiftRow("A", "B", float("nan"), 0.1, 0.1, 0.0, 0.0, 0.0, float("inf"), 0.0, 0, 0.0)
    text = as_json(results(shifts=(shift,)), None)
    assert "NaN" not in text
    assert "Infinity" not in text
    assert '"results_dir": null' in text
    assert len(ARMS) == 2
