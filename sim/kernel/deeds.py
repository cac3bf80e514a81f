"""Deeds: what was done in a step beyond what was expected, and what it does to whom.

The state moves by what each *actor* did in sum; the ledger asks what each *action* did. Both read
the same laws: a deed is what one action (:func:`by_act`) is to one of its doers, or all that one
actor did (:func:`by_actor`). Who does it together with the owner answers for a share of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sim.kernel.algebra import ZERO, Column, every, maximum, total
from sim.kernel.frame import Act
from sim.kernel.law import Bookings, reading
from sim.kernel.memory.posture import stands
from sim.kernel.symbols import Family, Key, Symbols, Values

Effects = Iterator[tuple[int, int, Column]]
"""Who does it, to whom or what, and how much beyond what was expected."""

NOBODY = -1


@dataclass(frozen=True)
class Deed:
    """What one actor, or nobody in particular, did.

    Every column is an effect times its surprise, taken minus expected.
    """

    owner: int  # or NOBODY
    good: Mapping[int, Column]  # party -> help + and harm −
    harm: Mapping[int, Column]  # actor -> harm alone
    harm_before: Mapping[int, Column]  # party -> harm of the step before
    joint: tuple[tuple[int, int, Column], ...]  # two parties, and harm to the one times the other
    stirred: Mapping[int, Column]  # theatre -> escalation
    moved: Mapping[int, Column]  # party -> dependence that moves to the owner


@reading
def flow(s: Symbols, p: Values) -> Bookings:
    """flow[k] = 1 where every posture that k declares stands there already, by an earlier deed"""
    for act in p.acts:
        declared = [(w, level) for w, level in act.moves if level != p.frame.levels[w]]
        there = (stands(s, w, level, level) for w, level in declared)
        yield act.k, every(there) if declared else ZERO


@reading
def surprise(s: Symbols, p: Values) -> Bookings:
    """surprise[k] = (1 − flow[k]) · ( taken[k] − possible[k] · expected[k] )

    The impossible surprises nobody, nor does a posture's going on.
    """
    for act in p.acts:
        k = act.k
        yield k, (1.0 - s.flow[k]) * (s.taken[k] - s.possible[k] * s.expected[k])


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
def part(s: Symbols, p: Values) -> Bookings:
    """part[k,o] = share[k,o] · surprise[k] for each who does it alongside the owner"""
    for act in p.acts:
        for o in act.alongside:
            yield (act.k, o), p.share[act.k, o] * s.surprise[act.k]


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
    """good[o,m] = Σ_k x[k,m] · part[k,o] over what o does, alone or alongside"""
    yield from _sums(p, lambda act: _good(act, s, p))


@reading
def harmed(s: Symbols, p: Values) -> Bookings:
    """harmed[o,i] = Σ_k harm[k,i] · part[k,o] over what o does"""
    yield from _sums(p, lambda act: _harmed_by(act, s, p))


@reading
def harm_before(s: Symbols, p: Values) -> Bookings:
    """harm_before[o,i] = Σ_k harm[k,i] · surprise[k] of the step before"""
    allied = _allied(p)
    yield from _sums(
        p,
        lambda act: [
            (act.owner, i, s.harm[act.k, i] * s.before[act.k]) for i in _harmed(act, allied)
        ],
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
    """stirred[q] = Σ_k escalation[k,q] · surprise[k]"""
    found: dict[int, list[Column]] = {}
    for act in p.acts:
        for q in act.escalation:
            found.setdefault(q, []).append(p.escalation[act.k, q] * s.surprise[act.k])
    for q, terms in found.items():
        yield q, total(terms)


@reading
def blamed(s: Symbols, p: Values) -> Bookings:
    """blamed[o,q] = Σ_k escalation[k,q] · part[k,o]"""
    yield from _sums(p, lambda act: _blamed(act, s, p))


@reading
def moved(s: Symbols, p: Values) -> Bookings:
    """moved[o,m] = Σ_k t[k,m] · part[k,o]"""
    yield from _sums(p, lambda act: _moved(act, s, p))


def by_actor(s: Symbols, p: Values) -> Iterator[Deed]:
    """All that each actor did in a step; last, as nobody's deed, what needs no owner."""
    good, harm = _of_each(s.good, p), _of_each(s.harmed, p)
    before = _of_each(s.harm_before, p)
    stirred, moved = _of_each(s.blamed, p), _of_each(s.moved, p)
    for o in p.actors:
        yield Deed(o, good[o], harm[o], before[o], (), stirred[o], moved[o])
    joint = tuple((i, j, s.joint[i, j]) for i, j in s.joint)
    yield Deed(NOBODY, {}, {}, {}, joint, {}, {})


