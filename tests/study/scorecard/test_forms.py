"""Other forms of the model: what is switched off, dealt out anew, looked ahead."""

from dataclasses import replace

import numpy as np
import pytest

from sim.binding import build_case
from sim.kernel.engine.keep import Last
from sim.results.card import FormKind
from sim.study.scorecard.forms import (
    JOINT,
    PAIRS,
    Form,
    Tried,
    arms_of,
    causes_of,
    either_way,
    fixed_forms,
    moved,
    pair_forms,
    rivals_of,
    shuffled,
    try_forms,
    turned_impacts,
    without,
)
from sim.study.scorecard.verdicts import CausalOutcome, outcome
from sim.world import load_scenario
from sim.world.variant import ANTICIPATING
from tests.study.scorecard.desk import FEW, SEED, few, nobody, rolled, world

CAUSES = ("abandonment", "balance", "resolve", "retaliation", "stability")


@pytest.fixture(scope="module")
def outcomes() -> list[CausalOutcome]:
    read = rolled(few(), draws=60)
    return [outcome(bound, read) for bound in few().bound]


def test_a_cause_is_switched_off_everywhere_and_nothing_else_changes() -> None:
    quiet = without(few(), ["resolve"], range(len(few().arms)))
    for before, after in zip(few().arms, quiet.arms, strict=True):
        assert after.case.laws.off == before.case.laws.off | {"resolve"}
        assert after.case.values is before.case.values
    bound = few().bound[0]
    effects = [
        (read[bound.with_[0]][bound.with_[1]] - read[bound.without[0]][bound.without[1]]).mean()
        for read in (rolled(few()), rolled(quiet))
    ]
    assert effects[1] < effects[0]  # a threat that binds nobody is carried out less often


def test_only_the_arms_that_are_needed_lose_a_cause() -> None:
    found = without(few(), ["resolve", "balance"], [1])
    for arm, (before, after) in enumerate(zip(few().arms, found.arms, strict=True)):
        lost = {"resolve", "balance"} if arm == 1 else set()
        assert after.case.laws.off == before.case.laws.off | lost


@pytest.fixture(scope="module")
def forms() -> list[Form]:
    return fixed_forms(world(), few(), SEED, anticipating=True)


def test_every_cause_rival_and_shuffle_is_put_to_every_test(forms: list[Form]) -> None:
    kinds: dict[FormKind, list[Form]] = {}
    for form in forms:
        kinds.setdefault(form.kind, []).append(form)
        assert form.tests == (0, 1, 2)
    assert [form.id for form in kinds["without one"]] == list(causes_of(world()))
    assert [form.id for form in kinds["rival"]] == [one.id for one in rivals_of(world(), True)]
    assert "balance_only" in {form.id for form in kinds["rival"]}
    off = next(form for form in forms if form.id == "balance_only").plan.arms[0].case.laws.off
    assert "reciprocity" in off
    assert "balance" not in off
    assert "structural_pull" not in off


def test_who_looks_ahead_is_asked_only_on_request(forms: list[Form]) -> None:
    assert ANTICIPATING not in {one.id for one in rivals_of(world(), False)}
    assert ANTICIPATING in {one.id for one in rivals_of(world(), True)}
    ahead = [form.id for form in forms if form.plan.arms[0].case.foresighted]
    assert ahead == [ANTICIPATING]


@pytest.mark.slow
def test_who_looks_ahead_decides_otherwise(
    forms: list[Form], outcomes: list[CausalOutcome]
) -> None:
    (ahead,) = [form for form in forms if form.id == ANTICIPATING]
    mine = replace(ahead, tests=(FEW.index("lethal_aid_brings_arms"),))
    (found,) = try_forms([mine], outcomes, 4, SEED, 1, nobody)
    assert found.outcome.effect != pytest.approx(outcomes[0].effect, rel=0.01)


