"""Pace: some deeds come in active and quiet spells, whatever others do.

A deed beyond its chance quickens, a month without one slackens; on average the two cancel, so that
base rates hold. A deed that the script takes says nothing of the actor's own spell.

(self-exciting counts: Hawkes 1971)
"""

from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def pace(s: Symbols, p: Values) -> Bookings:
    """pace[k] = keep · pace[k] + tempo[k] · free · (taken[k] − chance[k])"""
    for act in p.acts:
        k = act.k
        if act.tempo:
            beyond = s.free[act.line] * (s.taken[k] - s.chance[k])
            yield k, p.keep["tempo"] * s.pace[k] + p.tempo[k] * beyond
