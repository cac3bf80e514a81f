"""Regard: what others will think, most of all those the actor depends on.

s[j,k] = x[k,j] + φ_j · Σ_m a[j,m] · x[k,m] is how observer j reads the action. Written as the worth
of each party's good to the owner: attention[o,m] + Σ_j echo[o,j] · a[j,m].
"""

from sim.kernel.algebra import total
from sim.kernel.law import Bookings, Worths, reading
from sim.kernel.symbols import Symbols, Values


@reading
def attention(s: Symbols, p: Values) -> Bookings:
    """attention[o,j] = might[j] · (base_o + d[o,j])"""
    for o, j in p.pairs:
        if o in p.actors and j in p.actors:
            yield (o, j), s.might[j] * (p.regard_base[o] + s.d[o, j])


@reading
def echo(s: Symbols, p: Values) -> Bookings:
    """echo[o,j] = attention[o,j] · φ_j"""
    for o, j in s.attention:
        yield (o, j), s.attention[o, j] * p.phi[j]


def regard(o: int, s: Symbols, p: Values) -> Worths:
    """U_o(k) = Σ_j might[j] · (base_o + d[o,j]) · s[j,k]"""
    for m in p.parties:
        if m != o:
            own = total(s.attention[o, j] for j in p.actors if j == m)
            others = (j for j in p.actors if j not in (o, m))
            yield m, own + total(s.echo[o, j] * s.a[j, m] for j in others)
