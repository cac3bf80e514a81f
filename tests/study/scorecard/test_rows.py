"""What stands in a row: what turns a verdict round, and what an agreement is worth."""

from dataclasses import replace

import pytest

from sim.results.card import FlipKind, FlipRow, FormKind, standing
from sim.study.scorecard.forms import Tried
from sim.study.scorecard.rows import answer_of, turned_by
from sim.study.scorecard.verdicts import CausalOutcome, outcome
from tests.study.scorecard.desk import declared, few, rolled


@pytest.fixture(scope="module")
def sure() -> CausalOutcome:
    found = outcome(few().bound[0], rolled(few()))
    return replace(found, probability=0.98, error=0.01)


def form(sure: CausalOutcome, name: str, kind: FormKind, probability: float) -> Tried:
    strength = sure.strength * probability
    return Tried(0, name, kind, replace(sure, probability=probability, strength=strength), 100)


def flip(kind: FlipKind, held: str, flips: bool) -> FlipRow:
    return FlipRow("one", kind, held, 0.5, 0.1, 0.01, 1.0, -0.1, flips)


def is_small(found: CausalOutcome) -> bool:
    return found.strength < 0.01


def test_the_plainest_thing_that_turns_it_is_told(sure: CausalOutcome) -> None:
    forms = [
        form(sure, "balance", "without one", 0.9),
        form(sure, "resolve", "without one", 0.5),
        form(sure, "balance + resolve", "without two", 0.1),
        form(sure, "balance_only", "rival", 0.0),
    ]
    within, outside = flip("one value", "a=1", True), flip("outside", "a=2", True)
    together = flip("together", "a=1 b=1", True)
    failed = flip("one value", "a=1", False)
    assert turned_by(sure, forms, [within], is_small) == ("one value", "a=1")
    assert turned_by(sure, forms, [failed, together], is_small) == ("together", "a=1 b=1")
    assert turned_by(sure, forms, [failed, outside], is_small) == ("outside", "a=2")
    assert turned_by(sure, forms, [failed], is_small) == ("without", "resolve")
    assert turned_by(sure, [forms[0], *forms[2:]], [failed], is_small) == (
        "without",
        "balance + resolve",
    )
    assert turned_by(sure, [forms[0], forms[3]], [], is_small) == ("rival", "balance_only")
    assert turned_by(sure, forms[:1], [failed], is_small) == ("nothing", "")


def test_signs_dealt_out_anew_turn_nothing_round(sure: CausalOutcome) -> None:
    assert turned_by(sure, [form(sure, "shuffle 1", "signs shuffled", 0.0)], [], is_small) == (
        "nothing",
        "",
    )


def test_where_nothing_turns_it_what_leaves_next_to_nothing_is_told(sure: CausalOutcome) -> None:
    forms = [
        form(sure, "balance", "without one", 0.9),
        form(sure, "regard", "without one", 0.95),
        form(sure, "resolve + reward", "without two", 0.94),
    ]
    assert turned_by(sure, forms, [], is_small) == ("nothing", "")
    small = replace(sure, probability=0.97, strength=0.005)
    forms.append(Tried(0, "resolve + retaliation", "without two", small, 100))
    assert turned_by(sure, forms, [], is_small) == ("shrinks", "resolve + retaliation")
    little = replace(sure, strength=0.009)
    assert turned_by(little, forms, [], is_small) == ("nothing", "")  # small as it is


def test_what_an_agreement_is_worth() -> None:
    assert standing("agrees", weak=False, slight=False, stated=False) == "clear"
    assert standing("agrees", weak=False, slight=False, stated=True) == "stated by an input"
    assert standing("agrees", weak=False, slight=True, stated=True) == "next to nothing"
    assert standing("agrees", weak=True, slight=True, stated=True) == "far too weak"
    assert standing("leans to", weak=True, slight=True, stated=True) == "leans to"


def test_an_answer_of_known_size_is_that_of_the_same_direction() -> None:
    from tests.report.scorecard.test_scorecard import ANSWER

    assert answer_of(declared("seoul_answers_a_missile"), [ANSWER]) == ANSWER
    assert answer_of(declared("tokyo_answers_a_missile"), [ANSWER]) is None
    assert answer_of(declared("seoul_answers_an_icbm"), [ANSWER]) is None
    assert answer_of(declared("lethal_aid_brings_arms"), [ANSWER]) is None
