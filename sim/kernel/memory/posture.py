"""Posture: a policy position stands on the level that the last action taken declares."""

from sim.kernel.algebra import Column, latest
from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def stands(s: Symbols, which: int, low: int, high: int) -> Column:
    """1 where a posture stands on one of the levels from ``low`` to ``high``."""
    return (s.posture[which] >= float(low)) * (s.posture[which] <= float(high))


def posture(s: Symbols, p: Values) -> Bookings:
    """posture[w] = the level declared by an action taken, else as it was"""
    for which in p.postures:
        declared = [
            (s.taken[act.k] >= 1.0, float(level))
            for act in p.acts
            for moved, level in act.moves
            if moved == which
        ]
        yield which, latest(s.posture[which], declared)
