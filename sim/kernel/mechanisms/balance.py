"""Balance: the friend of my friend is my friend, the enemy of my friend is not.

ρ is the responsiveness of reciprocity, φ the actor's weight on friends and foes.
(Heider 1946; Cartwright and Harary 1956; Marvel, Kleinberg, Kleinberg and Strogatz 2011)
"""

from sim.kernel.algebra import total
from sim.kernel.deeds import Deed
from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def balance(deed: Deed, s: Symbols, p: Values) -> Bookings:
    """z[i,o] += ρ_i φ_i · Σ_m a[i,m] · x[m],   m ≠ i"""
    for i in p.actors:
        others = [(m, x) for m, x in deed.good.items() if m != i]
        if i != deed.owner and others:
            yield (i, deed.owner), p.rho[i] * p.phi[i] * total(s.a[i, m] * x for m, x in others)
