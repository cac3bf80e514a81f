"""Capabilities: what is handed over is on its way first, then at hand, and wears out slowly.

Counted against what is usual, so that the world at rest builds nothing. Getting used to deliveries
does not undo them: they count by how often they come, not by how far they surprise.

(offensive capability as a part of threat: Walt 1987)
"""

from sim.kernel.algebra import maximum, total
from sim.kernel.law import Bookings, reading
from sim.kernel.symbols import Symbols, Values


@reading
def might(s: Symbols, p: Values) -> Bookings:
    """might[j] = max( 0, power_j + Σ_v stock[v] of what j holds )"""
    for j in p.actors:
        held = total(s.stock[v] for v, holder in enumerate(p.capabilities) if holder == j)
        yield j, maximum(0.0, p.power[j] + held)


def coming(s: Symbols, p: Values) -> Bookings:
    """coming[v] = (1 − delivery) · coming[v] + Σ_k built[k,v] · (taken[k] − possible[k] · b[k])"""
    for v in range(len(p.capabilities)):
        handed = total(
            p.built[act.k, v] * (s.taken[act.k] - s.possible[act.k] * p.base_rate[act.k])
            for act in p.acts
            if v in act.equips
        )
        yield v, (1.0 - p.delivery[v]) * s.coming[v] + handed


def stock(s: Symbols, p: Values) -> Bookings:
    """stock[v] = service · stock[v] + delivery · coming[v], both of the capability"""
    for v in range(len(p.capabilities)):
        yield v, p.service[v] * s.stock[v] + p.delivery[v] * s.coming[v]
