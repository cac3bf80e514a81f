"""Common threat: those harmed by the same deed draw together, friends more readily.

(Walt 1987; Cha's quasi-alliance 1999)
"""

from sim.kernel.deeds import Deed
from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def common_threat(deed: Deed, s: Symbols, p: Values) -> Bookings:
    """z[i,j] += κ_i · h[i] · h[j] · (1 + a[i,j]) / 2"""
    for one, other, joint in deed.joint:
        for i, j in ((one, other), (other, one)):
            if i in p.actors:
                yield (i, j), p.kappa[i] * joint * (1.0 + s.a[i, j]) / 2.0
