"""Bidding: a patron courts its client as another patron comes closer to it than itself."""

from sim.kernel.algebra import largest
from sim.kernel.law import Worths
from sim.kernel.symbols import Symbols, Values


def bidding(o: int, s: Symbols, p: Values) -> Worths:
    """U_o(k) = Σ_m d[m,o] · ( max_i a[m,i] − a[m,o] ) · x[k,m],   i ≠ o, m"""
    for m in p.actors:
        rivals = [i for i in p.actors if i not in (o, m) and (m, i) in p.client]
        if m != o and (m, o) in p.client and rivals:
            closest = largest(s.a[m, i] for i in rivals)
            yield m, s.d[m, o] * (closest - s.a[m, o])
