"""An expression as text: infix, with as few brackets as it needs.

The text is Python over the symbols, like the law that it comes from, and means the same number.
Brackets that only say in which order a sum or a product is worked out are left away.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from functools import reduce
from typing import NamedTuple

from sim.kernel.algebra import FOLDS, FORMS, LEAF, OPEN, Leaf
from sim.kernel.evaluate import valued

Spell = Callable[[int | float], str]
"""What stands for a slot or a constant: its name, or its number."""


class Binds(IntEnum):
    """How strongly a text holds together, weakest first."""

    CHOICE = 0
    AND = 1
    COMPARISON = 2
    SUM = 3
    PRODUCT = 4
    NAME = 5


class Said(NamedTuple):
    """A text, and how strongly it holds together."""

    text: str
    binds: Binds

    def within(self, least: Binds) -> str:
        """The text where something must hold together at least so strongly."""
        return self.text if self.binds >= least else f"({self.text})"


def written(form: str, leaves: Iterable[Leaf], spell: Spell) -> str:
    """An expression as text."""
    return _written(form, iter(leaves), spell).text


def pruned(
    form: str, leaves: Iterable[Leaf], number: Callable[[int | float], float]
) -> tuple[Leaf, ...]:
    """The leaves without those terms of sums that come to exactly 0; the form stays."""
    return tuple(_pruned(form, iter(leaves), number))


def _written(form: str, leaves: Iterator[Leaf], spell: Spell) -> Said:
    operation, *below = FORMS[form]
    if form in (LEAF, OPEN):
        leaf = next(leaves)
        assert not isinstance(leaf, tuple)
        return Said(spell(leaf), Binds.NAME)
    if operation not in FOLDS:
        return _WRITERS[operation]([_written(one, leaves, spell) for one in below])
    start = _written(below[0], leaves, spell)
    rows = next(leaves)
    assert isinstance(rows, tuple)
    terms = []
    for row in rows:
        own = iter(row)
        terms.append([_written(one, own, spell) for one in below[1:]])
    return _FOLDED[operation](start, terms)


def _pruned(
    form: str, leaves: Iterator[Leaf], number: Callable[[int | float], float]
) -> Iterator[Leaf]:
    operation, *below = FORMS[form]
    if form in (LEAF, OPEN):
        yield next(leaves)
        return
    if operation not in FOLDS:
        for one in below:
            yield from _pruned(one, leaves, number)
        return
    yield from _pruned(below[0], leaves, number)
    rows = next(leaves)
    assert isinstance(rows, tuple)
    if operation == "total":
        rows = tuple(row for row in rows if valued(below[1], row, number) != 0.0)
    yield tuple(tuple(_inside(below[1:], row, number)) for row in rows)


def _inside(
    forms: Iterable[str], row: Iterable[Leaf], number: Callable[[int | float], float]
) -> Iterator[Leaf]:
    own = iter(row)
    for form in forms:
        yield from _pruned(form, own, number)


# How each operation is written


NOTHING = Said("0", Binds.NAME)  # the sum of no terms, which is not written beside others
ALL = Said("1", Binds.NAME)  # whether all of no conditions hold


def _sum(first: Said, second: Said) -> Said:
    if first is NOTHING or second is NOTHING:
        return second if first is NOTHING else first
    if second.text.startswith("-") and second.binds >= Binds.SUM:
        return Said(f"{first.within(Binds.SUM)} - {second.text[1:]}", Binds.SUM)
    return Said(f"{first.within(Binds.SUM)} + {second.within(Binds.SUM)}", Binds.SUM)


def _difference(first: Said, second: Said) -> Said:
    if second is NOTHING:
        return first
    taken = second.within(Binds.PRODUCT)
    taken = f"({taken})" if taken.startswith("-") else taken
    return Said(f"{first.within(Binds.SUM)} - {taken}", Binds.SUM)


def _product(first: Said, second: Said) -> Said:
    if max(first.binds, second.binds) <= Binds.COMPARISON:
        return _both(first, second)
    return Said(f"{first.within(Binds.PRODUCT)} * {second.within(Binds.PRODUCT)}", Binds.PRODUCT)


def _both(first: Said, second: Said) -> Said:
    return Said(f"{first.within(Binds.AND)} and {second.within(Binds.AND)}", Binds.AND)


def _quotient(first: Said, second: Said) -> Said:
    return Said(f"{first.within(Binds.PRODUCT)} / {second.within(Binds.NAME)}", Binds.PRODUCT)


def _minus(one: Said) -> Said:
    inner = one.within(Binds.PRODUCT)
    return Said(f"-({inner})" if inner.startswith("-") else f"-{inner}", Binds.PRODUCT)


def _compared(sign: str) -> Callable[[list[Said]], Said]:
    def write(parts: list[Said]) -> Said:
        first, second = (part.within(Binds.SUM) for part in parts)
        return Said(f"{first} {sign} {second}", Binds.COMPARISON)

    return write


def _call(name: str) -> Callable[[list[Said]], Said]:
    def write(parts: list[Said]) -> Said:
        return Said(f"{name}({', '.join(part.text for part in parts)})", Binds.NAME)

    return write


def _choice(condition: Said, this: Said, that: Said) -> Said:
    parts = (this.within(Binds.AND), condition.within(Binds.AND), that.text)
    return Said("{} if {} else {}".format(*parts), Binds.CHOICE)


_WRITERS: dict[str, Callable[[list[Said]], Said]] = {
    "+": lambda parts: _sum(*parts),
    "-": lambda parts: _difference(*parts),
    "*": lambda parts: _product(*parts),
    "/": lambda parts: _quotient(*parts),
    "neg": lambda parts: _minus(*parts),
    "where": lambda parts: _choice(*parts),
    **{sign: _compared(sign) for sign in (">=", "<=", ">", "<")},
    **{name: _call(name) for name in ("max", "min", "exp", "tanh")},
}


def _joined(start: Said, terms: list[list[Said]], empty: Said, join: Callable[..., Said]) -> Said:
    parts = [term for (term,) in terms]
    first = [] if start == empty else [start]
    return reduce(join, [*first, *parts]) if first or parts else empty


def _largest(start: Said, terms: list[list[Said]]) -> Said:
    return _call("max")([start, *(term for (term,) in terms)]) if terms else start


def _latest(start: Said, terms: list[list[Said]]) -> Said:
    so_far = start
    for holds, value in terms:
        so_far = _choice(holds, value, so_far)
    return so_far


_FOLDED: dict[str, Callable[[Said, list[list[Said]]], Said]] = {
    "total": lambda start, terms: _joined(start, terms, NOTHING, _sum),
    "every": lambda start, terms: _joined(start, terms, ALL, _both),
    "largest": _largest,
    "latest": _latest,
}
