"""Abandonment: an ally that stays silent after harm is trusted, and liked, less.

z[i,j] −= α_i · c[i,j] · h[k,i] · surprise_before[k] · silent[j,i],   h = max(0, −x)

Harm of the step before is answered, or not, in this one: ``silent`` is 1 where j's deeds of this
step did i no good. The same product, with ``doubt`` for α, lowers the belief in the promise: see
:func:`sim.kernel.remember.belief`.

(Snyder 1984, 1997)
"""

from dataclasses import dataclass

from sim.kernel.fold import Floats, Ints, pick
from sim.kernel.frame import Frame
from sim.kernel.grain import Grain, Impulse
from sim.kernel.parameters import Parameters
from sim.kernel.places import Places, columns, in_order
from sim.kernel.seen import Seen
from sim.kernel.state import State


@dataclass(frozen=True)
class At(Places):
    """Entries (deed, harmed actor i, ally j); the pair is (i, j)."""

    link: Ints  # harm of the deed to i
    observer: Ints  # i


def prepare(frame: Frame, grain: Grain) -> At:
    """Every harm to an actor, for each other state that may have promised to defend it."""
    entries = [
        (frame.pair[i, j], link, i)
        for link, (deed, i) in enumerate(zip(grain.harm.deed, grain.harm.to, strict=True))
        for j in range(frame.actors)
        if j not in (i, grain.owner[deed]) and frame.can_protect[frame.pair[i, j]]
    ]
    pair, link, observer = columns(entries, 3)
    pair, link, observer = in_order(pair, frame.pairs, link, observer)
    return At(deed=grain.harm.deed[link], pair=pair, link=link, observer=observer)


def unanswered(at: At, s: State, seen: Seen, push: Impulse) -> Floats:
    """(run, entry) c[i,j] · h[k,i] · surprise_before[k] · silent[j,i]."""
    silence = s.commitment * (seen.helped <= 0.0)
    return pick(silence, at.pair) * pick(push.before, at.link)


def contribution(at: At, p: Parameters, s: State, seen: Seen, push: Impulse) -> Floats:
    """(run, entry) the harmed ally's disappointment."""
    alpha = pick(p.mechanism["abandonment.alpha"], at.observer)
    return -alpha * unanswered(at, s, seen, push)
