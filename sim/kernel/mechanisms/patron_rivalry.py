"""Patron rivalry: a patron resents whoever takes over its client.

t[m] is the share of m's dependence that the deed moves to its owner o. The same transfer displaces
m's dependence on i: see :mod:`sim.kernel.memory.dependence`.

(wedge strategies: Crawford 2011; the reading of Beijing in both articles)
"""

from sim.kernel.algebra import total
from sim.kernel.deeds import Deed
from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def patron_rivalry(deed: Deed, s: Symbols, p: Values) -> Bookings:
    """z[i,o] −= ω_i · Σ_m d[m,i] · t[m],   i ≠ o"""
    for i in p.actors:
        lost = [(m, t) for m, t in deed.moved.items() if m != i and (m, i) in p.client]
        if i != deed.owner and lost:
            yield (i, deed.owner), -p.omega[i] * total(s.d[m, i] * t for m, t in lost)