def test_a_shuffle_keeps_how_many_impacts_help_and_harm() -> None:
    stated = {path: q.value for path, q in world().quantities().items() if q.kind == "impact"}
    turned = turned_impacts(world(), SEED, 0)
    after = {path: -value if path in turned else value for path, value in stated.items()}
    for sign in (1.0, -1.0):
        counts = [sum(sign * value > 0.0 for value in one.values()) for one in (stated, after)]
        assert counts[0] == counts[1]
    assert 0.2 * len(stated) < len(turned) < 0.8 * len(stated)
    assert turned == turned_impacts(world(), SEED, 0)
    assert turned != turned_impacts(world(), SEED, 1)


def test_a_shuffle_turns_values_with_their_ranges_and_no_others() -> None:
    turned = turned_impacts(world(), SEED, 2)
    before = few().arms[0].case.values
    after = shuffled(either_way(few()), world(), SEED, 2).arms[0].case.values
    for column, path in enumerate(before.paths):
        low, mode, high = before.low[column], before.mode[column], before.high[column]
        wanted = (-high, -mode, -low) if path in turned else (low, mode, high)
        assert (after.low[column], after.mode[column], after.high[column]) == wanted


def test_a_turned_impact_does_what_it_says() -> None:
    """A shuffled model is the model of a world with these impacts."""
    turned = turned_impacts(world(), SEED, 1)
    stated = {path: q.value for path, q in world().quantities().items()}
    other = world().with_values({path: -stated[path] for path in turned})
    arm = shuffled(either_way(few()), world(), SEED, 1).arms[0]
    case = build_case(other, load_scenario(arm.name, other))
    luck, central = case.luck(SEED, 0, 50, 6), case.values.central(50)
    wanted = case.keep(luck, {"a": Last(case.slots("a"))}, case.batch_of(central))["a"]
    batch = arm.case.batch_of(arm.case.values.central(50))
    found = arm.case.keep(luck, {"a": Last(arm.case.slots("a"))}, batch)["a"]
    assert np.abs(found - wanted).max() < 1e-12


def test_pairs_are_of_the_causes_that_count_most(outcomes: list[CausalOutcome]) -> None:
    forms = [
        form for form in fixed_forms(world(), few(), SEED, False) if form.kind == "without one"
    ]
    tried = try_forms(forms, outcomes, 20, SEED, 1, nobody)
    pairs = pair_forms(few(), outcomes, tried)
    aid = FEW.index("lethal_aid_brings_arms")
    own = [one for one in tried if one.test == aid]
    most = sorted(own, key=lambda one: moved(outcomes[aid], one.outcome))[:JOINT]
    names = {one.id for one in most}
    assert {"resolve", "retaliation"} <= names
    mine = [set(form.id.split(" + ")) for form in pairs if aid in form.tests]
    assert len(mine) == PAIRS
    assert all(pair <= names for pair in mine)
    for form in pairs:
        at = arms_of(few(), form.tests)
        for arm, one in enumerate(form.plan.arms):
            assert set(form.id.split(" + ")).issubset(one.case.laws.off) is (arm in at)
    both = next(form for form in pairs if form.id == "resolve + retaliation")
    (joint,) = [one for one in try_forms([both], outcomes, 20, SEED, 1, nobody) if one.test == aid]
    single = [one.outcome.effect for one in own if one.id in ("resolve", "retaliation")]
    assert joint.outcome.effect < 0.75 * min(single)  # each hides what the other holds up


def test_moving_in_favour_of_a_contrary_verdict_is_moving_down(
    outcomes: list[CausalOutcome],
) -> None:
    weaker = Tried(0, "x", "rival", replace(outcomes[0], strength=outcomes[0].strength - 1.0), 20)
    assert moved(outcomes[0], weaker.outcome) == pytest.approx(-1.0)
    contrary = replace(outcomes[0], probability=0.1)
    assert moved(contrary, weaker.outcome) == pytest.approx(1.0)
