"""Dotted paths: `actors.KOR.precision` names one value of the world, to read it or to set it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from sim.world.law import Mechanism
from sim.world.problems import MOST, Problem, WorldError, suggest
from sim.world.quantity import KINDS, Quantity, read_quantity
from sim.world.strict import Inherited, Reading, fault

if TYPE_CHECKING:
    from sim.world.world import World

Route = tuple[str, ...]
"""Names of attributes and keys that lead from the world to a value."""

BY_HAND = Inherited(("assumption: set by hand",))

STATE = "state."
"""What the name of a value at the start begins with, where that is off its reference."""

FORMERLY = "formerly."
"""What the name of a value begins with that stood at a path in an earlier time of a history."""

FIRST_CALLED = {"reassures": "assures"}
"""What a part of a path was called when values were first drawn by it."""


def places(world: "World") -> dict[str, tuple[Route, Quantity]]:
    """Every quantity of a world with the way to it, in the order of the paths."""
    found: dict[str, tuple[Route, Quantity]] = {}
    for section, start in (
        ("actions", world.actions),
        ("actors", world.actors),
        ("threats", world.threats),
        ("capabilities", world.capabilities),
        ("theatres", world.theatres),
    ):
        for name, thing in start.items():
            found.update(_inside(f"{section}.{name}", (section, name), thing))
    for name, relation in world.relations.items():
        found.update(_inside(f"dyads.{name}", ("relations", name), relation))
    for name, quantity in world.proximity.items():
        found[f"dyads.{name}.proximity"] = (("proximity", name), quantity)
    for name, mechanism in world.mechanisms.items():
        found.update(_parameters(name, mechanism))
    found.update(_inside("memory", ("memory",), world.memory))
    return dict(sorted(found.items()))


def _inside(
    path: str, route: Route, thing: BaseModel
) -> Iterator[tuple[str, tuple[Route, Quantity]]]:
    for name, value in thing:
        if isinstance(value, Quantity):
            yield f"{path}.{name}", ((*route, name), value)
        elif isinstance(value, dict):
            for key, inner in value.items():
                if isinstance(inner, Quantity):
                    yield f"{path}.{name}.{key}", ((*route, name, key), inner)


def _parameters(name: str, mechanism: Mechanism) -> Iterator[tuple[str, tuple[Route, Quantity]]]:
    for key, parameter in mechanism.parameters.items():
        path = f"mechanisms.{name}.{key}"
        route = ("mechanisms", name, "parameters", key)
        yield path, ((*route, "value"), parameter.value)
        for actor, quantity in parameter.by_actor.items():
            yield f"{path}.by_actor.{actor}", ((*route, "by_actor", actor), quantity)


def extra_route(world: "World", path: str) -> Route | None:
    """The way to what may be set though it is not in `quantities()`.

    `postures.X.start`, and a mechanism's strength for an actor that shares the common one so far.
    """
    match path.split("."):
        case ["postures", name, "start"] if name in world.postures:
            return ("postures", name, "start")
        case ["mechanisms", name, key, "by_actor", actor] if (
            f"mechanisms.{name}.{key}" in world.quantities() and actor in world.actors
        ):
            return ("mechanisms", name, "parameters", key, "by_actor", actor)
    return None


def at_start(path: str) -> str:
    """The name of the value that stands at a path when a run begins off its reference."""
    return f"{STATE}{path}"


def formerly(path: str, era: int) -> str:
    """The name of the value that stood at a path in the ``era``-th time of a history."""
    return f"{FORMERLY}{era}.{path}"


def drawn_by(path: str) -> str:
    """The name by which a value is drawn: its path as it was first called.

    So a value that gets another name keeps its luck, and no result changes with a name. What is off
    its reference stands at the same place of its own range: one that is the reference's, range and
    all, departs from it in no run. What stood there before another leader came likewise.
    """
    if path.startswith(FORMERLY):
        path = path.removeprefix(FORMERLY).partition(".")[2]
    return ".".join(FIRST_CALLED.get(part, part) for part in path.removeprefix(STATE).split("."))


def settable(world: "World") -> list[str]:
    """Every path that can be set, apart from further `by_actor` strengths."""
    return [*world.quantities(), *(f"postures.{name}.start" for name in world.postures)]


def matching(world: "World", pattern: str) -> list[str]:
    """Every path that can be set and is meant by a pattern; ``*`` stands for anything in a part.

    ``actors.*.precision`` means the precision of every actor, ``dyads.KOR>*.alignment`` how Seoul
    stands toward each. A path without a ``*`` means itself,
    whether or not there is such a path. Raises WorldError for a pattern that means none.
    """
    parts = pattern.split(".")
    if "*" not in pattern:
        return [pattern]
    known = [path.split(".") for path in settable(world)]
    alike = [path for path in known if len(path) == len(parts)]
    found = [path for path in alike if all(map(fnmatchcase, path, parts))]
    if found:
        return [".".join(path) for path in found]
    near = {".".join(_with_stars(path, parts)) for path in alike}
    raise WorldError([Problem("", 0, f"no path is like `{pattern}`", suggest(pattern, near))])


def _with_stars(path: list[str], pattern: list[str]) -> list[str]:
    return [mark if "*" in mark else part for part, mark in zip(path, pattern, strict=True)]


def settle(world: "World", path: str, raw: object, reading: Reading) -> Quantity | str:
    """What stands in `set` for a path, as a quantity or a level. Raises a validation fault."""
    route = world.route(path)
    if route is None:
        raise fault(f"unknown path `{path}`", suggest(path, settable(world)))
    if route[0] == "postures":
        levels = world.postures[route[1]].levels
        if raw not in levels:
            raise fault(f"unknown level {raw!r} of {route[1]}", suggest(str(raw), levels))
        return str(raw)
    known = world.quantities()
    kind = KINDS[known[path].kind if path in known else "coefficient"]
    return read_quantity(raw, kind, reading)


def with_values(world: "World", values: Mapping[str, Quantity | str | float]) -> "World":
    """See World.with_values."""
    reading = Reading(world.scales, world.register, BY_HAND)
    settled: dict[str, Quantity | str] = {}
    problems: list[Problem] = []
    for path, value in values.items():
        if len(problems) >= MOST:
            break
        try:
            settled[path] = settle(world, path, _given(value), reading)
        except PydanticCustomError as error:
            context = error.context or {}
            problems.append(Problem("", 0, f"{path}: {context['said']}", context["hint"]))
    if problems:
        raise WorldError(problems)
    changed = put_all(world, settled)
    problems = [
        Problem("", 0, said, hint) for _, said, hint in crowded(changed, touched(world, settled))
    ]
    if problems:
        raise WorldError(problems)
    return changed


def _given(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Quantity(value, value, value, "", BY_HAND)
    return value


def put_all(world: "World", values: Mapping[str, Quantity | str]) -> "World":
    """The world with settled values in their places."""
    for path, value in values.items():
        route = world.route(path)
        assert route is not None
        world = _put(world, route, value)
    return world


def _put(thing: Any, route: Route, value: object) -> Any:
    """A copy of `thing` with the value at the end of the route; what is beside it is shared."""
    if not route:
        return value
    name, rest = route[0], route[1:]
    if isinstance(thing, Mapping):
        return {**thing, name: _put(thing.get(name), rest, value)}
    changed = {name: _put(getattr(thing, name), rest, value)}
    if isinstance(thing, BaseModel):
        return thing.model_copy(update=changed)
    return replace(thing, **changed)


def touched(world: "World", paths: Mapping[str, object]) -> set[str]:
    """The instruments whose base rates are among the paths."""
    parts = [path.split(".") for path in paths]
    return {
        world.actions[p[1]].instrument for p in parts if p[0] == "actions" and p[-1] == "base_rate"
    }


def crowded(world: "World", instruments: set[str]) -> list[tuple[str, str, str]]:
    """Instruments whose base rates leave no room for doing nothing: (name, what, hint)."""
    sums = dict.fromkeys(sorted(instruments), 0.0)
    for action in world.actions.values():
        if action.instrument in sums:
            sums[action.instrument] += action.base_rate.high
    return [
        (
            name,
            f"the base rates of {name} add up to {total:.3g} at the high ends of their ranges",
            "They must stay below 1, so that doing nothing stays possible",
        )
        for name, total in sums.items()
        if total >= 1
    ]
