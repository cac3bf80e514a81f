"""Grievance: a fading memory of what another did beyond what was expected (harm +, help −)."""

from sim.kernel.algebra import total
from sim.kernel.law import Bookings, reading
from sim.kernel.symbols import Symbols, Values


@reading
def hurt(s: Symbols, p: Values) -> Bookings:
    """hurt[o,m] = g[o,m] + Σ_i c[i,o] · g[i,m],   i ≠ o, m

    What m has lately done to o, and to those that o has promised to defend; below 0 where it has
    held back.
    """
    for o, m in p.pairs:
        if o in p.actors:
            allies = (i for i in p.parties if i not in (o, m) and (i, o) in p.allied)
            yield (o, m), s.g[o, m] + total(s.c[i, o] * s.g[i, m] for i in allies)


def grievance(s: Symbols, p: Values) -> Bookings:
    """g[i,o] = keep · g[i,o] − Σ_k x[k,i] · surprise[k]"""
    for i, o in p.pairs:
        felt = total(s.good[o, i] for _ in range((o, i) in s.good))
        yield (i, o), p.keep["grievance"] * s.g[i, o] - felt
