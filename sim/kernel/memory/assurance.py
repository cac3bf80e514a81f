"""Assurance: the belief that a promise would be honoured.

It rises with reassurance, falls with an ally's silence, and fades toward its reference. A new
promise is believed as far as the two are aligned: the reference moves by (c − c_ref)(1 + a) / 2.
"""

from sim.kernel.algebra import Column, clip, total
from sim.kernel.deeds import by_actor
from sim.kernel.law import Bookings
from sim.kernel.mechanisms.abandonment import harm_unanswered
from sim.kernel.symbols import Symbols, Values

Pair = tuple[int, int]


def assurance(s: Symbols, p: Values) -> Bookings:
    """r[i,j] = rest + keep · (r[i,j] + words − doubted − rest)

    words = Σ_k reassurance[k,i] · surprise[k],  doubted = doubt_i · the harms left unanswered
    """
    given, silence = _given(p), _silence(s, p)
    for i, j in p.pairs:
        believed = (s.promised[i, j] - p.c_ref[i, j]) * (1.0 + s.a[i, j]) / 2.0
        rest = p.r_ref[i, j] + believed
        words = total(p.reassurance[k, i] * s.surprise[k] for k in given.get((i, j), ()))
        doubted = total(p.doubt[i] * one for one in silence.get((i, j), ()))
        held = s.r[i, j] + words - doubted
        yield (i, j), clip(rest + p.keep["assurance"] * (held - rest), 0.0, 1.0)


def _given(p: Values) -> dict[Pair, list[int]]:
    """The actions of j that reassure i."""
    found: dict[Pair, list[int]] = {}
    for act in p.acts:
        for i in act.reassurance:
            found.setdefault((i, act.owner), []).append(act.k)
    return found


def _silence(s: Symbols, p: Values) -> dict[Pair, list[Column]]:
    """The harms to i that j has left unanswered."""
    found: dict[Pair, list[Column]] = {}
    for deed in by_actor(s, p) if p.on("abandonment") else ():
        for i, j, unanswered in harm_unanswered(deed, s, p):
            found.setdefault((i, j), []).append(unanswered)
    return found
