"""Retaliation: pay back harm beyond what was expected."""

from sim.kernel.algebra import maximum
from sim.kernel.law import Worths
from sim.kernel.symbols import Symbols, Values


def retaliation(o: int, s: Symbols, p: Values) -> Worths:
    """U_o(k) = −Σ_m max(0, g[o,m]) · x[k,m]

    g is the grievance: harm +, help −.
    """
    for m in p.parties:
        if m != o:
            yield m, -maximum(0.0, s.g[o, m])
