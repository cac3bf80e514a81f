"""Self-help: replace an ally's protection when it is doubted and the threat is high.

Protection is a promise times the belief in it (Snyder, Cha). Threat is power, nearness and intent
(Walt 1987); intent is read from how j stands toward o and from what j has lately done to it.
"""

from sim.kernel.algebra import Column, largest, maximum, total
from sim.kernel.frame import Act
from sim.kernel.law import Bookings, reading
from sim.kernel.symbols import Symbols, Values


@reading
def threat(s: Symbols, p: Values) -> Bookings:
    """threat[o,j] = might[j] · proximity[o,j] · ( max(0, −a[j,o]) + max(0, g[o,j]) )"""
    for o, j in p.pairs:
        if o in p.actors and j in p.actors:
            menace = maximum(0.0, -s.a[j, o]) + maximum(0.0, s.g[o, j])
            yield (o, j), s.might[j] * p.proximity[o, j] * menace


@reading
def need(s: Symbols, p: Values) -> Bookings:
    """need[o] = (1 − max_j c[o,j] · r[o,j]) · Σ_j threat[o,j]"""
    for o in p.actors:
        others = [j for j in p.actors if j != o]
        best = largest(s.c[o, j] * s.r[o, j] for j in others if (o, j) in p.allied)
        yield o, (1.0 - best) * total(s.threat[o, j] for j in others)


def self_help(act: Act, s: Symbols, p: Values) -> Column | None:
    """U_o(k) = self_help[k] · (1 − max_j c[o,j] · r[o,j]) · Σ_j threat[o,j]"""
    return p.self_help[act.k] * s.need[act.owner] if act.self_help else None
