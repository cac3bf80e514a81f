"""Why a played month went as it did, in sentences: each made from causes of the ledger alone."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sim.report import words
from sim.world import World

if TYPE_CHECKING:
    from sim.single import Cause, Why

TOLD = 3  # alignments
CAUSES, MECHANISMS = 2, 2  # of each that are told
SMALLEST = 0.005  # a move of an alignment that is told
UNSEEN = "?"  # in the place of an action that the reader does not see
VISIBLE = 0.0005  # a cause that does not round to nothing


def moved(found: "Why", world: World, most: int = TOLD) -> tuple[str, ...]:
    """The alignments that moved most in the month, and what moved each: largest first.

    An act called :data:`UNSEEN` is told as such.

    ``South Korea toward Russia falls by 0.041: Russia ... (balance -0.030).``
    """
    return tuple(
        f"{_pair(causes, world)} {_verb(causes, 'rises', 'falls')} by {_size(causes)}: "
        f"{_because(causes, world)}."
        for causes in _largest(found.causes, most)
    )


def apart(found: "Why", world: World, most: int = TOLD) -> tuple[str, ...]:
    """Where the run stands furthest from its twin by the end of the month, and by what: largest
    first. Nothing where they do not differ.

    ``South Korea toward Russia stands 0.041 lower than without the choices made: ...``
    """
    return tuple(
        f"{_pair(causes, world)} stands {_size(causes)} {_verb(causes, 'higher', 'lower')} "
        f"than without the choices made: {_because(causes, world, compared=True)}."
        for causes in _largest(found.apart, most)
    )


def _largest(causes: Iterable["Cause"], most: int) -> list[list["Cause"]]:
    """The causes of each pair that moved by enough, the pair first that moved most."""
    pairs: dict[tuple[str, str], list[Cause]] = {}
    for cause in causes:
        pairs.setdefault((cause.source, cause.target), []).append(cause)
    told = sorted(pairs.values(), key=lambda one: -abs(_sum(one)))
    return [one for one in told[:most] if abs(_sum(one)) >= SMALLEST]


def _sum(causes: Iterable["Cause"]) -> float:
    return sum(cause.amount for cause in causes)


def _size(causes: Iterable["Cause"]) -> str:
    return f"{abs(_sum(causes)):.3f}"


def _verb(causes: Iterable["Cause"], up: str, down: str) -> str:
    return up if _sum(causes) > 0.0 else down


def _pair(causes: Sequence["Cause"], world: World) -> str:
    return words.pair(causes[0].source, causes[0].target, world.names)


def _because(causes: Iterable["Cause"], world: World, *, compared: bool = False) -> str:
    """What did most, each with its mechanisms; where runs are compared, an act that is done in one
    of them and fades in the other is one cause."""
    by: dict[tuple[str, bool], list[Cause]] = {}
    for cause in causes:
        by.setdefault((cause.action, cause.done or compared), []).append(cause)
    told = sorted(by.values(), key=lambda some: -abs(_sum(some)))[:CAUSES]
    parts = [
        f"{_what(some, world)} ({', '.join(_mechanisms(some, world))})"
        for some in told
        if abs(_sum(some)) >= VISIBLE
    ]
    return "; ".join(parts) or "many small things"


def _what(causes: Sequence["Cause"], world: World) -> str:
    """What was done, here or without the choices made, or was not although it was expected."""
    if not causes[0].action:
        return "by itself"
    if causes[0].action == UNSEEN:
        return "something that is not seen from here"
    said = words.deed(causes[0].action, world)
    here, twin = (any(amounts) for amounts in _done(causes))
    if here:
        return said
    return f"{'only without the choices' if twin else 'not done though expected'}: {said}"


def _done(causes: Iterable["Cause"]) -> Iterator[list[float]]:
    """What was added by its being done, here and in the twin."""
    yield [cause.here for cause in causes if cause.done]
    yield [cause.twin for cause in causes if cause.done]


def _mechanisms(causes: Iterable["Cause"], world: World) -> Iterator[str]:
    """Each mechanism with what it adds; the numerical bound goes by its own name."""
    by: dict[str, float] = {}
    for cause in causes:
        by[cause.mechanism] = by.get(cause.mechanism, 0.0) + cause.amount
    for name, amount in sorted(by.items(), key=lambda item: -abs(item[1]))[:MECHANISMS]:
        if abs(amount) >= VISIBLE:
            known = world.mechanisms.get(name)
            title = name if known is None else known.title.lower()
            yield f"{title} {words.signed(amount, 3)}"
