"""Resolve: the audience cost of not carrying out a threat whose trigger has been pulled.

(Schelling 1966; Fearon 1994)
"""

from sim.kernel.algebra import Column, total
from sim.kernel.frame import Act
from sim.kernel.symbols import Symbols, Values


def resolve(act: Act, s: Symbols, p: Values) -> Column | None:
    """U_o(k) = Σ_t promise[k,t] · pulled[t]"""
    threats = [t for t, threat in enumerate(p.threats) if act.k in threat.promises]
    if not threats:
        return None
    return total(p.promise[act.k, t] * s.pulled[t] for t in threats)
