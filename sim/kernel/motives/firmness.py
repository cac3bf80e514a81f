"""Firmness: who is hurt, or whose ally is hurt, gains by being seen to answer.

The deterrence model of a crisis, beside the spiral model that stability stands for: a show of force
is worth more the more its author, or one it has promised to defend, has suffered from the other.

(Jervis 1976; Morgan 2003 on general deterrence; Snyder 1997 on the reputation of an ally)
"""

from sim.kernel.algebra import Column, total
from sim.kernel.frame import Act
from sim.kernel.symbols import Symbols, Values


def firmness(act: Act, s: Symbols, p: Values) -> Column | None:
    """U_o(k) = Σ_m force[k,m] · hurt[o,m]"""
    if not act.shows_force:
        return None
    return total(p.force[act.k, m] * s.hurt[act.owner, m] for m in act.shows_force)
