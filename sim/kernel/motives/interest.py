"""Interest: help friends, hurt rivals."""

from sim.kernel.law import Worths
from sim.kernel.symbols import Symbols, Values


def interest(o: int, s: Symbols, p: Values) -> Worths:
    """U_o(k) = Σ_m a[o,m] · x[k,m]"""
    for m in p.parties:
        if m != o:
            yield m, s.a[o, m]
