"""Tempo: an active spell goes on, a quiet one too. See :mod:`sim.kernel.memory.pace`."""

from sim.kernel.algebra import Column
from sim.kernel.frame import Act
from sim.kernel.symbols import Symbols, Values


def tempo(act: Act, s: Symbols, p: Values) -> Column | None:
    """U_o(k) = pace[k]"""
    return s.pace[act.k] if act.tempo else None
