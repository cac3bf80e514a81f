"""One thing taken away: what the model itself gives for a scenario without it."""

from dataclasses import replace

import numpy as np
import pytest

from sim.binding import build_case
from sim.results.explanation import Remainder, Removal
from sim.study.explain.counterfactual import Asked, motives_on, remainders, removals, usual
from sim.study.explain.target import EveryAlignment, pair_target
from sim.study.explain.twins import Bench, bench, twins
from sim.world import Quantity, WorldError
from sim.world.condition import When
from sim.world.scenario import Answer, Contingency, Rules
from tests.study import desk

PAIR = "RUS>KOR"


def place(runs: int = 40) -> Bench:
    names = desk.pairing().with_.names
    reader = EveryAlignment((names.pairs.index(PAIR),))
    found = bench(desk.arms(runs=runs), reader)
    return Bench(found.twins, reader, found.ours, found.theirs)


def left(*taken_away: Removal, workers: int = 1) -> tuple[Remainder, ...]:
    return tuple(remainders(desk.asked(), place(), taken_away, workers))


def test_without_all_that_a_scenario_adds_nothing_is_left() -> None:
    one = desk.asked()
    bare = replace(one.scenario, events=one.baseline.events)
    names = desk.pairing().with_.names
    reader = EveryAlignment((names.pairs.index(PAIR),))
    both = twins(build_case(one.world, bare), desk.pairing().without, seed=1, runs=10, steps=6)
    assert not bench(both, reader).effects.any()


def test_an_event_taken_away_is_a_scenario_without_it() -> None:
    one = desk.asked()
    kept = tuple(event for event in one.scenario.events if event.action != "kor_lethal_aid")
    case = build_case(one.world, replace(one.scenario, events=kept))
    arms = desk.arms(runs=40)
    reader = place().reader
    expected = replace(arms.with_, case=case).read(reader) - arms.without.read(reader)
    (found,) = left(Removal("event", "kor_lethal_aid"))
    assert found.left == pytest.approx(float(expected.mean()), abs=1e-15)
    assert found.change == pytest.approx(found.left - float(place().effects.mean()), abs=1e-12)
    assert found.share == pytest.approx(found.left / float(place().effects.mean()))
    (at_its_step,) = left(Removal("event", "kor_lethal_aid", 3))
    assert at_its_step.left == found.left


def test_an_event_of_both_arms_goes_from_both() -> None:
    one = desk.asked()
    arms = desk.arms(runs=40)
    cases = [
        build_case(
            one.world,
            replace(s, events=tuple(e for e in s.events if e.action != "rus_prk_pact")),
        )
        for s in one.both
    ]
    reader = place().reader
    expected = arms.with_.under(cases[0]).read(reader) - arms.without.under(cases[1]).read(reader)
    (found,) = left(Removal("event", "rus_prk_pact"))
    assert found.left == pytest.approx(float(expected.mean()), abs=1e-15)


def test_an_action_that_is_impossible_is_neither_done_nor_expected() -> None:
    arm = desk.arms(runs=40).with_
    k = arm.case.names.actions.index("rus_warns_seoul")
    batch = arm.case.held(arm.batches[0], {"actions.rus_warns_seoul.base_rate": 0.0})
    for moment in arm.case.roll(arm.luck[0], batch):
        assert not moment.taken[:, k].any()
        assert not moment.after.surprise[:, k].any()
    (found,) = left(Removal("action", "rus_warns_seoul"))
    assert found.change != 0.0


def test_mechanisms_and_motives_are_switched_off_in_both_arms() -> None:
    one = desk.asked()
    cases = [build_case(one.world, replace(s, off=frozenset({"balance"}))) for s in one.both]
    arms, reader = desk.arms(runs=40), place().reader
    expected = arms.with_.under(cases[0]).read(reader) - arms.without.under(cases[1]).read(reader)
    (found, other) = left(Removal("mechanism", "balance"), Removal("motive", "resolve"))
    assert found.left == pytest.approx(float(expected.mean()), abs=1e-15)
    assert other.left != found.left


def test_the_same_with_any_number_of_processes() -> None:
    away = (Removal("mechanism", "balance"), Removal("event", "kor_lethal_aid"))
    assert left(*away, workers=2) == left(*away)


def test_what_the_script_no_longer_leads_up_to() -> None:
    (review, aid) = left(
        Removal("event", "kor_reviews_lethal_ban"), Removal("event", "kor_lethal_aid")
    )
    assert review.unmet == ("kor_lethal_aid",)
    assert aid.unmet == ()


