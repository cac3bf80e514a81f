"""Commitment: a promise is changed by pledges made or withdrawn, and stands."""

from sim.kernel.algebra import Column, clip, total
from sim.kernel.law import Bookings, reading
from sim.kernel.symbols import Symbols, Values


@reading
def pledged(s: Symbols, p: Values) -> Bookings:
    """pledged[k,o] = taken[k] for its owner, share[k,o] · taken[k] for who does it alongside"""
    for act in p.acts:
        if act.pledge:
            yield (act.k, act.owner), s.taken[act.k]
            for o in act.alongside:
                yield (act.k, o), p.share[act.k, o] * s.taken[act.k]


@reading
def promised(s: Symbols, p: Values) -> Bookings:
    """promised[i,o] = c[i,o] + Σ_k pledge[k,i] · pledged[k,o], from 0 to 1"""
    steps: dict[tuple[int, int], list[Column]] = {pair: [] for pair in p.pairs}
    for k, o in s.pledged:
        for i in p.acts[k].pledge:
            if i != o:
                steps[i, o].append(p.pledge[k, i] * s.pledged[k, o])
    for pair in p.pairs:
        yield pair, clip(s.c[pair] + total(steps[pair]), 0.0, 1.0)


def commitment(s: Symbols, p: Values) -> Bookings:
    """c[i,o] = promised[i,o]"""
    for pair in p.pairs:
        yield pair, s.promised[pair]
