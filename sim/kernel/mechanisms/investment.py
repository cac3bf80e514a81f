"""Investment: who helps another grows committed to it, who harms it grows estranged.

(commitment and sunk cost)
"""

from sim.kernel.deeds import Deed
from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def investment(deed: Deed, s: Symbols, p: Values) -> Bookings:
    """z[o,m] += σ_o · x[m]"""
    for m, x in deed.good.items():
        yield (deed.owner, m), p.sigma[deed.owner] * x
