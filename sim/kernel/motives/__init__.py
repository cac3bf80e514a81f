"""Motives: why an actor would rather do one thing than another. One file each.

A motive reads either parties or actions. Every module has ``prepare(frame) -> At``, its index
arrays worked out once for a world, and one of

``value(at, frame, p, s) -> (run, pair (o, m))``
    what the good of m is worth to o; the utility of action k is then Σ_m value[o,m] · x[k,m];
``utility(at, frame, p, s) -> (run, action)``
    how much the owner of each action likes it.

Both are before the actor's weight of the motive. Only departures from the reference state tilt a
choice, so constants cancel.
"""

from types import ModuleType

from sim.kernel.motives import (
    influence,
    interest,
    regard,
    resolve,
    retaliation,
    reward,
    self_help,
    stability,
)

OF_PARTIES: dict[str, ModuleType] = {
    "interest": interest,
    "regard": regard,
    "retaliation": retaliation,
    "reward": reward,
}
OF_ACTIONS: dict[str, ModuleType] = {
    "influence": influence,
    "resolve": resolve,
    "self_help": self_help,
    "stability": stability,
}
MOTIVES = OF_PARTIES | OF_ACTIONS
