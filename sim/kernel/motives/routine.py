"""Routine: what is standing practice after a deed follows it, whoever weighs what.

(standard operating procedures: Allison 1971)
"""

from sim.kernel.algebra import Column, total
from sim.kernel.frame import Act
from sim.kernel.symbols import Symbols, Values


def routine(act: Act, s: Symbols, p: Values) -> Column | None:
    """U_o(k) = Σ_l routine[k,l] · surprise[l] of the step before"""
    if not act.routine:
        return None
    return total(p.routine[act.k, trigger] * s.before[trigger] for trigger in act.routine)
