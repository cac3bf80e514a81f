"""Reciprocity: a state answers in kind what is done to it. (Goldstein and Freeman 1990)"""

from sim.kernel.deeds import Deed
from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def reciprocity(deed: Deed, s: Symbols, p: Values) -> Bookings:
    """z[i,o] += ρ_i · x[i]"""
    for i, x in deed.good.items():
        if i in p.actors:
            yield (i, deed.owner), p.rho[i] * x
