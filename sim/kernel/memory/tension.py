"""Tension: escalation beyond what was expected moves it, and it fades toward its reference.

A rung is a rung at the reference; toward either end of the scale each is harder than the last.
"""

from sim.kernel.algebra import clip, maximum, minimum, total
from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values

MAX_TENSION = 10.0
SLIVER = 0.1  # of tension: the least room above or below a reference that is reckoned with


def tension(s: Symbols, p: Values) -> Bookings:
    """e[q] = e_ref + keep · (e[q] − e_ref) + moved

    moved = Σ_k escalation[k,q] · surprise[k], times (10 − e) / (10 − e_ref) if upward, e / e_ref
    if downward.
    """
    for q in p.theatres:
        e, rest = s.e[q], p.e_ref[q]
        stirred = total(s.stirred[q] for _ in range(q in s.stirred))
        above = (MAX_TENSION - e) / maximum(SLIVER, MAX_TENSION - rest)
        below = e / maximum(SLIVER, rest)
        moved = maximum(0.0, stirred) * above + minimum(0.0, stirred) * below
        yield q, clip(rest + p.keep["tension"] * (e - rest) + moved, 0.0, MAX_TENSION)
