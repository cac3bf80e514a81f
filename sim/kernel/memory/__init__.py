"""What a step leaves behind besides alignments: each memory in its own short file.

Every memory fades toward its reference at a declared half-life, except promises and postures, which
stand until another act changes them. :data:`REFERENCE` is where each begins.
"""

from collections.abc import Callable

from sim.kernel.algebra import ZERO
from sim.kernel.condition import NEVER
from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def _at_rest(symbol: str, rest: str) -> Callable[[Symbols, Values], Bookings]:
    def reference(s: Symbols, p: Values) -> Bookings:
        column = getattr(p, rest)
        for key in getattr(s, symbol):
            yield key, column[key]

    return reference


def _levels(s: Symbols, p: Values) -> Bookings:
    for which in s.posture:
        yield which, ZERO + float(p.frame.levels[which])


def _voiced(s: Symbols, p: Values) -> Bookings:
    for t, threat in enumerate(p.threats):
        yield t, ZERO + float(threat.standing)


def _never(symbol: str) -> Callable[[Symbols, Values], Bookings]:
    def reference(s: Symbols, p: Values) -> Bookings:
        for key in getattr(s, symbol):
            yield key, ZERO + NEVER

    return reference


REFERENCE = {
    **{
        symbol: _at_rest(symbol, rest)
        for symbol, rest in {
            "z": "z_ref",
            "d": "d_ref",
            "c": "c_ref",
            "r": "r_ref",
            "e": "e_ref",
            "credible": "credible_ref",
            "expected": "base_rate",
        }.items()
    },
    "posture": _levels,
    "voiced": _voiced,
    "since": _never("since"),
    "done": _never("done"),
}
"""Symbol -> where it begins; what is not named begins at 0."""
