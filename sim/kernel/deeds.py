"""Deeds: what was done in a step beyond what was expected, and what it does to whom.

The state moves by what each *actor* did in sum; the ledger asks what each *action* did. Both read
the same laws: a deed is one action (:func:`by_act`) or all that one actor did (:func:`by_actor`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sim.kernel.algebra import Column, maximum, total
from sim.kernel.frame import Act
from sim.kernel.law import Bookings, reading
from sim.kernel.symbols import Family, Key, Symbols, Values

NOBODY = -1


@dataclass(frozen=True)
class Deed:
    """What one actor, or nobody in particular, did.

    Every column is an effect times its surprise, taken minus expected.
    """

    owner: int  # or NOBODY
    good: Mapping[int, Column]  # party -> help + and harm −
    harm_before: Mapping[int, Column]  # party -> harm of the step before
    joint: tuple[tuple[int, int, Column], ...]  # two parties, and harm to the one times the other
    stirred: Mapping[int, Column]  # theatre -> escalation
    moved: Mapping[int, Column]  # party -> dependence that moves to the owner


@reading
def surprise(s: Symbols, p: Values) -> Bookings:
    """surprise[k] = taken[k] − possible[k] · expected[k]: the impossible surprises nobody"""
    for act in p.acts:
        yield act.k, s.taken[act.k] - s.possible[act.k] * s.expected[act.k]


def harm(s: Symbols, p: Values) -> Bookings:
    """harm[k,m] = max(0, −x[k,m]), worked out once"""
    for act in p.acts:
        for m in act.harms:
            yield (act.k, m), maximum(0.0, -p.x[act.k, m])


def help_(s: Symbols, p: Values) -> Bookings:
    """help[k,m] = max(0, x[k,m]) to those who may have an ally, worked out once"""
    for act in p.acts:
        for m in act.helps:
            if (m, act.owner) in p.allied:
                yield (act.k, m), maximum(0.0, p.x[act.k, m])


@reading
def silent(s: Symbols, p: Values) -> Bookings:
    """silent[i,j] = 1 where nothing that j did in this step did i any good"""
    for i, j in sorted(p.allied):
        if i in p.actors and j in p.actors:
            good = ((act.k, i) for act in p.acts if act.owner == j)
            yield (
                (i, j),
                total(s.help[key] * s.taken[key[0]] for key in good if key in s.help) <= 0.0,
            )


@reading
def good(s: Symbols, p: Values) -> Bookings:
    """good[o,m] = Σ_k x[k,m] · surprise[k] over the acts of o"""
    yield from _sums(p, lambda act: [(m, p.x[act.k, m] * s.surprise[act.k]) for m in act.impact])


@reading
def harm_before(s: Symbols, p: Values) -> Bookings:
    """harm_before[o,i] = Σ_k harm[k,i] · surprise[k] of the step before"""
    allied = _allied(p)
    yield from _sums(
        p, lambda act: [(i, s.harm[act.k, i] * s.before[act.k]) for i in _harmed(act, allied)]
    )


@reading
def joint(s: Symbols, p: Values) -> Bookings:
    """joint[i,j] = Σ_k harm[k,i] · harm[k,j] · surprise[k] over the acts of all,   i < j"""
    found: dict[tuple[int, int], list[Column]] = {}
    for act in p.acts:
        for i, j in _together(act):
            term = s.harm[act.k, i] * s.harm[act.k, j] * s.surprise[act.k]
            found.setdefault((i, j), []).append(term)
    for pair, terms in found.items():
        yield pair, total(terms)


@reading
def stirred(s: Symbols, p: Values) -> Bookings:
    """stirred[o,q] = Σ_k escalation[k,q] · surprise[k]"""
    yield from _sums(
        p,
        lambda act: [(q, p.escalation[act.k, q] * s.surprise[act.k]) for q in act.escalation],
    )


@reading
def moved(s: Symbols, p: Values) -> Bookings:
    """moved[o,m] = Σ_k t[k,m] · surprise[k]"""
    yield from _sums(
        p,
        lambda act: [(m, p.transfer[act.k, m] * s.surprise[act.k]) for m in act.transfer],
    )


def by_actor(s: Symbols, p: Values) -> Iterator[Deed]:
    """All that each actor did in a step; last, as nobody's deed, what needs no owner."""
    good, before = _of_each(s.good, p), _of_each(s.harm_before, p)
    stirred, moved = _of_each(s.stirred, p), _of_each(s.moved, p)
    for o in p.actors:
        yield Deed(o, good[o], before[o], (), stirred[o], moved[o])
    joint = tuple((i, j, s.joint[i, j]) for i, j in s.joint)
    yield Deed(NOBODY, {}, {}, joint, {}, {})


def _of_each(family: Family, p: Values) -> list[dict[int, Column]]:
    """Actor -> what a family keyed (actor, to) has of it."""
    found: list[dict[int, Column]] = [{} for _ in p.actors]
    for o, to in family:
        found[o][to] = family[o, to]
    return found


def by_act(s: Symbols, p: Values) -> Iterator[tuple[int, Deed]]:
    """Each action by its number, as a deed of its own."""
    allied = _allied(p)
    for act in p.acts:
        k, surprised = act.k, s.surprise[act.k]
        yield (
            k,
            Deed(
                owner=act.owner,
                good={m: p.x[k, m] * surprised for m in act.impact},
                harm_before={i: s.harm[k, i] * s.before[k] for i in _harmed(act, allied)},
                joint=tuple(
                    (i, j, s.harm[k, i] * s.harm[k, j] * surprised) for i, j in _together(act)
                ),
                stirred={q: p.escalation[k, q] * surprised for q in act.escalation},
                moved={m: p.transfer[k, m] * surprised for m in act.transfer},
            ),
        )


def _sums(p: Values, terms: Callable[[Act], Iterable[tuple[Key, Column]]]) -> Bookings:
    """(owner, to) -> the sum over the owner's acts, in the order in which they first appear."""
    found: dict[tuple[int, Key], list[Column]] = {}
    for act in p.acts:
        for to, term in terms(act):
            found.setdefault((act.owner, to), []).append(term)
    for key, each in found.items():
        yield key, total(each)


def _allied(p: Values) -> frozenset[int]:
    """The actors that have, or may come to have, an ally."""
    return frozenset(i for i, _ in p.allied if i in p.actors)


def _harmed(act: Act, allied: frozenset[int]) -> list[int]:
    """Those of the allied that it may harm."""
    return [i for i in act.impact if i in act.harms and i in allied]


def _together(act: Act) -> list[tuple[int, int]]:
    """Every two parties that it may harm at once, the lower slot first."""
    harmed = sorted(act.harms)
    return [(i, j) for n, i in enumerate(harmed) for j in harmed[n + 1 :]]
