"""Threats: how far each is in the air, how far it is believed, and whether it was pulled.

A pulled threat is a case: carried out, it makes its author credible; let lapse, it makes him a
bluffer. So belief is the mean of a Beta that each case updates, with a memory of so many cases.

(Schelling 1966; Fearon 1994; Sartori 2005)
"""

from sim.kernel.algebra import Column, clip, largest, maximum, minimum, total
from sim.kernel.frame import Threat
from sim.kernel.law import Bookings, reading
from sim.kernel.memory.posture import stands
from sim.kernel.symbols import Symbols, Values

LOUDEST = 2.0  # twice as loud as a threat that stands and nobody repeats


@reading
def holds(s: Symbols, p: Values) -> Bookings:
    """holds[t,w] = 1 where posture w stands where threat t is to end it"""
    for t, threat in enumerate(p.threats):
        for w in postures(threat):
            yield (t, w), largest(stands(s, *where) for where in threat.held if where[0] == w)


@reading
def defied(s: Symbols, p: Values) -> Bookings:
    """defied[t] = (1 − keep) · ( (voiced[t] − v_ref) · goes on + v_ref · surprise of it )

    What fades in a step of what is in the air, where what was to end goes on, less what is usual of
    that: a warning that is never heeded is one case, however long it is in the air.
    """
    for t, threat in enumerate(p.threats):
        rest = float(threat.standing)
        more = total(s.surprise[k] for k in threat.going_on)
        said = (s.voiced[t] - rest) * _going_on(t, threat, s)
        yield t, (1.0 - p.keep["threat"]) * (said + rest * more)


def voiced(s: Symbols, p: Values) -> Bookings:
    """voiced[t] = v_ref + keep · (voiced[t] − v_ref) + Σ_k surprise[k] over its declarations"""
    for t, threat in enumerate(p.threats):
        rest = float(threat.standing)
        said = total(s.surprise[k] for k in threat.declarations)
        kept = rest + p.keep["threat"] * (s.voiced[t] - rest)
        yield t, clip(kept + said, 0.0, LOUDEST)


def credible(s: Symbols, p: Values) -> Bookings:
    """credible[t] += ( kept · (1 − credible[t]) − unkept · credible[t] ) / cases

    kept = pulled[t] · made good, unkept = (1 − keep) · pulled[t] · (1 − made good).
    """
    for t, threat in enumerate(p.threats):
        good = _made_good(t, threat, s, p)
        pulled = maximum(0.0, s.pulled[t])
        kept = pulled * good
        unkept = (1.0 - p.keep["resolve"]) * pulled * (1.0 - good)
        case = kept * (1.0 - s.credible[t]) - unkept * s.credible[t]
        yield t, s.credible[t] + case / p.cases[0]


def pulled(s: Symbols, p: Values) -> Bookings:
    """pulled[t] = keep · pulled[t] · (1 − made good) + min(1, voiced[t]) · pull + defied

    From −1 to 1; pull = Σ_k surprise[k] over its triggers. Both pull and defied are departures from
    the usual, up or down, so that what is usual pulls nothing on average.
    """
    for t, threat in enumerate(p.threats):
        left = p.keep["resolve"] * s.pulled[t] * (1.0 - _made_good(t, threat, s, p))
        pull = minimum(1.0, s.voiced[t]) * total(s.surprise[k] for k in threat.triggers)
        yield t, clip(left + pull + s.defied[t], -1.0, 1.0)


def _made_good(t: int, threat: Threat, s: Symbols, p: Values) -> Column:
    """How far the deeds of the step carry the threat out, up to 1."""
    return minimum(1.0, total(p.promise[k, t] * s.taken[k] for k in threat.promises))


def _going_on(t: int, threat: Threat, s: Symbols) -> Column:
    """1 where what the threat is to end goes on."""
    deeds = [s.taken[k] for k in threat.going_on]
    positions = [s.holds[t, w] for w in postures(threat)]
    return minimum(1.0, total([*deeds, *positions]))


def postures(threat: Threat) -> tuple[int, ...]:
    """The postures that it is to end, each once."""
    return tuple(dict.fromkeys(which for which, _, _ in threat.held))
