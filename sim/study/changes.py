"""What sets two scenarios apart besides their scripts, and what was typed for both, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sim.results import ARMS, WITH
from sim.results.change import Change
from sim.world import Quantity, Scenario, World
from sim.world.paths import at_start
from sim.world.titles import title
from sim.world.wording import plays

ON, OFF = "on", "off"


def changes(world: World, scenario: Scenario, baseline: Scenario) -> tuple[Change, ...]:
    """Return every value, beginning and law that a scenario or its baseline has otherwise."""
    paths = sorted({*scenario.set, *baseline.set})
    found = [_value(world, path, scenario.set, baseline.set) for path in paths]
    found += [
        _begins(world, path, scenario, baseline) for path in _off_reference(scenario, baseline)
    ]
    laws = world.laws
    return (
        *(one for one in found if one is not None),
        *_plays(world, scenario, baseline),
        *(_law(world, name, scenario, baseline) for name in laws if _is_off(name, scenario)),
        *(
            _law(world, name, scenario, baseline)
            for name in laws
            if _is_off(name, baseline) and not _is_off(name, scenario)
        ),
    )


def typed(before: World, after: World, paths: Iterable[str]) -> tuple[Change, ...]:
    """Return the values that a world was given instead, for both arms alike."""
    return tuple(
        _change(before, path, _at(before, path), _at(after, path), ARMS) for path in sorted(paths)
    )


def _plays(world: World, scenario: Scenario, baseline: Scenario) -> list[Change]:
    """What depends in either script, where they differ; what is in both stands as of both."""
    ours, theirs = (
        {said: (name, sources) for name, said, sources in plays(world, one)}
        for one in (scenario, baseline)
    )
    found = []
    for said, (name, sources) in {**theirs, **ours}.items():
        told = said if said in ours else f"it is not so that {said}"
        arms = ARMS if said in ours and said in theirs else (WITH,)
        found.append(Change("play", name, told, "", "", "; ".join(sources), arms))
    return found


def _is_off(name: str, scenario: Scenario) -> bool:
    return name in scenario.off


def _value(
    world: World,
    path: str,
    ours: Mapping[str, Quantity | str],
    theirs: Mapping[str, Quantity | str],
) -> Change | None:
    here, there = (one.get(path, _at(world, path)) for one in (ours, theirs))
    if here != there:
        return _change(world, path, there, here, (WITH,))
    if here == _at(world, path):
        return None
    return _change(world, path, _at(world, path), here, ARMS)


def _off_reference(scenario: Scenario, baseline: Scenario) -> list[str]:
    return sorted({*scenario.state, *baseline.state})


def _begins(world: World, path: str, scenario: Scenario, baseline: Scenario) -> Change | None:
    ours, theirs = ({**one.set, **one.state} for one in (scenario, baseline))
    found = _value(world, path, ours, theirs)
    if found is None:
        return None
    return replace(
        found, kind="state", name=at_start(path), title=found.title.removesuffix(": start")
    )


def _change(
    world: World,
    path: str,
    old: Quantity | str | None,
    new: Quantity | str | None,
    arms: tuple[str, ...],
) -> Change:
    source = "; ".join(new.sources) if isinstance(new, Quantity) else ""
    return Change("value", path, title(world, path), _shown(old), _shown(new), source, arms)


def _law(world: World, name: str, scenario: Scenario, baseline: Scenario) -> Change:
    kind = "mechanism" if name in world.mechanisms else "motive"
    said = world.mechanisms[name].title if kind == "mechanism" else world.motives[name].title
    if not _is_off(name, scenario):
        return Change(kind, name, said, OFF, ON)
    return Change(kind, name, said, ON, OFF, arms=ARMS if _is_off(name, baseline) else (WITH,))


def _at(world: World, path: str) -> Quantity | str | None:
    """What stands at a path; None where a strength is shared with all so far."""
    found = world.quantities().get(path)
    if found is not None:
        return found
    match path.split("."):
        case ["postures", name, "start"]:
            return world.postures[name].start
        case ["mechanisms", name, key, "by_actor", _]:
            return world.quantities().get(f"mechanisms.{name}.{key}")
    return None


def _shown(value: Quantity | str | None) -> str:
    if not isinstance(value, Quantity):
        return "" if value is None else value
    if value.fixed:
        return f"{value.value:g}"
    return f"{value.value:g} ({value.low:g} to {value.high:g})"
