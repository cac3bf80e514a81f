"""Pace: some deeds come in active and quiet spells, whatever others do.

A deed beyond its chance quickens, a month without one slackens; on average the two cancel, so that
base rates hold. A deed that the script takes says nothing of the actor's own spell, nor does a mean
over what many would do.

(self-exciting counts: Hawkes 1971)
"""

from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def pace(s: Symbols, p: Values) -> Bookings:
    """pace[k] = keep · pace[k] + tempo[k] · free[line] · ( taken[k] − chance[k] ), 0 if scripted"""
    for act in p.acts:
        k = act.k
        if act.tempo:
            drawn = (s.taken[k] <= 0.0) + (s.taken[k] >= 1.0)  # a fraction is a mean
            own = s.free[act.line] * (1.0 - s.scripted[k]) * drawn
            beyond = own * (s.taken[k] - s.chance[k])
            yield k, p.keep["tempo"] * s.pace[k] + p.tempo[k] * beyond
