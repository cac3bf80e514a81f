"""Grievance: a fading memory of what another did beyond what was expected (harm +, help −)."""

from sim.kernel.algebra import total
from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def grievance(s: Symbols, p: Values) -> Bookings:
    """g[i,o] = keep · g[i,o] − Σ_k x[k,i] · surprise[k]"""
    for i, o in p.pairs:
        felt = total(s.good[o, i] for _ in range((o, i) in s.good))
        yield (i, o), p.keep["grievance"] * s.g[i, o] - felt