def test_what_is_taken_away_unless_something_is_named() -> None:
    found = usual(desk.asked())
    events = [one.name for one in found if one.kind == "event"]
    assert set(events) == {"rus_prk_pact", "kor_reviews_lethal_ban", "kor_lethal_aid"}
    mechanisms = [one.name for one in found if one.kind == "mechanism"]
    assert mechanisms == list(desk.world().mechanisms)
    one = desk.asked()
    off = replace(one, scenario=replace(one.scenario, off=frozenset({"balance"})))
    assert Removal("mechanism", "balance") in usual(off)  # still on in the baseline
    off = replace(off, baseline=replace(one.baseline, off=frozenset({"balance"})))
    assert Removal("mechanism", "balance") not in usual(off)
    assert [m.name for m in motives_on(one)] == list(one.world.motives)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("balance", [("mechanism", "balance", None)]),
        ("resolve", [("motive", "resolve", None)]),
        ("prk_nuclear_test", [("action", "prk_nuclear_test", None)]),
        ("kor_lethal_aid", [("event", "kor_lethal_aid", None), ("action", "kor_lethal_aid", None)]),
        ("kor_lethal_aid@3", [("event", "kor_lethal_aid", 3)]),
    ],
)
def test_names(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    found = [(one.kind, one.name, one.step) for one in removals(text, desk.asked())]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("balanc", "balance"),
        ("kor_letal_aid", "kor_lethal_aid"),
        ("kor_lethal_aid@4", "kor_lethal_aid@3"),
        ("kor_lethal_aid@x", "kor_lethal_aid@3"),
    ],
)
def test_misspelt(text: str, meant: str) -> None:
    with pytest.raises(WorldError, match=f"Did you mean `{meant}`"):
        removals(text, desk.asked())


def test_no_effect_has_no_share() -> None:
    arm = desk.arms(runs=40).without
    same = Bench(replace(desk.arms(runs=40), with_=arm), place().reader, np.zeros(40), np.zeros(40))
    one = desk.asked()
    alike = replace(one, scenario=one.baseline)
    (found,) = remainders(alike, same, (Removal("mechanism", "balance"),), 1)
    assert (found.left, found.share) == (0.0, None)


def test_a_beginning_taken_away_is_a_scenario_without_it() -> None:
    path = "dyads.KOR>JPN.alignment"
    known = desk.asked("pact").scenario
    moved = Quantity(0.5, 0.4, 0.6, "alignment", ("assumption: made up",))
    put = Asked(desk.world(), replace(known, state={path: moved}), known)
    cases = [build_case(put.world, one) for one in put.both]
    reader = pair_target("KOR>JPN", put.world, cases[0].names).reader
    found = bench(twins(cases[0], cases[1], seed=1, runs=8, steps=4), reader)
    assert removals(f"state.{path}", put) == (Removal("state", path),)
    assert Removal("state", path) in usual(put)
    (one,) = remainders(put, found, [Removal("state", path)], 1)
    assert found.effects.mean() > 0.1
    assert one.left == 0.0


def test_a_rule_taken_away_leaves_nothing_of_what_it_alone_did() -> None:
    one = desk.asked()
    answer = Answer(When(action="prk_missile_test"), "kor_answers_provocation", 1)
    waits = Contingency("it", "kor_indirect_aid", When(action="prk_icbm_test"), within=3)
    ruled = replace(one.baseline, rules={"KOR": Rules(answers=(answer,))}, contingencies=(waits,))
    asked = Asked(one.world, ruled, one.baseline)
    names = desk.pairing().with_.names
    reader = EveryAlignment((names.pairs.index("PRK>KOR"),))
    without = desk.pairing().without
    both = twins(build_case(one.world, ruled), without, seed=1, runs=30, steps=6)
    place = bench(both, reader)
    assert [found.name for found in usual(asked) if found.kind == "event"][-2:] == [
        "kor_indirect_aid",
        "kor_answers_provocation",
    ]
    event, never = removals("kor_answers_provocation", asked)
    assert (event.kind, never.kind) == ("event", "action")
    alone = Asked(one.world, replace(ruled, contingencies=()), one.baseline)
    own = build_case(one.world, alone.scenario)
    place_alone = bench(twins(own, without, seed=1, runs=30, steps=6), reader)
    assert place_alone.effects.any()
    for removal in (event, never):
        (left,) = remainders(alone, place_alone, (removal,), 1)
        assert left.left == 0.0, "the waiting luck of all else stays where it is"
    (rest,) = remainders(asked, place, (event,), 1)
    only = build_case(one.world, replace(ruled, rules={}))
    wanted = bench(twins(only, without, seed=1, runs=30, steps=6), reader)
    assert rest.left == pytest.approx(float(wanted.effects.mean()), abs=1e-15)
