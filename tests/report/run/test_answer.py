"""What a reader finds first: on a real run, on a screen of 80 columns."""

import io
import json
from pathlib import Path

import pytest

import sim
from sim.report.run.as_json import as_json
from sim.report.run.text import show
from sim.report.screen import LINES, console
from sim.results import Results
from sim.study.ensemble.run import run
from sim.world import scenario_ids

BLOCKS = (
    "The finding",
    "What becomes likelier",
    "Alignments that shift",
    "Likeliest reactions",
    "Threats",
    "Who gains, who loses",
    "Theatres",
    "One run, told",
    "Escalation",
    "Files",
)


@pytest.fixture(scope="module")
def found() -> Results:
    world = sim.load_world()
    scenario, baseline = (sim.load_scenario(name, world) for name in ("lethal_aid", "pact"))
    return run(world, scenario, baseline, runs=100, seed=1)


@pytest.fixture
def lines(found: Results, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return screen(found, monkeypatch, full=False)


def screen(found: Results, monkeypatch: pytest.MonkeyPatch, *, full: bool) -> list[str]:
    monkeypatch.setenv("COLUMNS", "80")
    text = io.StringIO()
    show(found, Path("results/lethal_aid/abc"), console(text), full=full)
    return text.getvalue().splitlines()


def test_the_answer_stands_in_the_first_25_lines_and_the_screen_ends(lines: list[str]) -> None:
    first = " ".join(" ".join(lines[:25]).split())
    for said in ("by Nov 2024, from", "Largest shift: Russia toward South Korea", "ordinary year"):
        assert said in first
    assert "Reaction that changes most: Russia" in first
    assert len(lines) <= LINES
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("full", [False, True])
def test_blocks_come_in_their_order(
    found: Results, full: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = screen(found, monkeypatch, full=full)
    told = [one for one in BLOCKS if any(line.startswith(one) for line in lines)]
    places = [next(n for n, line in enumerate(lines) if line.startswith(one)) for one in told]
    assert places == sorted(places)
    assert told == list(BLOCKS) if full else set(BLOCKS) - set(told) <= {"One run, told"}


def test_what_is_needed_least_goes_first_and_is_named(
    found: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = []
    for lines in (LINES, 57, 55, 52, 49, 1):
        monkeypatch.setattr("sim.report.run.text.LINES", lines)
        shown = screen(found, monkeypatch, full=False)
        assert len(shown) <= lines or lines == 1
        flat = " ".join(" ".join(shown).split())
        left.append(flat.split("Left out for want of room: ")[1].split(" (--full).")[0])
        assert shown[-1] == "Files: results/lethal_aid/abc"
    order = "one run, escalation, the theatres, who gains and who loses, threats"
    assert all(order.startswith(one) for one in left)
    assert left[0] == "one run"
    assert left[-1] == order


@pytest.mark.slow
@pytest.mark.parametrize("name", scenario_ids())
def test_every_scenario_is_a_screen_with_its_answer_first(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = sim.load_world()
    scenario = sim.load_scenario(name, world)
    found = run(world, scenario, sim.load_scenario(scenario.against, world), runs=1000)
    lines = screen(found, monkeypatch, full=False)
    assert len(lines) <= LINES
    assert max(map(len, lines)) <= 80
    finding = lines.index("The finding  every block below in full: --full")
    assert lines.index("", finding) < 25


def test_its_own_conditions_lead_the_table(lines: list[str]) -> None:
    at = next(n for n, line in enumerate(lines) if line.startswith("What becomes likelier"))
    assert lines[at + 2].startswith("  Russia chooses to arm North Korea within three")


def test_every_printed_difference_is_that_of_the_printed_numbers(
    found: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = screen(found, monkeypatch, full=True)
    rows = [line.split() for line in lines if line.endswith(tuple("0123456789")) and "%" in line]
    shares = [row[-4:] for row in rows if row[-4].endswith("%") and row[-1].startswith("±")]
    assert shares
    for with_, without, points, _ in shares:
        if points[0] in "+-":
            apart = round(100 * float(with_[:-1])) - round(100 * float(without[:-1]))
            assert apart == round(100 * float(points))


def test_lags_and_windows_count_from_the_act_that_the_title_names(found: Results) -> None:
    event = found.meta.event
    assert event is not None
    assert (event.action, event.step) == ("kor_lethal_aid", 3)
    arms = next(row for row in found.reactions if row.action == "rus_conventional_arms")
    assert arms.lag == 1.0  # the month after the aid, which is step 3


def test_json_says_the_same(found: Results) -> None:
    told = json.loads(as_json(found, None))
    assert told["event"]["action"] == "kor_lethal_aid"
    assert told["finding"][0].startswith("Likelier by Nov 2024, from ")
    assert [row["indicator"] for row in told["indicators"]][:2] == told["own"]
