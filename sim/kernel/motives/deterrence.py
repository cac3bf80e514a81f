"""Deterrence: an act that would pull a threat costs what the threat would bring, if it is believed.

The threatened price is the harm of what was promised, averaged over the promises. An act that ends
what a threat is to end is worth as much. Nobody fears what it will not see, nor what it has not
heard. What the warning itself does as a harm is another matter: it is felt as a grievance, and may
provoke.

(Schelling 1966; Fearon 1994; Sartori 2005)
"""

from collections.abc import Iterator

from sim.kernel.algebra import Column, maximum, total
from sim.kernel.frame import Act, Threat
from sim.kernel.law import Bookings, reading
from sim.kernel.memory.posture import stands
from sim.kernel.symbols import Symbols, Values

LEAST_PROMISE = 1e-9  # share; what promises less than this threatens nothing


@reading
def feared(s: Symbols, p: Values) -> Bookings:
    """feared[t,o] = voiced[t] · credible[t] · Σ_l promise[l,t] · harm[l,o] / Σ_l promise[l,t]"""
    for t, threat in enumerate(p.threats):
        for o in _addressed(threat, p):
            felt = [k for k in threat.promises if (k, o) in s.harm and o not in p.acts[k].hidden]
            harms = total(p.promise[k, t] * s.harm[k, o] for k in felt)
            shares = maximum(LEAST_PROMISE, total(p.promise[k, t] for k in threat.promises))
            voiced = s.voiced[t] if _heard(threat, o, p) else float(threat.standing)
            yield (t, o), voiced * s.credible[t] * harms / shares


def deterrence(act: Act, s: Symbols, p: Values) -> Column | None:
    """U_o(k) = −Σ_t feared[t,o] over the threats that k pulls, + over those that it satisfies"""
    known = [(t, threat) for t, threat in enumerate(p.threats) if (t, act.owner) in s.feared]
    pulls = [t for t, threat in known if _pulls(act, threat)]
    meets = [(t, where) for t, threat in known for where in threat.held if _leaves(act, where)]
    if not pulls and not meets:
        return None
    price = total(s.feared[t, act.owner] for t in pulls)
    if not meets:
        return -price
    return total(s.feared[t, act.owner] * stands(s, *where) for t, where in meets) - price


def _addressed(threat: Threat, p: Values) -> Iterator[int]:
    """The actors that could pull it, or end what it is to end."""
    for o in p.actors:
        own = (act for act in p.acts if act.owner == o)
        if any(_pulls(act, threat) or any(_leaves(act, w) for w in threat.held) for act in own):
            yield o


def _heard(threat: Threat, o: int, p: Values) -> bool:
    """Whether an actor hears of it when it is declared, if it is."""
    declared = threat.declarations
    return not declared or any(o not in p.acts[k].hidden for k in declared)


def _pulls(act: Act, threat: Threat) -> bool:
    """Whether an act is what the threat forbids, or goes on with it."""
    enters = any(
        low <= to <= high and w == on for w, low, high in threat.held for on, to in act.moves
    )
    return act.k in threat.triggers or act.k in threat.going_on or enters


def _leaves(act: Act, where: tuple[int, int, int]) -> bool:
    """Whether an act takes a posture out of the levels that a threat is to end."""
    which, low, high = where
    return any(on == which and not low <= to <= high for on, to in act.moves)
