"""Dependence: what is supplied by one replaces in part what is supplied by others.

Linear in the surprise, so that what is expected moves nothing on average. The displacement of other
patrons is off with patron rivalry.
"""

from sim.kernel.algebra import clip, total
from sim.kernel.law import Bookings, reading
from sim.kernel.symbols import Symbols, Values


@reading
def gained(s: Symbols, p: Values) -> Bookings:
    """gained[m] = Σ_o moved[o,m]: what all patrons gain of m's dependence"""
    patrons: dict[int, list[int]] = {}
    for o, m in s.moved:
        patrons.setdefault(m, []).append(o)
    for m, each in patrons.items():
        yield m, total(s.moved[o, m] for o in each)


def dependence(s: Symbols, p: Values) -> Bookings:
    """d[m,o] = d_ref + keep · (held − d_ref)

    held = d[m,o] + moved[o] − displacement_m · Σ_{i≠o} moved[i] · d[m,o]
    """
    rivalry = p.on("patron_rivalry")
    for m, o in p.pairs:
        d, rest = s.d[m, o], p.d_ref[m, o]
        own = total(s.moved[o, m] for _ in range((o, m) in s.moved))
        all_ = total(s.gained[m] for _ in range(rivalry and m in s.gained))
        by_others = all_ - total(s.moved[o, m] for _ in range(rivalry and (o, m) in s.moved))
        held = d + own - p.displacement[m] * by_others * d
        yield (m, o), clip(rest + p.keep["dependence"] * (held - rest), 0.0, 1.0)
