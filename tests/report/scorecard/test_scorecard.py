"""The scorecard in words: on a screen, on its page, in a report."""

import io
import json
import re
from dataclasses import replace

import pytest

from sim.report.html.brief import brief
from sim.report.html.sections.claims import card_of, claims
from sim.report.scorecard.carried import Carried, carried
from sim.report.scorecard.page import page
from sim.report.scorecard.text import as_json, details, show
from sim.report.scorecard.worth import counts, leans_on
from sim.report.screen import console
from sim.results.card import AnswerRow, Card, FormRow, VerdictRow
from sim.results.findings import files
from sim.world import World
from tests.results.fake import results


def row(**said: object) -> VerdictRow:
    whole: dict[str, object] = {
        "test": "one",
        "title": "One thing leads to another",
        "claims": "bi-43 bi-47",
        "scenario": "pact",
        "against": "baseline",
        "observed": "alignment KOR>USA",
        "start": 2,
        "end": 13,
        "expect": "rises",
        "verdict": "agrees",
        "standing": "stated by an input",
        "probability": 0.97,
        "plain": 0.93,
        "mc_error": 0.02,
        "luck": 0.4,
        "with_": 0.6,
        "without": 0.55,
        "measure": "difference",
        "effect": 0.05,
        "p10": 0.01,
        "p90": 0.09,
        "slight": False,
        "weak": False,
        "record": None,
        "shuffled": 0.45,
        "could_fail": True,
        "given": 12,
        "inputs": "mechanisms.common_threat.kappa actors.USA.motives.interest",
        "cause": "common_threat",
        "cause_probability": 0.95,
        "cause_effect": 0.04,
        "pair": "balance + common_threat",
        "pair_probability": 0.93,
        "pair_effect": 0.03,
        "least": 0.2,
        "least_form": "balance_only",
        "most": 0.98,
        "most_form": "reciprocity_only",
        "turn": "nothing",
        "turned_by": "",
    }
    return VerdictRow(**{**whole, **said})  # type: ignore[arg-type]


CONTRARY = row(
    test="two",
    title="A thing with <b>marks</b> | and bars leads nowhere",
    verdict="contradicts",
    standing="contradicts",
    probability=0.04,
    slight=True,
    inputs="",
    cause="balance",
    cause_probability=0.8,
    pair_probability=0.05,
    turn="without",
    turned_by="balance",
)
WEAK = row(
    test="weak",
    title="A launch is answered",
    claims="",
    verdict="agrees",
    standing="far too weak",
    measure="ratio",
    effect=1.014,
    p10=1.006,
    p90=1.025,
    slight=True,
    weak=True,
    record=1.143,
)
SHUFFLED = tuple(
    FormRow("one", f"shuffle {n}", "signs shuffled", verdict, 0.5, 0.01, 0.0, slight, 100)
    for n, verdict, slight in ((1, "agrees", False), (2, "agrees", True), (3, "undecided", False))
)
ANSWER = AnswerRow(
    "missile_launch", "KOR", "PRK", 1.143, 1.08, 1.22, 1.014, 1.006, 1.025, 1.0, 0.995, 1.004
)


@pytest.fixture
def card() -> Card:
    return Card(
        draws=2000,
        inner=6,
        seed=0,
        form_draws=100,
        shuffle_draws=25,
        flip_draws=100,
        tried=3,
        anticipating=False,
        verdicts=(row(), CONTRARY),
        forms=SHUFFLED,
        flips=(),
        answers=(ANSWER,),
        untested=("bi-12",),
    )


def screen(card: Card) -> str:
    text = io.StringIO()
    show(card, None, console(text))
    return text.getvalue()


def test_the_screen_tells_every_verdict_in_a_word(card: Card) -> None:
    said = screen(card)
    assert "agrees         97% ±2    One thing leads to another" in said
    assert "contradicts    4% ±2     A thing with <b>marks</b>" in said
    assert "+0.050 (+0.010 to +0.090)" in said
    assert "next to nothing" in said
    assert "without a test: bi-12" in said
    assert max(map(len, said.splitlines())) <= 100


@pytest.mark.parametrize(
    ("turn", "by", "said"),
    [
        ("one value", "a.b=1.5", "turned round by a.b=1.5"),
        ("together", "a=1 b=2 c=3", "turned round by a=1, b=2, c=3 together"),
        ("outside", "a.b=4.5", "turned round by a.b=4.5, outside its range"),
        ("without", "resolve", "turned round or undone without resolve"),
        ("without", "a + b", "turned round or undone without a and b"),
        ("rival", "balance_only", "turned round or undone in the form balance_only"),
        (
            "shrinks",
            "a + b",
            "turned round by nothing tried; next to nothing is left without a and b",
        ),
        ("nothing", "", "turned round by nothing tried"),
    ],
)
def test_every_verdict_ends_with_what_turns_it(turn: str, by: str, said: str) -> None:
    assert list(details(row(turn=turn, turned_by=by)))[-2:] == ["45% with shuffled signs", said]


