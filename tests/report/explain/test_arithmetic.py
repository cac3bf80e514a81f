"""The screen of the sums of a month: the answer first, then the sums, within its width."""

import io
import json
import re

import pytest

from sim.ledger import Arithmetic, PairArithmetic, arithmetic
from sim.report.explain.arithmetic import Sheet, show_arithmetic
from sim.report.explain.as_json import arithmetic_json
from sim.report.explain.sums import MOST, SHARE, needed, shown
from sim.report.screen import console
from sim.world import Scenario, World, load_scenario


@pytest.fixture(scope="module")
def scenario(world: World) -> Scenario:
    return load_scenario("lethal_aid", world)


@pytest.fixture(scope="module")
def moved(world: World, scenario: Scenario) -> PairArithmetic:
    found = arithmetic(world, scenario, run=17, month="2024-08", pair="RUS>KOR")
    assert isinstance(found, PairArithmetic)
    return found


@pytest.fixture(scope="module")
def chosen(world: World, scenario: Scenario) -> Arithmetic:
    return arithmetic(world, scenario, run=417, month=4, action="rus_satellite_technology")


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
    assert "all together, exactly (to 1e-12) the change from -0.2175 to -0.3042" in text


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
    assert "x[kor_lethal_aid,RUS] = -0.5912 actions.kor_lethal_aid.impacts.RUS: " in text
    assert "stated -0.55 (-0.7 to -0.42) [bi-33, bi-35]" in text
    assert "z_ref[RUS,KOR] = -0.1769 atanh of dyads.RUS>KOR.alignment = -0.175: " in text
    assert "--sources lists them" in text
    listed = " ".join(screen(moved, world, scenario, listed=True))
    assert "[bi-33] Claim bi-33" in listed


def test_a_choice(chosen: Arithmetic, world: World, scenario: Scenario) -> None:
    lines = screen(chosen, world, scenario)
    assert lines[0].startswith("Russia transfers satellite and long-range missile technology")
    text = " ".join(" ".join(lines).split())
    assert "Chance 13%, 1% in a normal month. It was chosen." in text
    assert "x 2.452 resolve: keeping its own threat; log odds +0.8967" in text
    assert "Luck was 0.8989; from 0.8704 to 1 it falls to this act: it does." in text


@pytest.mark.parametrize(
    ("run", "month", "action", "said"),
    [
        (17, 3, "kor_lethal_aid", "It was scripted."),
        (17, 3, "kor_reaffirms_ban", "It was not done; scripted instead: South Korea sends lethal"),
        (417, 3, "rus_satellite_technology", "It was not done; chosen instead: Russia passes on"),
        (417, 1, "rus_satellite_technology", "Nothing of its line of policy was done."),
    ],
)
def test_what_became_of_it(
    run: int, month: int, action: str, said: str, world: World, scenario: Scenario
) -> None:
    found = arithmetic(world, scenario, run=run, month=month, action=action)
    assert said in " ".join(" ".join(screen(found, world, scenario)).split())


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


def test_what_answers_the_month_before_says_so(world: World, scenario: Scenario) -> None:
    found = arithmetic(world, scenario, run=17, month=7, pair="KOR>USA")
    assert isinstance(found, PairArithmetic)
    late = [one for one in found.contributions if one.mechanism == "abandonment"]
    text = " ".join(" ".join(screen(found, world, scenario, whole=True)).split())
    assert late
    done = text.count("(the month before); ")
    assert 0 < done < len(late)
    assert done + text.count("(not done, the month before, though expected); ") == len(late)
    assert text.startswith("What moved South Korea toward the United States in Dec 2024 ")
