"""Orders: what a scenario has done *if* something holds, and what it bars.

An order waits until its condition holds in a month of its window. Then luck decides, once, whether
it is given and in which of the months that it leaves room for; and it is carried out in the first
month from then on in which the deed is possible and its instrument free. A bar makes deeds
impossible while its condition holds; one of a policy holds up choices and the policy's own orders,
not what the scenario itself says. Nothing here is a law of the world: with no order and no bar,
nothing here does anything.
"""

from sim.kernel.algebra import Column, every, total, where
from sim.kernel.condition import NEVER, Condition, holds
from sim.kernel.frame import Order
from sim.kernel.law import Bookings, reading
from sim.kernel.memory.posture import stands
from sim.kernel.symbols import Symbols, Values

LOST = -1.0  # due, of an order that luck has not given


@reading
def barred(s: Symbols, p: Values) -> Bookings:
    """barred[b] = 1 while the condition of bar b holds, in the months of its window"""
    for b, bar in enumerate(p.bars):
        yield b, _in_months(s, bar.first, bar.last) * _met(bar.when, s)


@reading
def at(s: Symbols, p: Values) -> Bookings:
    """at[e] = the month in which order e falls due: as it stood, or drawn once its condition holds

    0: not yet; −1: luck has not given it. The month is drawn evenly among ``within`` months.
    """
    for e, order in enumerate(p.orders):
        met = _met(order.when, s) * _in_months(s, order.first, order.last)
        month = s.clock[0] + (1.0 + order.after)
        lost = LOST if order.once else 0.0
        given = where(_given(order, s), month + _delay(order, s), lost)
        waits = (s.due[e] >= 0.0) * (s.due[e] <= 0.0)
        yield e, where(waits * met, given, s.due[e])


@reading
def ready(s: Symbols, p: Values) -> Bookings:
    """ready[e] = 1 where order e is due, not carried out yet, possible, and its instrument free"""
    for e, order in enumerate(p.orders):
        now, act = s.clock[0] + 1.0, p.acts[order.k]
        due = (s.at[e] > 0.0) * (now >= s.at[e]) * (now <= float(order.until))
        left = s.done[e] >= NEVER if order.once else s.done[e] >= 0.0
        yield e, due * left * _possible(order, s, p) * s.free[act.line]


@reading
def fires(s: Symbols, p: Values) -> Bookings:
    """fires[e] = ready[e], unless one before it takes the instrument"""
    for e, order in enumerate(p.orders):
        line = p.acts[order.k].line
        first = (n for n, one in enumerate(p.orders[:e]) if p.acts[one.k].line == line)
        yield e, s.ready[e] * every(s.ready[n] <= 0.0 for n in first)


@reading
def open_(s: Symbols, p: Values) -> Bookings:
    """open[line] = free[line], unless an order takes it"""
    for n, _ in enumerate(p.lines):
        own = (e for e, order in enumerate(p.orders) if p.acts[order.k].line == n)
        yield n, s.free[n] * every(s.fires[e] <= 0.0 for e in own)


@reading
def ordered(s: Symbols, p: Values) -> Bookings:
    """ordered[k] = scripted[k] + Σ_e fires[e] of its orders"""
    for act in p.acts:
        own = (e for e, order in enumerate(p.orders) if order.k == act.k)
        yield act.k, s.scripted[act.k] + total(s.fires[e] for e in own)


def own(s: Symbols, p: Values) -> Bookings:
    """own[k] = taken[k] − ordered[k]: what its actor has decided itself"""
    if p.orders:
        for act in p.acts:
            yield act.k, s.taken[act.k] - s.ordered[act.k]


def due(s: Symbols, p: Values) -> Bookings:
    """due[e] = at[e]; 0 again once it is carried out, if it may be carried out again"""
    for e, order in enumerate(p.orders):
        yield e, s.at[e] if order.once else where(s.fires[e], 0.0, s.at[e])


def done(s: Symbols, p: Values) -> Bookings:
    """done[e] = months since order e was carried out"""
    for e, _ in enumerate(p.orders):
        yield e, where(s.fires[e], 1.0, s.done[e] + 1.0)


def since(s: Symbols, p: Values) -> Bookings:
    """since[k] = months since k was taken"""
    for k in s.since:
        yield k, where(s.taken[k] >= 1.0, 1.0, s.since[k] + 1.0)


def clock(s: Symbols, p: Values) -> Bookings:
    """clock = steps made"""
    for n in s.clock:
        yield n, s.clock[n] + 1.0


def begun(s: Symbols, p: Values) -> Bookings:
    """begun = 1 from the second step on"""
    for n in s.begun:
        yield n, s.begun[n] * 0.0 + 1.0


def noted(s: Symbols, p: Values) -> Bookings:
    """noted[x] = x as it stood at the start"""
    for symbol, key in s.noted:
        now = getattr(s, symbol)[key]
        yield (symbol, key), where(s.begun[0], s.noted[symbol, key], now)


def _possible(order: Order, s: Symbols, p: Values) -> Column:
    """As for its actor's own choice; but what policies alone bar, the scenario itself can say."""
    bars = [bar.policy for bar in p.bars if order.k in bar.acts]
    if order.policy or not bars or not all(bars):
        return s.possible[order.k]
    return every(stands(s, *need) for need in p.acts[order.k].needs)


def _met(condition: Condition | None, s: Symbols) -> Column:
    return every(()) if condition is None else holds(condition, s)


def _in_months(s: Symbols, first: int, last: int) -> Column:
    return (s.clock[0] >= first - 1.0) * (s.clock[0] <= last - 1.0)


def _given(order: Order, s: Symbols) -> Column:
    """1 where luck gives the order."""
    drawn = ((s.uniform[lot.draw], lot) for lot in order.lots)
    return every((number >= lot.low) * (number < lot.high) for number, lot in drawn)


def _delay(order: Order, s: Symbols) -> Column:
    """0 to ``within`` − 1 months, each as likely."""
    if order.month is None:
        return total(())
    bounds = (n / order.within for n in range(1, order.within))
    return total(s.uniform[order.month] >= bound for bound in bounds)