def _of_each(family: Family, p: Values) -> list[dict[int, Column]]:
    """Actor -> what a family keyed (actor, to) has of it."""
    found: list[dict[int, Column]] = [{} for _ in p.actors]
    for o, to in family:
        found[o][to] = family[o, to]
    return found


def by_act(s: Symbols, p: Values) -> Iterator[tuple[int, Deed]]:
    """Each action by its number, as a deed of its owner, then of each who does it with it.

    What needs no doer, and the ally's silence, is booked with the owner's.
    """
    allied = _allied(p)
    for act in p.acts:
        k = act.k
        good, harm, blamed, moved = (
            _by_doer(of(act, s, p)) for of in (_good, _harmed_by, _blamed, _moved)
        )
        before = {i: s.harm[k, i] * s.before[k] for i in _harmed(act, allied)}
        joint = tuple(
            (i, j, s.harm[k, i] * s.harm[k, j] * s.surprise[k]) for i, j in _together(act)
        )
        for o in act.doers:
            alone = o == act.owner
            yield (
                k,
                Deed(
                    owner=o,
                    good=good.get(o, {}),
                    harm=harm.get(o, {}),
                    harm_before=before if alone else {},
                    joint=joint if alone else (),
                    stirred=blamed.get(o, {}),
                    moved=moved.get(o, {}),
                ),
            )


def _good(act: Act, s: Symbols, p: Values) -> Effects:
    for o in act.doers:
        for m in act.impact:
            if m != o and m not in act.hidden:
                yield o, m, p.x[act.k, m] * _part(act, o, s)
    for o in act.in_return:
        yield o, act.owner, p.returned[act.k, o] * s.surprise[act.k]


def _harmed_by(act: Act, s: Symbols, p: Values) -> Effects:
    for o in act.doers:
        for i in act.impact:
            if i in _hurt(act) and i in p.actors and i != o:
                yield o, i, s.harm[act.k, i] * _part(act, o, s)


def _blamed(act: Act, s: Symbols, p: Values) -> Effects:
    for o in act.doers:
        for q in act.escalation:
            yield o, q, p.escalation[act.k, q] * _part(act, o, s)


def _moved(act: Act, s: Symbols, p: Values) -> Effects:
    for o in act.doers:
        for m in act.transfer:
            if m != o:
                yield o, m, p.transfer[act.k, m] * _part(act, o, s)


def _part(act: Act, o: int, s: Symbols) -> Column:
    """How far a deed is that of one of its doers: the owner answers for the whole."""
    return s.surprise[act.k] if o == act.owner else s.part[act.k, o]


def _sums(p: Values, terms: Callable[[Act], Iterable[tuple[int, Key, Column]]]) -> Bookings:
    """(doer, to) -> the sum over what it does, in the order in which they first appear."""
    found: dict[tuple[int, Key], list[Column]] = {}
    for act in p.acts:
        for doer, to, term in terms(act):
            found.setdefault((doer, to), []).append(term)
    for key, each in found.items():
        yield key, total(each)


def _by_doer(effects: Effects) -> dict[int, dict[int, Column]]:
    found: dict[int, dict[int, Column]] = {}
    for doer, to, term in effects:
        found.setdefault(doer, {})[to] = term
    return found


def _allied(p: Values) -> frozenset[int]:
    """The actors that have, or may come to have, an ally."""
    return frozenset(i for i, _ in p.allied if i in p.actors)


def _harmed(act: Act, allied: frozenset[int]) -> list[int]:
    """Those of the allied that it may harm."""
    return [i for i in act.impact if i in _hurt(act) and i in allied]


def _hurt(act: Act) -> frozenset[int]:
    """Those that it may harm and that see it."""
    return act.harms - act.hidden


def _together(act: Act) -> list[tuple[int, int]]:
    """Every two parties that it may harm at once, the lower slot first."""
    harmed = sorted(_hurt(act))
    return [(i, j) for n, i in enumerate(harmed) for j in harmed[n + 1 :]]
