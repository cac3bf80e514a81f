"""Influence: gain clients, and contest the clients of rivals.

t[k,m] is the share of m's dependence that the action moves to its owner.
"""

from sim.kernel.algebra import Column, total
from sim.kernel.frame import Act
from sim.kernel.law import Bookings, reading
from sim.kernel.symbols import Symbols, Values


@reading
def prize(s: Symbols, p: Values) -> Bookings:
    """prize[o,m] = 1 − d[m,o] + Σ_i d[m,i] · (1 − a[o,i]) / 2,   i ≠ o"""
    for o, m in dict.fromkeys((act.owner, m) for act in p.acts for m in act.transfer):
        rivals = (i for i in p.actors if i not in (o, m) and (m, i) in p.client)
        contested = total(s.d[m, i] * (1.0 - s.a[o, i]) / 2.0 for i in rivals)
        yield (o, m), 1.0 - s.d[m, o] + contested


def influence(act: Act, s: Symbols, p: Values) -> Column | None:
    """U_o(k) = Σ_m t[k,m] · ( 1 − d[m,o] + Σ_{i≠o} d[m,i] · (1 − a[o,i]) / 2 )"""
    if not act.transfer:
        return None
    return total(p.transfer[act.k, m] * s.prize[act.owner, m] for m in act.transfer)
