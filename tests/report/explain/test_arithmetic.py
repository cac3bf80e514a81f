"""The screen of the sums of a month: the answer first, then the sums, within its width."""

import io
import json
import re

import numpy as np
import pytest

from sim.binding import build_case
from sim.ledger import ActionArithmetic, Arithmetic, Contribution, PairArithmetic, arithmetic
from sim.report import words
from sim.report.explain.arithmetic import Sheet, show_arithmetic
from sim.report.explain.as_json import arithmetic_json
from sim.report.explain.sums import MOST, SHARE, needed, shown
from sim.report.screen import console
from sim.world import Scenario, World, load_scenario

RUNS = 300
TRANSFER = "rus_satellite_technology"


@pytest.fixture(scope="module")
def scenario(world: World) -> Scenario:
    return load_scenario("lethal_aid", world)


@pytest.fixture(scope="module")
def moved(world: World, scenario: Scenario) -> PairArithmetic:
    found = arithmetic(world, scenario, run=17, month="2024-08", pair="RUS>KOR")
    assert isinstance(found, PairArithmetic)
    return found


@pytest.fixture(scope="module")
def deeds(world: World, scenario: Scenario) -> list[set[tuple[int, str]]]:
    """The month and action of every deed of some runs."""
    case = build_case(world, scenario)
    found: list[set[tuple[int, str]]] = [set() for _ in range(RUNS)]
    for moment in case.roll(case.luck(0, 0, RUNS, 4)):
        for run, k in np.argwhere(moment.taken == 1.0):
            found[run].add((moment.step, case.names.actions[k]))
    return found


@pytest.fixture(scope="module")
def chosen(world: World, scenario: Scenario, deeds: list[set[tuple[int, str]]]) -> ActionArithmetic:
    run = next(run for run, done in enumerate(deeds) if (4, TRANSFER) in done)
    found = arithmetic(world, scenario, run=run, month=4, action=TRANSFER)
    assert isinstance(found, ActionArithmetic)
    return found


def screen(
    found: Arithmetic,
    world: World,
    scenario: Scenario,
    *,
    whole: bool = False,
    listed: bool = False,
) -> list[str]:
    file = io.StringIO()
    sheet = Sheet(world, scenario, 0, whole, listed)
    show_arithmetic(found, sheet, console(file))
    return file.getvalue().splitlines()


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_the_first_lines_answer(moved: PairArithmetic, world: World, scenario: Scenario) -> None:
    lines = screen(moved, world, scenario)
    assert lines[0] == "What moved Russia toward South Korea in Aug 2024"
    assert lines[1] == "lethal_aid, run 17; Aug 2024 is month 3; seed 0"
    change = f"{moved.after - moved.before:+.3f}"
    assert f"{moved.before:.3f} before the month, {moved.after:.3f} after it: {change}" in lines[2]


def test_the_largest_sums_and_the_rest_in_one_line(
    moved: PairArithmetic, world: World, scenario: Scenario
) -> None:
    text = "\n".join(screen(moved, world, scenario))
    amounts = [one.amount for one in moved.contributions]
    most = shown(amounts, whole=False)
    assert 0 < most <= MOST
    made = sum(map(abs, amounts[:most]))
    assert most == MOST or made >= SHARE * sum(map(abs, amounts))
    left = sum(amounts[most:])
    assert f"{left:+.4f}  {len(amounts) - most} smaller sums: --all shows them" in text
    printed = [
        float(line[:12]) for line in text.splitlines() if re.match(r" +[+-]\d\.\d{4}  ", line)
    ]
    assert printed[-1] == pytest.approx(moved.change, abs=5e-5)
    assert sum(printed[:-1]) == pytest.approx(moved.change, abs=5e-5 * len(printed))
    change = f"{moved.latent_before:.4f} to {moved.latent_after:.4f}"
    assert f"all together, exactly (to 1e-12) the change from {change}" in text


def test_every_symbol_of_what_is_shown_is_explained(
    moved: PairArithmetic, world: World, scenario: Scenario
) -> None:
    for whole in (False, True):
        lines = screen(moved, world, scenario, whole=whole)
        most = shown([one.amount for one in moved.contributions], whole=whole)
        sums = [one.sum for one in moved.contributions[:most]]
        text = " ".join(" ".join(lines).split())
        for symbol in needed(sums, moved.symbols):
            equals = "=" if symbol.sum is None and symbol.source is None else " = "
            assert f"{symbol.name}{equals}" in text
        assert ("--all" in text) != whole


