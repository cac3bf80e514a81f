"""The card as a whole, on a few of its tests."""

from collections import Counter
from dataclasses import replace

import pytest

from sim.results.card import Card
from sim.study.scorecard import WHOLE, scorecard
from sim.study.scorecard.forms import PAIRS, SHUFFLES, causes_of, rivals_of
from sim.world import World
from tests.study.scorecard.desk import FEW, declared, world

DRAWS = 20


@pytest.fixture(scope="module")
def small_world() -> World:
    card = world().scorecard
    assert card is not None
    tests = tuple(declared(name) for name in FEW)
    return replace(world(), scorecard=card.model_copy(update={"tests": tests, "answers": ()}))


@pytest.fixture(scope="module")
def told_of() -> list[int]:
    return []


@pytest.fixture(scope="module")
def card(small_world: World, told_of: list[int]) -> Card:
    return scorecard(small_world, draws=DRAWS, seed=3, report=told_of.append)


def test_a_row_for_every_test_and_cause(card: Card) -> None:
    assert [row.test for row in card.verdicts] == list(FEW)
    kinds = Counter(row.kind for row in card.forms)
    assert kinds == {
        "without one": len(FEW) * len(causes_of(world())),
        "without two": len(FEW) * PAIRS,
        "rival": len(FEW) * len(rivals_of(world(), False)),
        "signs shuffled": len(FEW) * SHUFFLES,
    }
    assert Counter(row.kind for row in card.flips)["one value"] == len(FEW) * card.tried
    assert card.answers == ()


def test_the_dominoes_agree(card: Card) -> None:
    rows = {row.test: row for row in card.verdicts}
    aid = rows["lethal_aid_brings_arms"]
    assert aid.verdict == "agrees"
    assert aid.effect > 2.0
    assert not aid.slight
    assert aid.against == "pact"


def test_the_causes_named_are_those_that_move_the_effect_furthest(card: Card) -> None:
    for row in card.verdicts:
        sign = 1.0 if row.expect in ("rises", "exceeds") else -1.0
        for kind, name, effect in (
            ("without one", row.cause, row.cause_effect),
            ("without two", row.pair, row.pair_effect),
        ):
            own = [one for one in card.forms if (one.test, one.kind) == (row.test, kind)]
            worst = min(own, key=lambda one: sign * one.effect)
            assert (worst.form, worst.effect) == (name, effect)


def test_half_of_the_domino_is_a_declared_threat_and_two_causes_carry_it(card: Card) -> None:
    aid = next(row for row in card.verdicts if row.test == "lethal_aid_brings_arms")
    assert aid.standing == "stated by an input"
    assert aid.inputs.startswith("threats.rus_arms_if_lethal_aid.")
    assert aid.pair == "resolve + retaliation"
    assert aid.pair_effect - 1.0 < 0.5 * (aid.cause_effect - 1.0) < 0.5 * (aid.effect - 1.0)


def test_the_ends_over_rival_forms_are_named(card: Card) -> None:
    for row in card.verdicts:
        own = {
            one.form: one.probability
            for one in card.forms
            if (one.test, one.kind) == (row.test, "rival")
        }
        assert row.least == own[row.least_form] == min(own.values())
        assert row.most == own[row.most_form] == max(own.values())


def test_every_verdict_ends_in_one_statement(card: Card) -> None:
    for row in card.verdicts:
        assert (row.turn == "nothing") == (row.turned_by == "")
        turning = [flip for flip in card.flips if flip.test == row.test and flip.flips]
        if turning:
            assert (row.turn, row.turned_by) == (turning[0].kind, turning[0].held)
        else:
            assert row.turn in ("without", "rival", "shrinks", "nothing")


def test_values_that_cite_the_claims_are_counted(card: Card, small_world: World) -> None:
    row = next(row for row in card.verdicts if row.test == "lethal_aid_brings_arms")
    cited = {f"claim:{claim}" for claim in row.claims.split()}
    citing = [q for q in small_world.quantities().values() if cited & set(q.sources)]
    assert row.given == len(citing) > 0


def test_claims_without_a_test_are_told(card: Card) -> None:
    assert "bi-43" in card.untested
    assert "bi-33" not in card.untested


def test_progress_rises_to_the_end(card: Card, told_of: list[int]) -> None:
    assert card
    assert told_of == sorted(told_of)
    assert 0.5 * WHOLE < told_of[-1] <= WHOLE


@pytest.mark.slow
def test_the_same_card_from_two_processes(small_world: World, card: Card) -> None:
    assert scorecard(small_world, draws=DRAWS, seed=3, workers=2) == card


@pytest.mark.slow
def test_luck_taken_out_agrees_with_many_inner_runs() -> None:
    """Eight times as many inner runs give the same probabilities, within their errors."""
    from sim.study.scorecard.trials import plan
    from sim.study.scorecard.verdicts import outcome
    from tests.study.scorecard.desk import rolled

    names = ("china_grows_uneasy", "china_under_pressure", "backing_emboldens_pyongyang")
    bound = plan(world(), [declared(name) for name in names])
    few, many = (rolled(bound, 300, inner) for inner in (6, 48))
    for one in bound.bound:
        rough, fine = outcome(one, few), outcome(one, many)
        assert fine.luck < rough.luck
        assert abs(rough.probability - fine.probability) <= 3.0 * (rough.error + fine.error)
