"""Bidding: a patron courts its client as another patron comes closer to it than itself."""

from sim.kernel.algebra import Column, largest, total
from sim.kernel.frame import Act
from sim.kernel.law import Bookings, reading
from sim.kernel.symbols import Symbols, Values


@reading
def outbid(s: Symbols, p: Values) -> Bookings:
    """outbid[o,m] = d[m,o] · ( max_i a[m,i] − a[m,o] ),   i ≠ o, m"""
    for o in p.actors:
        for m in p.actors:
            rivals = [i for i in p.actors if i not in (o, m) and (m, i) in p.client]
            if m != o and (m, o) in p.client and rivals:
                closest = largest(1.0 + s.a[m, i] for i in rivals) - 1.0
                yield (o, m), s.d[m, o] * (closest - s.a[m, o])


def bidding(act: Act, s: Symbols, p: Values) -> Column | None:
    """U_o(k) = Σ_m outbid[o,m] · x[k,m] over those that see it"""
    o = act.owner
    clients = [m for m in act.impact if (o, m) in s.outbid and m not in act.hidden]
    return total(s.outbid[o, m] * p.x[act.k, m] for m in clients) if clients else None
