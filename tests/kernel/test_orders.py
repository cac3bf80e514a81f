"""Orders and bars, month by month: one run at a time, whose every draw is said.

Draws of lines are so low that nobody does anything, unless a test says otherwise.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.binding.luck import Luck
from sim.kernel.arrays import Floats
from sim.kernel.condition import Carried, Condition, Done, Either, Every, Level, Months, Not
from sim.kernel.engine.keep import Path
from sim.kernel.frame import Bar, Lot, Order
from tests.kernel.hand import hand

STEPS = 8
SMALL = hand(
    {
        "alp_first": {"instrument": "alp_line"},
        "alp_second": {
            "instrument": "alp_line",
            "requires": [{"posture": "course", "at_least": "high"}],
        },
        "alp_turns": {"moves": {"course": "high"}},
        "bet_acts": {"escalates": {"sea": 1.0}},
    },
    postures={"course": {"levels": ["none", "low", "high"], "start": "low"}},
)
NAMES, FRAME = SMALL.case.names, SMALL.case.frame
FIRST, SECOND, TURNS, BET = (
    NAMES.actions.index(name) for name in ("alp_first", "alp_second", "alp_turns", "bet_acts")
)
LUCK, MONTH = len(FRAME.lines), len(FRAME.lines) + 1  # draws of orders
ALWAYS: Condition | None = None
BY_BET = Done(BET, 1)


def played(
    *orders: Order,
    bars: tuple[Bar, ...] = (),
    script: Mapping[int, str] | None = None,
    drawn: Mapping[tuple[int, int], float] | None = None,
) -> dict[str, Floats]:
    """Symbol -> (step − 1, column). ``drawn``: (month, draw) -> the number that falls."""
    frame = replace(FRAME, orders=orders, bars=bars)
    case = replace(
        SMALL.case,
        laws=replace(SMALL.case.laws, frame=frame),
        script={step: SMALL.script(name) for step, name in (script or {}).items()},
    )
    steps = np.full((STEPS, frame.draws, 1), 0.01)
    for (month, draw), number in (drawn or {}).items():
        steps[month - 1, draw] = number
    keep: dict[str, Any] = {
        x: Path(case.slots(x)) for x in ("taken", "chance", *(("own", "fires") if orders else ()))
    }
    batch = case.batch_of(case.values.central(1))
    kept = case.keep(Luck(np.zeros((1, 0)), steps), keep, batch)
    return {name: rows[:, :, 0] for name, rows in kept.items()}


def months(rows: Floats, column: int) -> list[int]:
    """In which months something is done."""
    return [int(n) + 1 for n in np.flatnonzero(rows[:, column] > 0.0)]


def fired(*orders: Order, **how: Any) -> list[list[int]]:
    """The months in which each order is carried out."""
    rows = played(*orders, **how)["fires"]
    return [months(rows, e) for e in range(len(orders))]


# When it falls due


def test_its_condition_is_watched_in_its_window_alone() -> None:
    order = Order(FIRST, BY_BET, first=3, last=4, once=False)
    script = dict.fromkeys((1, 2, 3, 4), "bet_acts")
    assert fired(order, script=script) == [[3, 4]]
    assert fired(order, script={1: "bet_acts", 4: "bet_acts"}) == [[]]
    assert fired(order) == [[]]


def test_it_falls_due_some_months_after() -> None:
    assert fired(Order(FIRST, first=2, last=2)) == [[2]]
    assert fired(Order(FIRST, first=2, last=2, after=3)) == [[5]]
    assert fired(Order(FIRST, BY_BET, after=3), script={1: "bet_acts"}) == [[5]]


def test_it_can_be_carried_out_up_to_a_month() -> None:
    """The deed becomes possible in month 4."""
    script = {3: "alp_turns"}
    assert fired(Order(SECOND), script=script) == [[4]]
    assert fired(Order(SECOND, until=4), script=script) == [[4]]
    assert fired(Order(SECOND, until=3), script=script) == [[]]


@pytest.mark.parametrize(
    ("number", "month"), [(0.0, 2), (0.24, 2), (0.25, 3), (0.6, 4), (0.75, 5), (0.99, 5)]
)
def test_each_month_of_a_window_is_as_likely(number: float, month: int) -> None:
    order = Order(FIRST, first=2, last=2, within=4, month=MONTH)
    assert fired(order, drawn={(2, MONTH): number}) == [[month]]


def test_luck_is_drawn_once_however_long_the_condition_holds() -> None:
    order = Order(FIRST, within=4, month=MONTH)
    assert fired(order, drawn={(1, MONTH): 0.99, (2, MONTH): 0.0}) == [[4]]


@pytest.mark.parametrize(
    ("number", "given"), [(0.1, False), (0.3, True), (0.59, True), (0.6, False), (0.9, False)]
)
def test_a_lot_falls_to_it_between_its_ends(number: float, *, given: bool) -> None:
    order = Order(FIRST, first=2, last=2, lots=(Lot(LUCK, 0.3, 0.6),))
    assert fired(order, drawn={(2, LUCK): number}) == [[2] if given else []]


def test_every_lot_must_fall_to_it() -> None:
    order = Order(FIRST, first=2, last=2, lots=(Lot(LUCK, 0.0, 0.5), Lot(MONTH, 0.5, 1.0)))
    assert fired(order, drawn={(2, LUCK): 0.4, (2, MONTH): 0.6}) == [[2]]
    assert fired(order, drawn={(2, LUCK): 0.4, (2, MONTH): 0.4}) == [[]]
    assert fired(order, drawn={(2, LUCK): 0.6, (2, MONTH): 0.6}) == [[]]


def test_what_luck_has_not_given_is_lost_unless_it_may_come_again() -> None:
    order = Order(FIRST, first=2, lots=(Lot(LUCK, 0.5, 1.0),))
    drawn = {(4, LUCK): 0.9, (6, LUCK): 0.9}
    assert fired(order, drawn=drawn) == [[]]
    assert fired(replace(order, once=False), drawn=drawn) == [[4, 6]]


# When it is carried out


def test_once_or_whenever_its_condition_holds() -> None:
    script = {1: "bet_acts", 4: "bet_acts"}
    assert fired(Order(FIRST, BY_BET), script=script) == [[2]]
    assert fired(Order(FIRST, BY_BET, once=False), script=script) == [[2, 5]]
    assert fired(Order(FIRST, once=False)) == [[*range(1, STEPS + 1)]]


def test_it_waits_for_its_instrument() -> None:
    assert fired(Order(FIRST, first=2, last=2), script={2: "alp_first"}) == [[3]]
    assert fired(Order(FIRST, first=2, last=2), script={2: "bet_acts"}) == [[2]]


def test_of_two_on_one_instrument_the_first_goes_first() -> None:
    one, other = Order(FIRST, first=2, last=2), Order(FIRST, first=2, last=2)
    assert fired(one, other) == [[2], [3]]
    assert fired(one, Order(BET, first=2, last=2)) == [[2], [2]], "of another instrument"


def test_what_is_ordered_takes_its_instrument_and_is_not_its_actors_own() -> None:
    """Luck would have ALP and BET act in months 2 and 3; month 3 is ordered, for ALP alone."""
    line = FRAME.acts[FIRST].line
    other = FRAME.acts[BET].line
    drawn = {(month, n): 0.99 for month in (2, 3) for n in (line, other)}
    script = {5: "alp_first", 6: "alp_turns"}
    found = played(Order(FIRST, first=3, last=3), drawn=drawn, script=script)
    assert months(found["taken"], FIRST) == [2, 3, 5]
    assert found["taken"].max() == 1.0
    assert months(found["own"], FIRST) == [2]
    assert months(found["own"], BET) == months(found["taken"], BET) == [2, 3]
    assert months(found["taken"], TURNS) == [6]
    assert not months(found["own"], TURNS)


def test_a_bar_makes_impossible_in_its_months_while_its_condition_holds() -> None:
    drawn = {(month, FRAME.acts[FIRST].line): 0.99 for month in range(1, STEPS + 1)}
    script = dict.fromkeys((1, 3, 4, 5), "bet_acts")
    for when, barred in ((ALWAYS, {3, 4, 5}), (BY_BET, {4, 5}), (Not(BY_BET), {3})):
        bar = Bar((FIRST,), when, first=3, last=5)
        found = played(bars=(bar,), drawn=drawn, script=script)
        left = sorted(set(range(1, STEPS + 1)) - barred)
        assert months(found["taken"], FIRST) == months(found["chance"], FIRST) == left
        found = played(Order(FIRST, first=3, last=3), bars=(bar,), script=script)
        assert months(found["fires"], 0) == [min(set(range(3, STEPS)) - barred)]


def test_a_policys_bar_holds_up_its_own_orders_and_not_what_the_scenario_says() -> None:
    """Nor what the scenario says where it bars the same deed itself; postures it needs all."""
    bar, own = Bar((FIRST,), policy=True, last=3), Bar((FIRST,), last=3)
    said, played_ = Order(FIRST), Order(FIRST, policy=True)
    for order, bars, month in (
        (said, (bar,), 1),
        (played_, (bar,), 4),
        (said, (own,), 4),
        (said, (bar, own), 4),
    ):
        assert fired(order, bars=bars) == [[month]]
    other = Bar((SECOND,), policy=True)
    assert fired(Order(SECOND), bars=(other,), script={3: "alp_turns"}) == [[4]]
    drawn = {(month, FRAME.acts[FIRST].line): 0.99 for month in range(1, STEPS + 1)}
    assert months(played(bars=(bar,), drawn=drawn)["taken"], FIRST) == [4, 5, 6, 7, 8]


# Conditions


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        (Done(BET, 1), {4}),
        (Done(BET, 3), {4, 5, 6}),
        (Months(2, 5), {2, 3, 4, 5}),
        (Not(Months(2, 5)), {1, 6, 7, 8}),
        (Every((Months(2, 5), Done(BET, 3))), {4, 5}),
        (Every((Months(2, 5), Months(4, 8), Months(5, 6))), {5}),
        (Either((Months(2, 2), Done(BET, 1))), {2, 4}),
        (Either((Months(2, 2), Done(BET, 1), Months(7, 7))), {2, 4, 7}),
        (Not(Either((Months(1, 2), Done(BET, 3)))), {3, 7, 8}),
        (Level("posture", 0, 1.0, 1.0), {1, 2, 3, 4, 5, 6}),
        (Level("posture", 0, 2.0, 2.0), {7, 8}),
        (Level("posture", 0, 0.0, 1.5), {1, 2, 3, 4, 5, 6}),
        (Level("posture", 0, 1.0, 9.0, moved=True), {7, 8}),
        (Level("posture", 0, -9.0, 0.0, moved=True), {1, 2, 3, 4, 5, 6}),
        (Level("e", 0, 0.5, 9.0, moved=True), {4}),
    ],
    ids=str,
)
def test_a_condition_holds_before_the_deeds_of_a_month(when: Condition, holds: set[int]) -> None:
    """BET escalates in month 3, ALP turns from low to high in month 6."""
    order = Order(FIRST, when, once=False)
    assert fired(order, script={3: "bet_acts", 6: "alp_turns"}) == [sorted(holds)]


def test_a_condition_on_another_order() -> None:
    other = Order(BET, first=2, last=2)
    for length, holds in ((1, [3]), (3, [3, 4, 5])):
        order = Order(FIRST, Carried(0, length), once=False)
        assert fired(other, order) == [[2], holds]
