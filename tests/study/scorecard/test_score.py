"""The card as a whole, on a few of its tests."""

from dataclasses import replace

import pytest

from sim.results.card import Card
from sim.study.scorecard import WHOLE, scorecard
from sim.study.scorecard.score import causes_of
from sim.world import World
from tests.study.scorecard.desk import FEW, declared, world

DRAWS = 40


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
    assert len(card.forms) == len(FEW) * len(causes_of(world()))
    assert len(card.flips) == len(FEW) * card.tried
    assert card.answers == ()


def test_the_dominoes_agree(card: Card) -> None:
    rows = {row.test: row for row in card.verdicts}
    aid = rows["lethal_aid_brings_arms"]
    assert aid.verdict == "agrees"
    assert aid.effect > 2.0
    assert not aid.slight
    assert aid.against == "pact"


def test_the_cause_named_is_the_one_that_speaks_most_against_the_verdict(card: Card) -> None:
    for row in card.verdicts:
        found = [form.probability for form in card.forms if form.test == row.test]
        worst = min(found) if row.probability >= 0.5 else max(found)
        assert row.cause_probability == worst


def test_a_flip_is_named_only_if_one_was_found(card: Card) -> None:
    for row in card.verdicts:
        turning = [flip for flip in card.flips if flip.test == row.test and flip.flips]
        assert bool(row.flip) == bool(turning)


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
        assert abs(rough.probability - fine.probability) < 3.0 * (rough.error + fine.error)
