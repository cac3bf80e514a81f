"""Regard: what others will think, most of all those the actor depends on.

s[j,k] = x[k,j] + φ_j · Σ_m a[j,m] · x[k,m] is how observer j reads the action. Who does not see it
reads nothing in it, and nobody reads what it does to those who do not.
"""

from sim.kernel.algebra import Column, total
from sim.kernel.frame import Act
from sim.kernel.law import Bookings, reading
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


@reading
def regarded(s: Symbols, p: Values) -> Bookings:
    """regarded[o,m] = attention[o,m] + Σ_j echo[o,j] · a[j,m],   j ≠ o, m

    What the good of m is worth in an act that all see.
    """
    for o, m in p.pairs:
        if o in p.actors:
            own = total(s.attention[o, j] for j in p.actors if j == m)
            others = (j for j in p.actors if j not in (o, m))
            yield (o, m), own + total(s.echo[o, j] * s.a[j, m] for j in others)


def regard(act: Act, s: Symbols, p: Values) -> Column | None:
    """U_o(k) = Σ_j might[j] · (base_o + d[o,j]) · s[j,k] over the others j that see it"""
    o, k = act.owner, act.k
    seen = [m for m in act.impact if m not in act.hidden]
    if not seen:
        return None
    public = total(s.regarded[o, m] * p.x[k, m] for m in seen)
    unaware = [j for j in p.actors if j in act.hidden]
    if not unaware:
        return public
    return public - total(s.echo[o, j] * s.a[j, m] * p.x[k, m] for j in unaware for m in seen)
