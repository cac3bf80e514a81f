"""Stability: do not stir a theatre that is already tense."""

from sim.kernel.algebra import Column, total
from sim.kernel.frame import Act
from sim.kernel.symbols import Symbols, Values


def stability(act: Act, s: Symbols, p: Values) -> Column | None:
    """U_o(k) = −Σ_q aversion[o,q] · escalation[k,q] · e[q]"""
    if not act.escalation:
        return None
    return -total(
        p.aversion[act.owner, q] * p.escalation[act.k, q] * s.e[q] for q in act.escalation
    )
