"""Trees with plain numbers in them: what an expression comes to in one run."""

import math
from collections.abc import Callable, Iterable, Iterator

from sim.kernel.algebra import FOLDS, FORMS, LEAF, OPEN, Leaf

PLAIN: dict[str, Callable[..., float]] = {
    "+": lambda x, y: x + y,
    "-": lambda x, y: x - y,
    "*": lambda x, y: x * y,
    "/": lambda x, y: x / y,
    ">=": lambda x, y: float(x >= y),
    "<=": lambda x, y: float(x <= y),
    ">": lambda x, y: float(x > y),
    "<": lambda x, y: float(x < y),
    "max": max,
    "min": min,
    "where": lambda c, x, y: x if c else y,
    "neg": lambda x: -x,
    "exp": math.exp,
    "tanh": math.tanh,
    "total": lambda so_far, x: so_far + x,
    "largest": max,
    "every": lambda so_far, x: so_far * x,
    "latest": lambda so_far, holds, x: x if holds else so_far,
}
"""Every operation and fold on plain numbers."""


def valued(form: str, leaves: Iterable[Leaf], number: Callable[[int | float], float]) -> float:
    """What an expression comes to, if ``number`` says what stands at a slot or constant."""
    return _valued(form, iter(leaves), number)


def _valued(form: str, leaves: Iterator[Leaf], number: Callable[[int | float], float]) -> float:
    operation, *below = FORMS[form]
    if form in (LEAF, OPEN):
        leaf = next(leaves)
        assert not isinstance(leaf, tuple)
        return number(leaf)
    if operation not in FOLDS:
        return PLAIN[operation](*[_valued(one, leaves, number) for one in below])
    so_far = _valued(below[0], leaves, number)
    terms = next(leaves)
    assert isinstance(terms, tuple)
    for term in terms:
        own = iter(term)
        so_far = PLAIN[operation](so_far, *[_valued(one, own, number) for one in below[1:]])
    return so_far