def test_values_come_with_range_and_sources(
    moved: PairArithmetic, world: World, scenario: Scenario
) -> None:
    text = " ".join(" ".join(screen(moved, world, scenario, whole=True)).split())
    known = {symbol.name: symbol for symbol in moved.symbols}
    harm, rest = known["x[kor_lethal_aid,RUS]"], known["z_ref[RUS,KOR]"]
    assert rest.source is not None
    drawn = f"{rest.amount:.4g} atanh of dyads.RUS>KOR.alignment = {rest.source.drawn:.4g}"
    assert f"{harm.name} = {harm.amount:.4g} actions.kor_lethal_aid.impacts.RUS: " in text
    assert "stated -0.55 (-0.7 to -0.42) [bi-33, bi-35]" in text
    assert f"{rest.name} = {drawn}: " in text
    assert "--sources lists them" in text
    listed = " ".join(screen(moved, world, scenario, listed=True))
    assert "[bi-33] Claim bi-33" in listed


def test_a_choice(chosen: ActionArithmetic, world: World, scenario: Scenario) -> None:
    lines = screen(chosen, world, scenario)
    assert lines[0].startswith("Russia transfers satellite and long-range missile technology")
    text = " ".join(" ".join(lines).split())
    normal = words.percent(chosen.base_rate)
    said = f"Chance {words.percent(chosen.chance)}, {normal} in a normal month. It was chosen."
    assert said in text
    (kept,) = (part for part in chosen.motives if part.motive == "resolve")
    odds, tilt = f"{kept.odds:.4g}", f"{kept.sum.amount:+.4f}"
    assert f"x {odds} resolve: keeping its own threat; log odds {tilt}" in text
    bounds = f"from {chosen.low:.4g} to {chosen.high:.4g}"
    assert f"Luck was {chosen.uniform:.4g}; {bounds} it falls to this act: it does." in text


@pytest.mark.parametrize(
    ("done", "action", "said"),
    [
        ("kor_lethal_aid", "kor_lethal_aid", "It was scripted."),
        (
            "kor_lethal_aid",
            "kor_reaffirms_ban",
            "It was not done; scripted instead: South Korea sends lethal",
        ),
        (
            "rus_limited_technology",
            TRANSFER,
            "It was not done; chosen instead: Russia passes on",
        ),
        ("", TRANSFER, "Nothing of its line of policy was done."),
    ],
)
def test_what_became_of_it(
    done: str,
    action: str,
    said: str,
    deeds: list[set[tuple[int, str]]],
    world: World,
    scenario: Scenario,
) -> None:
    """In the month of the lethal aid, in a run in which something, or nothing, of its line was
    done."""
    line = {name for name, one in world.actions.items() if one.instrument == _line(action, world)}
    wanted = {(3, done)} if done else set()
    run = next(run for run, own in enumerate(deeds) if {(3, name) for name in line} & own == wanted)
    found = arithmetic(world, scenario, run=run, month=3, action=action)
    assert said in " ".join(" ".join(screen(found, world, scenario)).split())


def _line(action: str, world: World) -> str:
    return world.actions[action].instrument


@pytest.mark.parametrize("whole", [False, True])
def test_it_fits(
    moved: PairArithmetic, chosen: Arithmetic, world: World, scenario: Scenario, whole: bool
) -> None:
    for found in (moved, chosen):
        lines = screen(found, world, scenario, whole=whole)
        assert max(map(len, lines)) <= 80


def test_json(moved: PairArithmetic) -> None:
    facts = json.loads(arithmetic_json(moved, "lethal_aid", 0, ("a note",)))
    assert (facts["scenario"], facts["run"], facts["month"]) == ("lethal_aid", 17, "2024-08")
    assert facts["notes"] == ["a note"]
    assert len(facts["contributions"]) == len(moved.contributions)
    known = {symbol["name"]: symbol for symbol in facts["symbols"]}
    assert known["rho[RUS]"]["source"]["path"] == "mechanisms.reciprocity.rho"


def of_korea(world: World, scenario: Scenario, run: int) -> PairArithmetic:
    found = arithmetic(world, scenario, run=run, month=7, pair="KOR>USA")
    assert isinstance(found, PairArithmetic)
    return found


def abandoned(found: PairArithmetic) -> list[Contribution]:
    return [one for one in found.contributions if one.mechanism == "abandonment"]


def test_what_answers_the_month_before_says_so(world: World, scenario: Scenario) -> None:
    runs = (of_korea(world, scenario, run) for run in range(RUNS))
    found = next(one for one in runs if {np.sign(x.amount) for x in abandoned(one)} == {1.0, -1.0})
    late = abandoned(found)
    text = " ".join(" ".join(screen(found, world, scenario, whole=True)).split())
    done = text.count("(the month before); ")
    assert 0 < done < len(late)
    assert done + text.count("(not done, the month before, though expected); ") == len(late)
    assert text.startswith("What moved South Korea toward the United States in Dec 2024 ")
