"""Pace: some deeds come in active and quiet spells, whatever others do.

A deed beyond its chance quickens, a month without one slackens; on average the two cancel, so that
base rates hold. A deed that the script takes says nothing of the actor's own spell, nor does a mean
over what many would do.

(self-exciting counts: Hawkes 1971)
"""

from sim.kernel.algebra import Column, total
from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def pace(s: Symbols, p: Values) -> Bookings:
    """pace[k] = keep · pace[k] + tempo[k] · Σ_l ( taken[l] − chance[l] ) over the spell's deeds

    The spell is that of all such deeds of one instrument; l counts if it was drawn, not scripted.
    """
    for act in p.acts:
        if act.tempo:
            spell = [k for k in p.lines[act.line] if p.acts[k].tempo]
            beyond = total(_drawn(k, s) * (s.taken[k] - s.chance[k]) for k in spell)
            quickened = s.open[act.line] * beyond
            yield act.k, p.keep["tempo"] * s.pace[act.k] + p.tempo[act.k] * quickened


def _drawn(k: int, s: Symbols) -> Column:
    """1 where a deed fell to luck: neither a script's nor a mean over what many would do."""
    whole = (s.taken[k] <= 0.0) + (s.taken[k] >= 1.0)
    return whole * (1.0 - s.ordered[k])
