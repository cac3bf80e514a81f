"""Named policies on a small frame: what each has done, and what it bars."""

from dataclasses import replace
from typing import Any

from sim.binding.policies import POLICIES, Played
from sim.kernel.condition import Done, Either, Not
from sim.kernel.frame import Act, Bar, Frame, Order

ALP, BET, GAM, OTA = range(4)


def act(k: int, line: int, owner: int = ALP, **how: Any) -> Act:
    harms, helps = (frozenset(how.pop(name, ())) for name in ("harms", "helps"))
    return Act(k, owner, line, harms=harms, helps=helps, **how)


ACTS = (
    act(0, 0, harms={BET, GAM}),
    act(1, 0, harms={BET}, escalation=(0,)),
    act(2, 1, harms={BET}),
    act(3, 1, harms={OTA}),
    act(4, 2, escalation=(0, 1)),
    act(5, 2, helps={BET}),
    act(6, 2, helps={GAM}),
    act(7, 3, helps={BET}),
    act(8, 3, helps={BET, GAM}),
    act(9, 4, helps={GAM}, harms={OTA}),
    act(10, 5, BET, harms={ALP}),
    act(11, 5, BET, harms={GAM}),
    act(12, 6, GAM, alongside=(BET,), harms={ALP}),
    act(13, 6, GAM, helps={ALP}),
)
FRAME = Frame(actors=3, parties=4, theatres=2, levels=(), acts=ACTS)
BY_BET = Either((Done(10, 1), Done(12, 1)))  # alone, and alongside GAM
BY_GAM = Either((Done(12, 1),))


def played(name: str, actor: int = ALP) -> Played:
    return POLICIES[name](FRAME, actor)


def test_restraint_bars_what_may_harm_or_escalates() -> None:
    assert played("restraint") == ([], [Bar((0, 1, 2, 3, 4, 9))])
    assert played("restraint", GAM) == ([], [Bar((12,))])


def test_tit_for_tat_harms_nobody_that_has_not_harmed_it() -> None:
    _, bars = played("tit_for_tat")
    assert {bar.acts[0]: bar.when for bar in bars} == {
        0: Not(Either((BY_BET, BY_GAM))),
        1: Not(Either((BY_BET,))),
        2: Not(Either((BY_BET,))),
        3: None,  # OTA can do nothing to it
        9: None,
    }
    assert [len(bar.acts) for bar in bars] == [1] * 5


def test_tit_for_tat_answers_each_at_once_with_its_mildest_deed() -> None:
    """That which harms the fewest, then escalates least; to GAM it has only one that harms two."""
    orders, _ = played("tit_for_tat")
    assert orders == [Order(2, BY_BET, once=False), Order(0, BY_GAM, once=False)]


def test_the_hawk_takes_what_escalates_and_harms_most_first() -> None:
    orders, bars = played("hawk")
    assert [order.k for order in orders] == [4, 1, 0, 2, 3, 9]
    assert {(order.when, order.once) for order in orders} == {(None, False)}
    assert bars == []


def test_the_hedge_helps_another_the_month_after_by_another_instrument_and_harms_nobody() -> None:
    orders, bars = played("hedge")
    assert orders == [
        Order(8, Done(5, 1), once=False),  # GAM after BET, not by 6 of the same instrument
        Order(7, Done(6, 1), once=False),
        Order(6, Done(7, 1), once=False),
    ]  # and none after 8: nobody is left whom it has not helped
    assert bars == [Bar((0, 1, 2, 3, 9))]


def test_what_the_actors_own_rules_bar_is_no_act_of_its_policy() -> None:
    """What they bar for a time, or another policy does, is."""
    never = (Bar((2, 4)), Bar((0,), BY_BET), Bar((1,), policy=True))
    ruled = replace(FRAME, bars=never)
    orders, _ = POLICIES["hawk"](ruled, ALP)
    assert [order.k for order in orders] == [1, 0, 3, 9]
    orders, _ = POLICIES["tit_for_tat"](ruled, ALP)
    assert [order.k for order in orders] == [1, 0]
