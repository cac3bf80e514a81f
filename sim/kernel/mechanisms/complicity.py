"""Complicity: a patron answers for what its client does, as far as the client rests on it.

(the charge that a patron could restrain its client: Crawford 2011; the worry of Beijing's scholars
that ties between Moscow and Pyongyang cost China friends)
"""

from sim.kernel.deeds import Deed
from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def complicity(deed: Deed, s: Symbols, p: Values) -> Bookings:
    """z[i,j] −= χ_i · d[o,j] · h[i],   j ≠ i, o"""
    o = deed.owner
    for i, harm in deed.harm.items():
        for j in p.actors:
            if j not in (i, o) and (o, j) in p.client:
                yield (i, j), -p.chi[i] * s.d[o, j] * harm