def test_what_it_rests_on_is_told_alone_and_together() -> None:
    domino = row(
        measure="ratio",
        effect=3.6,
        cause="resolve",
        cause_probability=1.0,
        cause_effect=2.0,
        pair="resolve + retaliation",
        pair_probability=0.97,
        pair_effect=1.1,
    )
    assert list(leans_on(domino)) == [
        "x 2.000, 100% without resolve",
        "x 1.100, 97% without resolve and retaliation",
    ]
    assert list(leans_on(row())) == []  # more than half is left without either
    assert list(leans_on(CONTRARY)) == ["+0.040, 80% without balance"]  # another verdict
    same = row(cause_effect=0.004, pair_effect=0.002)
    assert list(leans_on(same)) == ["+0.004, 95% without common_threat"]  # a second adds nothing


def test_inputs_that_say_so_are_named() -> None:
    assert "stated by mechanisms.common_threat.kappa and 1 more" in list(details(row()))
    assert not any("stated" in text for text in details(CONTRARY))


def test_far_too_weak_is_not_called_agreement(card: Card, world: World) -> None:
    mine = replace(card, verdicts=(WEAK,))
    said = screen(mine)
    assert "too weak       97% ±2" in said
    assert "right direction, far too weak: x 1.14 in the record" in " ".join(said.split())
    assert "agrees  " not in said
    assert "| **too weak** |" in page(mine, world)
    assert "<strong>too weak</strong>" in claims(brief(results(), {}, files(mine)))


def test_a_null_stands_beside_the_agreement(card: Card, world: World) -> None:
    told = " ".join(page(card, world).split())
    assert "On average 67% of all tests agree even so, 33% by more than next to nothing" in told
    assert "with the signs as they are, 50% and 50%" in told
    assert "On average 67% of all tests" in " ".join(screen(card).split())
    assert "such a list can tell" not in page(replace(card, forms=()), world)


def test_the_card_leads_with_the_tests_that_could_fail(card: Card, world: World) -> None:
    sure = row(test="sure", title="A sure thing", shuffled=0.9, could_fail=False)
    mine = replace(card, verdicts=(*card.verdicts, sure))
    said = (
        "2 of 3 tests could fail. The model agrees with 1 (50%) of these, with 1 (50%) by more "
        "than next to nothing; with shuffled signs it would be 45%. Of all tests it agrees with "
        "2 (67%)."
    )
    told = page(mine, world)
    assert said in " ".join(told.split())
    assert told.index("could fail") < told.index("In all")
    shown = " ".join(screen(mine).split())
    assert shown.index(said) < shown.index("Could fail") < shown.index("Could hardly fail")
    assert shown.index("Could hardly fail") < shown.index("A sure thing")
    section = claims(brief(results(), {}, files(mine)))
    assert section.index(said) < section.index("In all")
    assert "None of 1 tests could fail." in screen(replace(card, verdicts=(sure,)))


def without(test: str, cause: str, probability: float) -> FormRow:
    return FormRow(test, cause, "without one", "undecided", probability, 0.0, 0.0, False, 100)


def test_what_a_law_carries_and_what_it_costs_is_told(card: Card, world: World) -> None:
    forms = (
        without("one", "balance", 0.5),
        without("two", "balance", 0.95),
        without("one", "resolve", 0.7),  # still leans to it
        without("two", "regard", 0.5),
    )
    mine = replace(card, forms=forms)
    assert carried(mine) == (Carried("balance", ("one",), ("two",)),)
    assert "| balance | 1: one | 1: two |" in page(mine, world)
    assert "balance        1      1  two" in screen(mine)
    assert json.loads(as_json(mine, None))["carried"] == [
        {"cause": "balance", "carries": ["one"], "costs": ["two"]}
    ]
    assert "carries" not in screen(card)


def test_ratios_and_rare_things_have_their_own_words() -> None:
    assert next(details(row(measure="ratio", effect=1.0153, p10=1.0, p90=1.03))) == (
        "x 1.015 (x 1.000 to 1.030)"
    )
    rare = row(expect="seldom 0.1", with_=0.041, without=0.02)
    assert next(details(rare)) == "4% in the scenario, 2% without"


