"""The scorecard in words: on a screen, on its page, in a report."""

import io
import json
import re
from dataclasses import replace

import pytest

from sim.report.html.brief import brief
from sim.report.html.sections.claims import card_of, claims
from sim.report.scorecard.page import page
from sim.report.scorecard.text import as_json, counts, details, show
from sim.report.screen import console
from sim.results.card import AnswerRow, Card, VerdictRow
from sim.world import World, load_world
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
        "given": 12,
        "cause": "common_threat",
        "cause_probability": 0.95,
        "flip": "",
    }
    return VerdictRow(**{**whole, **said})  # type: ignore[arg-type]


CONTRARY = row(
    test="two",
    title="A thing with <b>marks</b> | and bars leads nowhere",
    verdict="contradicts",
    probability=0.04,
    slight=True,
    cause="balance",
    cause_probability=0.8,
)
ANSWER = AnswerRow(
    "missile_launch", "KOR", "PRK", 1.143, 1.08, 1.22, 1.014, 1.006, 1.025, 1.0, 0.995, 1.004
)


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.fixture
def card() -> Card:
    return Card(
        draws=2000,
        inner=6,
        seed=0,
        form_draws=100,
        flip_draws=100,
        tried=3,
        verdicts=(row(), CONTRARY),
        forms=(),
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


def test_details_name_what_would_turn_a_verdict() -> None:
    said = list(details(row(flip="actors.KOR.precision=1.5")))
    assert said[-1] == "turned round by actors.KOR.precision=1.5"
    assert "no value tried turns it round" in list(details(CONTRARY))
    assert "80% without balance" in list(details(CONTRARY))
    assert not any("without" in text for text in details(row()))


def test_ratios_and_rare_things_have_their_own_words() -> None:
    assert next(details(row(measure="ratio", effect=1.0153, p10=1.0, p90=1.03))) == (
        "x 1.015 (x 1.000 to 1.030)"
    )
    rare = row(expect="seldom 0.1", with_=0.041, without=0.02)
    assert next(details(rare)) == "4% in the scenario, 2% without"


def test_counts_say_how_many_are_next_to_nothing(card: Card) -> None:
    assert counts(card) == "1 agrees, 1 contradicts; 1 by next to nothing"


def test_the_page_keeps_what_contradicts_in_sight(card: Card, world: World) -> None:
    said = page(card, world)
    before, every = said.split("## Every test")
    assert "**contradicts** (4%): A thing with" in before
    assert "Without balance it is 80%." in before
    assert "| **contradicts** |" in every
    assert said.endswith("\n")
    tables = [line for line in said.splitlines() if line.startswith("| A thing")]
    assert all(line.count("|") == 10 for line in tables)  # a bar in a title would add a column


def test_the_page_says_what_was_not_tested(card: Card, world: World) -> None:
    said = page(card, world)
    assert f"- bi-12: {world.claims['bi-12'].says}" in said


def test_the_page_shows_the_arithmetic_of_answers(card: Card, world: World) -> None:
    said = page(card, world)
    assert "ratio = 1 + 3 x (answer - base) / (30 x base)" in said
    assert "| KOR | 0.44 | 1.07 | 1.89 | 13.2 | x 1.14 (1.08 to 1.22) |" in said
    assert "Of 1 answers that the record gives a number for, 1 are too weak" in said


def test_the_section_escapes_titles_and_marks_what_is_contrary(card: Card) -> None:
    said = claims(brief(results(), {}, card.files()))
    assert "&lt;b&gt;marks" in said
    assert "<b>marks" not in said
    assert "<strong>contradicts</strong>" in said
    assert 'data-csv="claims.csv"' in said
    assert 'data-value="0.04" data-csv="probability"' in said


def test_the_section_reads_back_the_card_that_was_put_beside_it(card: Card) -> None:
    assert card_of(brief(results(), {}, card.files())) == card


def test_the_section_groups_what_concerns_the_scenario_and_hides_no_contradiction(
    card: Card,
) -> None:
    far = replace(CONTRARY, test="far", scenario="off_ramp")
    here, calm = row(scenario="lethal_aid"), row(test="calm", scenario="off_ramp")
    mine = replace(card, verdicts=(here, far, calm))
    tables = re.findall(r"<caption>(.*?)</table>", claims(brief(results(), {}, mine.files())))
    assert [re.findall("test=([a-z_]+)", one) for one in tables] == [
        ["one"],
        ["far"],
        ["calm"],
    ]
    assert "<details><summary>All others: 1" in claims(brief(results(), {}, mine.files()))


def test_the_section_says_how_to_ask() -> None:
    assert "<code>sim claims</code>" in claims(brief(results(), {}))


def test_json_holds_every_table(card: Card) -> None:
    found = json.loads(as_json(card, None))
    assert [one["verdict"] for one in found["claims"]] == ["agrees", "contradicts"]
    assert found["claims"][0]["with"] == 0.6
    assert found["answers"][0]["quiet"] == 1.014
    assert found["untested"] == ["bi-12"]
    assert found["results_dir"] is None
