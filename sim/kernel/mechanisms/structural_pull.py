"""Structural pull: geography, regime and trade change slowly and draw alignments back."""

from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def structural_pull(s: Symbols, p: Values) -> Bookings:
    """z[i,j] −= ι_i · (z[i,j] − z_ref[i,j])"""
    for i, j in p.pairs:
        if i in p.actors:
            yield (i, j), -(p.iota[i] * (s.z[i, j] - p.z_ref[i, j]))
