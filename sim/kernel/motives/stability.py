"""Stability: do not stir a theatre that is already tense.

The spiral model of a crisis: restraint is the initiator's and the bystander's. Who has been hurt
does not count the heat that came with it, and so is not the one to be held back by it.

(Jervis 1976, 1978)
"""

from sim.kernel.algebra import Column, clip, largest, total
from sim.kernel.frame import Act
from sim.kernel.law import Bookings, reading
from sim.kernel.symbols import Symbols, Values


@reading
def heat(s: Symbols, p: Values) -> Bookings:
    """heat[o,q] = e_ref[q] + ( e[q] − e_ref[q] ) · ( 1 − max_m hurt[o,m] ), the max from 0 to 1"""
    for o in p.actors:
        hurt = clip(largest(s.hurt[o, m] for m in p.actors if m != o), 0.0, 1.0)
        for q in p.theatres:
            yield (o, q), p.e_ref[q] + (s.e[q] - p.e_ref[q]) * (1.0 - hurt)


def stability(act: Act, s: Symbols, p: Values) -> Column | None:
    """U_o(k) = −Σ_q aversion[o,q] · escalation[k,q] · heat[o,q]"""
    o = act.owner
    if not act.escalation:
        return None
    return -total(p.aversion[o, q] * p.escalation[act.k, q] * s.heat[o, q] for q in act.escalation)
