"""Why a played month went as it did, in sentences: each made from causes of the ledger alone."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sim.report import words
from sim.world import World

if TYPE_CHECKING:
    from sim.single import Cause, Why

TOLD = 3  # alignments, and causes of each
SMALLEST = 0.005  # a move of an alignment that is told
VISIBLE = 0.0005  # a cause that does not round to nothing


def moved(found: "Why", world: World, most: int = TOLD) -> tuple[str, ...]:
    """The alignments that moved most in the month, and what moved each: largest first.

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
        f"than without the choices made: {_because(causes, world)}."
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
    return words.pair(causes[0].source, causes[0].target, _names(world))


def _names(world: World) -> dict[str, str]:
    return {code: party.name for code, party in world.parties.items()}


def _because(causes: Iterable["Cause"], world: World) -> str:
    """What did most, each with its mechanisms."""
    by: dict[tuple[str, bool], list[Cause]] = {}
    for cause in causes:
        by.setdefault((cause.action, cause.done), []).append(cause)
    told = sorted(by.values(), key=lambda some: -abs(_sum(some)))[:TOLD]
    parts = [
        f"{_what(some, world)} ({', '.join(_mechanisms(some, world))})"
        for some in told
        if abs(_sum(some)) >= VISIBLE
    ]
    return "; ".join(parts) or "many small things"


def _what(causes: Sequence["Cause"], world: World) -> str:
    if not causes[0].action:
        return "by itself"
    act = world.actions[causes[0].action]
    said = words.sentence(act.owner, act.title, _names(world))
    if not causes[0].done:
        return f"not done though expected: {said}"
    here, twin = (sum(map(abs, amounts)) for amounts in _sides(causes))
    if here >= twin:
        return said
    return f"{'more of it' if here else 'only'} without the choices: {said}"


def _sides(causes: Iterable["Cause"]) -> Iterator[list[float]]:
    yield [cause.here for cause in causes]
    yield [cause.twin for cause in causes]


def _mechanisms(causes: Iterable["Cause"], world: World) -> Iterator[str]:
    """Each mechanism with what it adds; the numerical bound goes by its own name."""
    for cause in sorted(causes, key=lambda one: -abs(one.amount)):
        if abs(cause.amount) >= VISIBLE:
            known = world.mechanisms.get(cause.mechanism)
            title = cause.mechanism if known is None else known.title.lower()
            yield f"{title} {words.signed(cause.amount, 3)}"
