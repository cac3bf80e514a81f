"""Abandonment: an ally that stays silent after harm is trusted, and liked, less.

Harm of the step before is answered, or not, in this one: ``silent[i,j]`` is 1 where j's deeds of
this step did i no good. The same product, with ``doubt`` for α, lowers the assurance: see
:mod:`sim.kernel.memory.assurance`.

(Snyder 1984, 1997)
"""

from collections.abc import Iterator

from sim.kernel.algebra import Column
from sim.kernel.deeds import Deed
from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def abandonment(deed: Deed, s: Symbols, p: Values) -> Bookings:
    """z[i,j] −= α_i · c[i,j] · h_before[i] · silent[i,j]"""
    for i, j, unanswered in harm_unanswered(deed, s, p):
        yield (i, j), -p.alpha[i] * unanswered


def harm_unanswered(deed: Deed, s: Symbols, p: Values) -> Iterator[tuple[int, int, Column]]:
    """Harmed i, its ally j, and c[i,j] · h_before[i] · silent[i,j]."""
    for i, harm in deed.harm_before.items():
        for j in p.actors:
            if j not in (i, deed.owner) and (i, j) in p.allied:
                yield i, j, s.c[i, j] * harm * s.silent[i, j]
