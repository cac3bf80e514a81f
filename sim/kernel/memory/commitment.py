"""Commitment: a promise is changed by pledges made or withdrawn, and stands."""

from sim.kernel.algebra import clip, total
from sim.kernel.law import Bookings, reading
from sim.kernel.symbols import Symbols, Values


@reading
def promised(s: Symbols, p: Values) -> Bookings:
    """promised[i,o] = c[i,o] + Σ_k share[k,o] · pledge[k,i] · taken[k], from 0 to 1"""
    alone: dict[tuple[int, int], list[int]] = {pair: [] for pair in p.pairs}
    joined: dict[tuple[int, int], list[int]] = {pair: [] for pair in p.pairs}
    for act in p.acts:
        for i in act.pledge:
            alone[i, act.owner].append(act.k)
            for o in act.alongside:
                if o != i:
                    joined[i, o].append(act.k)
    for i, o in p.pairs:
        steps = total(p.pledge[k, i] * s.taken[k] for k in alone[i, o])
        steps = steps + total(p.share[k, o] * p.pledge[k, i] * s.taken[k] for k in joined[i, o])
        yield (i, o), clip(s.c[i, o] + steps, 0.0, 1.0)


def commitment(s: Symbols, p: Values) -> Bookings:
    """c[i,o] = promised[i,o]"""
    for pair in p.pairs:
        yield pair, s.promised[pair]
