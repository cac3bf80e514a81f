"""What a scenario has done on condition, by rule and by luck, as orders and bars of the kernel."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.binding import Case, build_case
from sim.binding.directions import ALL
from sim.binding.policies import POLICIES
from sim.kernel.condition import Carried, Condition, Done, Either, Every, Level, Months, Not
from sim.kernel.engine.task import NO_ROW
from sim.kernel.frame import FOREVER, Bar, Lot, Order
from sim.study.ensemble.pairing import free
from sim.world import Event, load_scenario, load_world
from sim.world.condition import When
from sim.world.scenario import Answer, Branch, Contingency, Rules

WORLD = load_world()
PACT = load_scenario("pact", WORLD)
AID, TEST, ANSWER = "kor_lethal_aid", "prk_missile_test", "kor_answers_provocation"
CASE = build_case(WORLD, PACT)
NAMES, LINES = CASE.names, len(CASE.frame.lines)


def bound(**how: Any) -> Case:
    return build_case(WORLD, replace(PACT, **how))


def number(action: str) -> int:
    return NAMES.actions.index(action)


def event(action: str = AID, name: str = "it", **how: Any) -> Contingency:
    return Contingency(name=name, action=action, **how)


def when(**text: Any) -> When:
    return When.model_validate(text)


def condition(**text: Any) -> Condition:
    """A condition of KOR's lethal aid, as the kernel reads it."""
    (order,) = bound(contingencies=(event(when=when(**text)),)).frame.orders
    assert order.when is not None
    return order.when


def test_an_event_with_all_that_can_be_said_of_it() -> None:
    said: dict[str, Any] = {
        "first": 2,
        "last": 5,
        "after": 1,
        "within": 3,
        "until": 9,
        "once": False,
    }
    case = bound(contingencies=(event(when=when(action=TEST), probability=0.4, **said),))
    lot, month = Lot(LINES, 0.0, 0.4), LINES + 1
    wanted = Order(number(AID), Done(number(TEST), 1), lots=(lot,), month=month, **said)
    assert case.frame.orders == (wanted,)
    assert len(case.streams) == case.frame.draws == LINES + 2


def test_an_event_that_leaves_nothing_to_luck_draws_nothing() -> None:
    case = bound(contingencies=(event(first=2, last=2),))
    assert case.frame.orders[0].lots == ()
    assert case.frame.orders[0].month is None
    assert case.streams == CASE.streams


def test_branches_share_one_draw_from_end_to_end() -> None:
    ways = tuple(
        Branch(name, name, weight) for name, weight in (("a", 0.5), ("b", 0.3), ("c", 0.2))
    )
    events = tuple(event(name=one.id, branch=one.id) for one in ways)
    lots = [order.lots for order in bound(contingencies=events, branches=ways).frame.orders]
    assert [[lot.draw for lot in some] for some in lots] == [[LINES]] * 3
    ends = [(lot.low, lot.high) for (lot,) in lots]
    assert ends == [(0.0, 0.5), (0.5, 0.8), (0.8, 1.0)]


def test_rules_come_after_events_and_each_time_anew_answers_first() -> None:
    answers = (
        Answer(when(action=TEST), ANSWER, 1),
        Answer(when(action="prk_icbm_test"), ANSWER, 2),
    )
    more = Answer(when(action=TEST), ANSWER, 3)
    rules = {"KOR": Rules(always=("kor_indirect_aid",), answers=(*answers, more))}
    case = bound(contingencies=(event(),), rules=rules)
    test, icbm, answer = map(number, (TEST, "prk_icbm_test", ANSWER))
    assert case.frame.orders == (
        Order(number(AID), last=event().last, until=event().until),
        Order(answer, Done(test, 1), once=False),
        Order(answer, Done(icbm, 1), within=2, once=False, month=LINES),
        Order(answer, Done(test, 1), within=3, once=False, month=LINES + 1),
        Order(number("kor_indirect_aid"), once=False),
    )


def test_what_is_never_done_and_instruments_that_are_held_are_barred_together() -> None:
    held = WORLD.actions[AID].instrument
    line = CASE.line[number(AID)]
    acts = {k for k in range(CASE.frame.actions) if CASE.line[k] == line}
    case = bound(rules={"KOR": Rules(never=(ANSWER, AID), hold=(held,))})
    assert case.frame.bars == (Bar(tuple(sorted({*acts, number(ANSWER)}))),)
    assert bound(rules={"KOR": Rules(always=(AID,))}).frame.bars == ()


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_is_the_orders_and_bars_of_its_actor(name: str) -> None:
    case = bound(rules={"PRK": Rules(policy=name)})  # type: ignore[arg-type]
    orders, bars = POLICIES[name](CASE.frame, NAMES.parties.index("PRK"))
    assert case.frame.orders == tuple(replace(one, policy=True) for one in orders)
    assert case.frame.bars == tuple(replace(one, policy=True) for one in bars)
    assert bound(rules={"PRK": Rules(policy="model")}).frame == CASE.frame


def test_deeds_that_are_named_or_described() -> None:
    both = condition(action=(TEST, "prk_icbm_test"), within=3)
    assert both == Either((Done(number(TEST), 3), Done(number("prk_icbm_test"), 3)))
    found = condition(by="PRK", harms="KOR", within=2)
    assert isinstance(found, Either)
    described = {NAMES.actions[one.k] for one in found.parts if isinstance(one, Done)}
    mine = {name for name, one in WORLD.actions.items() if one.owner == "PRK"}
    assert TEST in described < mine
    assert all(WORLD.actions[name].impacts["KOR"].value < 0.0 for name in described)


