"""What if a value of the world were another: the knobs that a class is offered, and any other."""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.world import World, WorldError
from sim.world.paths import matching
from sim.world.quantity import Quantity

MOST = 6  # values that are other at once
EVERY = "actors.*.precision"


@dataclass(frozen=True)
class Knob:
    """A value by its path, as it is stated and within what range; ``title`` says what it is."""

    path: str
    title: str
    now: float
    low: float
    high: float


def knobs(world: World) -> tuple[Knob, ...]:
    """Those on offer: how sharply states respond, all or one, and how far threats are believed."""
    stated = world.quantities()
    found = [_knob(EVERY, "how sharply every state responds", stated[_first(world)])]
    found += [_of(path, world) for code in world.deciding if (path := _precision(code)) in stated]
    found += [_of(path, world) for name in world.threats if (path := _belief(name)) in stated]
    return tuple(found)


def knob(path: str, world: World) -> Knob:
    """The knob of a path or pattern, offered or not."""
    if path == EVERY:
        return knobs(world)[0]
    return _of(matching(world, path)[0], world, path)


def otherwise(world: World, values: Mapping[str, float]) -> World:
    """The world with other values, by path or pattern. WorldError for what is none of its values.

    A path wins over a pattern that means it too.
    """
    meant: dict[str, float] = {}
    for path, value in sorted(values.items(), key=lambda one: "*" not in one[0]):
        meant |= dict.fromkeys(matching(world, path), value)
    return world.with_values(meant)


def wrong(world: World, values: Mapping[str, float]) -> str:
    """What is wrong with other values, in a sentence; nothing if they can be."""
    if len(values) > MOST:
        return f"At most {MOST} values can be other at once."
    try:
        otherwise(world, values)
    except WorldError as error:
        return str(error.problems[0])
    return ""


def _first(world: World) -> str:
    return _precision(next(iter(world.deciding)))


def _precision(code: str) -> str:
    return f"actors.{code}.precision"


def _belief(threat: str) -> str:
    return f"threats.{threat}.credibility"


def _of(path: str, world: World, called: str = "") -> Knob:
    found = world.quantities().get(path)
    stated = Quantity(0.0, 0.0, 0.0, "", ()) if found is None else found
    return _knob(called or path, _title(path, world), stated)


def _title(path: str, world: World) -> str:
    match path.split("."):
        case ["actors", code, "precision"]:
            return f"how sharply {world.parties[code].name} responds"
        case ["threats", name, "credibility"]:
            threat = world.threats[name]
            owner = world.parties[threat.owner].name
            return f"how far {owner} is believed: {threat.title}"
    return path


def _knob(path: str, title: str, stated: Quantity) -> Knob:
    return Knob(path, title, stated.value, stated.low, stated.high)
