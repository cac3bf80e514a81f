"""Entrapment: a state cools on an ally that escalates where the state wants quiet.

c[o,i] is i's own promise to defend o: it is i's promise that can drag i in.

(Snyder 1984; Cha 2000)
"""

from sim.kernel.algebra import total
from sim.kernel.deeds import Deed
from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def entrapment(deed: Deed, s: Symbols, p: Values) -> Bookings:
    """z[i,o] −= ε_i · c[o,i] · Σ_q aversion[i,q] · escalation[q]"""
    o = deed.owner
    for i in p.actors:
        if (o, i) in p.allied and deed.stirred:
            heat = total(p.aversion[i, q] * stirred for q, stirred in deed.stirred.items())
            yield (i, o), -p.epsilon[i] * s.c[o, i] * heat