PAIR = (NAMES.parties.index("RUS"), NAMES.parties.index("KOR"))
ALLY = (NAMES.parties.index("KOR"), NAMES.parties.index("USA"))
SEA, AIDED = NAMES.theatres.index("korean_peninsula"), NAMES.postures.index("rok_lethal_aid")
DIRECT = WORLD.postures["rok_lethal_aid"].levels.index("direct")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ({"tension": "korean_peninsula", "at_least": 4.0}, Level("e", SEA, 4.0, ALL)),
        ({"tension": "korean_peninsula", "at_most": 4.0}, Level("e", SEA, -ALL, 4.0)),
        ({"tension": "korean_peninsula", "rises_by": 1.0}, Level("e", SEA, 1.0, ALL, moved=True)),
        ({"alignment": "RUS>KOR", "falls_by": 0.1}, Level("a", PAIR, -ALL, -0.1, moved=True)),
        ({"assurance": "KOR>USA", "at_most": 0.5}, Level("r", ALLY, -ALL, 0.5)),
        (
            {"posture": "rok_lethal_aid", "at_least": "direct"},
            Level("posture", AIDED, float(DIRECT), ALL),
        ),
        ({"not": {"action": TEST}}, Not(Done(number(TEST), 1))),
        (
            {"all": ({"action": TEST}, {"tension": "korean_peninsula", "at_least": 4.0})},
            Every((Done(number(TEST), 1), Level("e", SEA, 4.0, ALL))),
        ),
        (
            {"any": ({"action": TEST}, {"action": "prk_icbm_test"})},
            Either((Done(number(TEST), 1), Done(number("prk_icbm_test"), 1))),
        ),
    ],
    ids=str,
)
def test_a_condition_over_names_is_one_over_slots(text: dict[str, Any], wanted: Condition) -> None:
    assert condition(**text) == wanted


def test_a_threat_is_pulled_by_its_triggers_by_what_is_to_end_or_by_what_is_held() -> None:
    found, kinds = {}, set()
    for name, threat in WORLD.threats.items():
        acts = [Done(number(k), 2) for k in (*threat.triggers, *threat.going_on)]
        held = [
            Level("posture", w, float(low), float(high))
            for w, low, high in CASE.frame.threats[NAMES.threats.index(name)].held
        ]
        found[name] = condition(threat=name, within=2)
        assert found[name] == Either((*acts, *held))
        kinds |= {kind for kind in ("triggers", "going_on", "held") if getattr(threat, kind)}
    assert kinds == {"triggers", "going_on", "held"}, "the world has threats of each kind"


def test_an_event_is_all_that_goes_by_its_name() -> None:
    """Twice on condition, and for sure in steps 3 and 6; months after that the condition holds."""
    others = tuple(event(TEST, name, id="test") for name in ("test/1", "test/2"))
    sure = tuple(Event(step, TEST, id="test") for step in (3, 6))
    waits = event(when=when(event="test", within=2))
    *_, order = bound(events=sure, contingencies=(*others, waits)).frame.orders
    assert order.when == Either((Carried(0, 2), Carried(1, 2), Months(4, 5), Months(7, 8)))
    (alone,) = bound(events=sure[:1], contingencies=(waits,)).frame.orders
    assert alone.when == Months(4, 5)
    long = event(when=when(event="test", within=600))
    (ever,) = bound(
        events=(Event(FOREVER - 9, TEST, id="test"),), contingencies=(long,)
    ).frame.orders
    assert ever.when == Months(FOREVER - 8, FOREVER)


def test_an_actor_decides_for_sure_where_no_event_may_come_and_nothing_is_barred() -> None:
    """An event may take its whole instrument, a bar leaves the rest of it."""
    once: dict[str, Any] = {"first": 3, "last": 3, "after": 1, "until": 6}
    case = bound(contingencies=(event(when=when(action=TEST), **once),))
    bar = Bar((number(TEST),), first=2, last=3)
    frame = replace(case.frame, bars=(bar,))
    case = replace(case, laws=replace(case.laws, frame=frame))
    line = CASE.line == CASE.line[number(AID)]
    assert line.sum() > 1
    for step in range(1, 9):
        wanted = CASE.free(step)
        wanted[line & (4 <= step <= 6)] = 0.0
        wanted[number(TEST)] *= not 2 <= step <= 3
        assert np.array_equal(case.undirected(step), wanted), step
    both = [np.stack([one.undirected(t) for t in range(1, 9)]) for one in (case, CASE)]
    assert np.array_equal(free((CASE, case), 8), both[0] * both[1])
    assert (both[0] != both[1]).any()


def test_each_step_has_its_own_deeds_and_takes_their_instruments() -> None:
    events = (Event(2, AID), Event(2, TEST), Event(4, ANSWER), Event(7, TEST))
    case = bound(events=events)
    for first, steps in ((1, 8), (2, 3), (4, 9)):
        told = case.directions(steps, first)
        for step in range(first, first + steps):
            row = told.row[step - first]
            deeds = {number(one.action) for one in events if one.step == step}
            assert (row == NO_ROW) == (not deeds), step
            if deeds:
                assert {int(k) for k in np.flatnonzero(told.scripted[row])} == deeds
                lines = {int(n) for n in np.flatnonzero(told.free[row] == 0.0)}
                assert lines == {int(CASE.line[k]) for k in deeds}
                assert set(told.free[row]) == {0.0, 1.0}
