"""Threats: one stands once it has been declared; its pulled trigger is remembered until it is made
good."""

from sim.kernel.algebra import maximum, minimum, total
from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def standing(s: Symbols, p: Values) -> Bookings:
    """standing[t] = max(standing[t], declared)"""
    for t, threat in enumerate(p.threats):
        declared = minimum(1.0, total(s.taken[k] for k in threat.declarations))
        yield t, maximum(s.standing[t], declared)


def pulled(s: Symbols, p: Values) -> Bookings:
    """pulled[t] = max( keep · pulled[t] · (1 − made good), standing[t] · pulled now )"""
    for t, threat in enumerate(p.threats):
        made_good = total(p.promise[k, t] * s.taken[k] for k in threat.promises)
        left = p.keep["resolve"] * s.pulled[t] * maximum(0.0, 1.0 - made_good)
        now = minimum(1.0, total(s.taken[k] for k in threat.triggers))
        yield t, maximum(left, s.standing[t] * now)
