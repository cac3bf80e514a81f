"""Balance: the friend of my friend is my friend, the enemy of my friend is not.

z[i,o] += ρ_i φ_i · Σ_m a[i,m] · x[k,m] · surprise[k],   m ≠ i

ρ is the responsiveness of reciprocity, φ the actor's weight on friends and foes.
(Heider 1946; Cartwright and Harary 1956; Marvel, Kleinberg, Kleinberg and Strogatz 2011)
"""

from dataclasses import dataclass

from sim.kernel.fold import Floats, Fold, Ints, fold, pick
from sim.kernel.frame import Frame
from sim.kernel.grain import Grain, Impulse
from sim.kernel.parameters import Parameters
from sim.kernel.places import Places, columns, in_order
from sim.kernel.seen import Seen
from sim.kernel.state import State


@dataclass(frozen=True)
class At(Places):
    """Entries (deed, observer i), each a sum over the parties m that the deed affects."""

    observer: Ints  # i
    link: Ints  # (term,) impact of the deed on m
    view: Ints  # (term,) pair (i, m)
    to_entry: Fold  # terms onto entries


def prepare(frame: Frame, grain: Grain) -> At:
    """Every actor looks at every deed of another that affects a third party."""
    terms = [
        (deed, i, link)
        for link, (deed, m) in enumerate(zip(grain.impact.deed, grain.impact.to, strict=True))
        for i in range(frame.actors)
        if i not in (m, grain.owner[deed])
    ]
    deed, i = columns(sorted({(deed, i) for deed, i, _ in terms}), 2)
    pair, deed, i = in_order(frame.pair[i, grain.owner[deed]], frame.pairs, deed, i)
    place = {entry: e for e, entry in enumerate(zip(deed, i, strict=True))}
    entry, observer, link = columns([(place[deed, i], i, link) for deed, i, link in terms], 3)
    entry, observer, link = in_order(entry, len(deed), observer, link)
    return At(
        deed=deed,
        pair=pair,
        observer=i,
        link=link,
        view=frame.pair[observer, grain.impact.to[link]],
        to_entry=fold(entry, len(deed)),
    )


def contribution(at: At, p: Parameters, s: State, seen: Seen, push: Impulse) -> Floats:
    """(run, entry) the observer's shift toward the owner for what it did to friends and foes."""
    attention = p.mechanism["reciprocity.rho"] * p.balance
    felt = at.to_entry.sum(pick(s.alignment, at.view) * pick(push.good, at.link))
    return pick(attention, at.observer) * felt