def test_counts_say_what_agreement_is_worth(card: Card) -> None:
    assert counts(card) == "1 agree (1 stated by an input), 1 contradict"
    clear, slight = (
        row(standing="clear"),
        row(standing="next to nothing", slight=True),
    )
    leaning = row(standing="leans to", verdict="leans to")
    mine = replace(card, verdicts=(row(), clear, slight, WEAK, leaning))
    assert counts(mine) == (
        "3 agree (1 clear, 1 stated by an input, 1 by next to nothing), 1 too weak, 1 lean to it"
    )


def test_the_page_lists_what_agrees_and_was_not_put_in(card: Card, world: World) -> None:
    heading = "## What could fail and agrees, by more than next to nothing, and was not put in\n\n"
    assert f"{heading}Nothing." in page(card, world)
    clear = replace(card, verdicts=(row(standing="clear", title="A clear thing"),))
    assert f"{heading}- A clear thing (bi-43, bi-47)." in page(clear, world)
    sure = replace(card, verdicts=(row(standing="clear", could_fail=False),))
    assert f"{heading}Nothing." in page(sure, world)  # what no model can fail is no merit


def test_the_page_says_whether_anybody_looked_ahead(card: Card, world: World) -> None:
    assert "and that in which actors look one step ahead" not in page(card, world)
    assert "Nor was the form whose actors look one step ahead" in page(card, world)
    ahead = page(replace(card, anticipating=True), world)
    assert "and that in which actors look one step ahead" in ahead
    assert "Nor was the form" not in ahead


def test_the_page_keeps_what_contradicts_in_sight(card: Card, world: World) -> None:
    said = page(card, world)
    before, every = said.split("## Every test")
    assert "**contradicts** (4%): A thing with" in before
    assert "+0.040, 80% without balance. Turned round or undone without balance." in before
    assert "| **contradicts** |" in every
    assert said.endswith("\n")
    tables = [line for line in said.splitlines() if line.startswith("| A thing")]
    assert all(line.count("|") == 13 for line in tables)  # a bar in a title would add a column


def test_the_page_says_what_was_not_tested(card: Card, world: World) -> None:
    said = page(card, world)
    assert f"- bi-12: {world.claims['bi-12'].says}" in said


def test_the_page_shows_the_arithmetic_of_answers(card: Card, world: World) -> None:
    said = page(card, world)
    assert "ratio = 1 + 3 x (answer - base) / (30 x base)" in said
    assert "| KOR | 0.44 | 1.07 | 1.89 | 13.2 | x 1.14 (1.08 to 1.22) |" in said
    assert "Of 1 answers that the record gives a number for, 1 go the right way" in " ".join(
        said.split()
    )


def test_the_section_escapes_titles_and_marks_what_is_contrary(card: Card) -> None:
    said = claims(brief(results(), {}, files(card)))
    assert "&lt;b&gt;marks" in said
    assert "<b>marks" not in said
    assert "<strong>contradicts</strong>" in said
    assert 'data-csv="claims.csv"' in said
    assert "bi-43 bi-47" in said
    assert 'data-value="0.04" data-csv="probability"' in said


def test_the_section_reads_back_the_card_that_was_put_beside_it(card: Card) -> None:
    assert card_of(brief(results(), {}, files(card))) == card


def test_the_section_groups_what_concerns_the_scenario_and_hides_no_contradiction(
    card: Card,
) -> None:
    far = replace(CONTRARY, test="far", scenario="off_ramp")
    here, calm = row(scenario="lethal_aid"), row(test="calm", scenario="off_ramp")
    mine = replace(card, verdicts=(here, far, calm))
    tables = re.findall(r"<caption>(.*?)</table>", claims(brief(results(), {}, files(mine))))
    assert [re.findall("test=([a-z_]+)", one) for one in tables] == [
        ["one"],
        ["far"],
        ["calm"],
    ]
    assert "<details><summary>All others: 1" in claims(brief(results(), {}, files(mine)))


def test_the_section_says_how_to_ask() -> None:
    assert "<code>sim claims</code>" in claims(brief(results(), {}))


def test_json_holds_every_table(card: Card) -> None:
    found = json.loads(as_json(card, None))
    assert [one["verdict"] for one in found["claims"]] == ["agrees", "contradicts"]
    assert found["claims"][0]["with"] == 0.6
    assert found["answers"][0]["quiet"] == 1.014
    assert found["untested"] == ["bi-12"]
    assert found["results_dir"] is None
