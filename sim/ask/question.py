"""From what was typed or given to a world, a scenario and the scenario it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Union

from sim.ask.home import beside, here
from sim.ask.place import find
from sim.ask.settings import Settings, listed, settings
from sim.kernel.asked import STEPS

if TYPE_CHECKING:
    from sim.results.change import Change
    from sim.world import Quantity, Scenario, World
    from sim.world.values import Values

    Given = dict[str, Quantity | str | float]  # by dotted path, what was given instead

Asked = Union[str, Path, "Scenario"]
"""A scenario: its id, its file, or read already."""
Where = Union[str, Path, "World", None]
"""A world: its folder of seeds, or read already; None for the one that comes along."""


@dataclass(frozen=True)
class Question:
    """A scenario, what it is compared with, and the world in which both are asked.

    ``values`` are all that were given instead, in words; ``filed`` those that stood in files.
    ``changes`` says the values once more, with what the world had in their place.
    """

    world: "World"
    scenario: "Scenario"
    baseline: "Scenario"
    values: dict[str, str]
    off: tuple[str, ...]
    filed: "Values | None" = None
    changes: "tuple[Change, ...]" = ()


@dataclass(frozen=True)
class Several:
    """Scenarios, the one they are compared with, and the world in which all are asked."""

    world: "World"
    scenarios: "tuple[Scenario, ...]"
    reference: "Scenario"
    values: dict[str, str]
    off: tuple[str, ...]
    changes: "tuple[Change, ...]" = ()


def question(
    ref: Asked,
    *,
    seeds: Where = None,
    against: Asked | None = None,
    values: Settings = (),
    off: Sequence[str] = (),
    steps: int | None = None,
    files: Sequence[Path] = (),
) -> Question:
    """Read everything a run needs. Raises ``WorldError``; ``ValueError`` for what is no value.

    ``values`` are by path, ``files`` hold values with ranges and sources; they and ``off``
    change both arms, so that the comparison still shows what the scenario's own events do. A value
    given here wins over one in a scenario, a later file over an earlier one, ``values`` over files.
    """
    seeds = _home(ref, seeds)
    world, given, filed, changed = _world(seeds, values, off, files)
    scenario = _read(ref, world)
    same = against is None and scenario.against == scenario.id
    if same:
        baseline = scenario
    elif against:
        baseline = _read(against, world)
    else:
        baseline = _read(scenario.against, world, _beside(ref))
    horizon = scenario.steps if steps is None else steps
    STEPS.check(horizon)
    asked, compared = _asked((scenario, baseline), given, off, horizon)
    world = _with_own_sources(world, (scenario, baseline))
    return Question(world, asked, compared, _shown(given), tuple(off), filed, changed)


def several(
    refs: Sequence[Asked],
    *,
    seeds: Where = None,
    against: Asked | None = None,
    values: Settings = (),
    off: Sequence[str] = (),
    steps: int | None = None,
    files: Sequence[Path] = (),
) -> Several:
    """Read everything a comparison of scenarios needs. Raises ``WorldError``.

    The reference defaults to what the scenarios are compared with or, where they differ in that,
    to what the first is; the horizon to the longest of theirs. Otherwise as :func:`question`.
    """
    from sim.study.compare.compare import check_scenarios, reference_id

    seeds = _home(refs[0], seeds) if refs else seeds
    world, given, _, changed = _world(seeds, values, off, files)
    for ref in refs:
        _check_home(ref, world)
    scenarios = tuple(_read(ref, world) for ref in refs)
    check_scenarios(scenarios)
    name = reference_id(scenarios)
    known = {scenario.id: scenario for scenario in scenarios}
    if against is None and name in known:
        reference = known[name]
    else:
        reference = _read(against, world) if against else _read(name, world, _beside(refs[0]))
    horizon = max(scenario.steps for scenario in scenarios) if steps is None else steps
    STEPS.check(horizon)
    *asked, compared = _asked((*scenarios, reference), given, off, horizon)
    world = _with_own_sources(world, (*scenarios, reference))
    return Several(world, tuple(asked), compared, _shown(given), tuple(off), changed)


def world_of(seeds: Where) -> "World":
    """Return a world as it is given, else read it. Raises ``WorldError``."""
    from sim.world import World, load_world

    if isinstance(seeds, World):
        return seeds
    return load_world(None if seeds is None else Path(seeds))


def chosen(world: Where) -> Where:
    """Return the world that is meant: as it is given, else the user's own where there is one."""
    return here() if world is None else world


def world_at(world: Where) -> "World":
    """Read the world that is meant. Raises ``WorldError``."""
    return world_of(chosen(world))


def _read(ref: Asked, world: "World", near: Path | None = None) -> "Scenario":
    from sim.world import Scenario, load_scenario

    if not isinstance(ref, Scenario):
        return load_scenario(find(ref, near), world)
    from sim.study.compare.compare import check_world

    check_world(ref, world)
    return ref


def _world(
    seeds: Where, values: Settings, off: Sequence[str], files: Sequence[Path]
) -> "tuple[World, Given, Values | None, tuple[Change, ...]]":
    from sim.study.changes import typed as changes
    from sim.world.values import Values, load_values

    before = world = world_of(seeds)
    off = listed("off", off)
    typed = settings(values, world)
    filed = Values({}, {})
    for file in files:
        loaded = load_values(file, world)
        world = loaded.apply(world)
        filed = Values({**filed.set, **loaded.set}, {**filed.sources, **loaded.sources})
    if typed:
        world = world.with_values(typed)
    _check_names(world, off)
    left = {path: value for path, value in filed.set.items() if path not in typed}
    given = {**left, **typed}
    values_read = Values(left, filed.sources) if files else None
    return world, given, values_read, changes(before, world, given)


def _with_own_sources(world: "World", scenarios: "Sequence[Scenario]") -> "World":
    """The world with what scenarios declare. Refuses a name that means one thing here, one there.

    Raises ``WorldError``.
    """
    from sim.world import Problem, WorldError

    whose = dict.fromkeys(world.sources, "the world")
    for one in scenarios:
        for name, source in one.sources.items():
            if world.sources.get(name, source) != source:
                said = f"`{name}` is one source in {one.id} and another in {whose[name]}"
                raise WorldError([Problem("", 0, said, "Give one of the two another name")])
            whose[name] = one.id
        world = world.with_sources(one.sources)
    return world


def _asked(
    scenarios: "Sequence[Scenario]",
    given: "Given",
    off: Sequence[str],
    horizon: int,
) -> "list[Scenario]":
    """Return the scenarios as they are to be run: with what was typed, to the same horizon."""
    asked = []
    for one in scenarios:
        _check_horizon(one, horizon)
        own = {path: value for path, value in one.set.items() if path not in given}
        asked.append(replace(one, set=own, off=one.off | set(off), steps=horizon))
    return asked


def _shown(given: "Given") -> dict[str, str]:
    return {path: _in_words(value) for path, value in given.items()}


def _in_words(value: "Quantity | str | float") -> str:
    if isinstance(value, str | float):
        return str(value)
    return f"{value.value:g} ({value.low:g} to {value.high:g})"


def _found(ref: Asked) -> Path | None:
    """The file that is meant; None for an id that comes along, or what has been read."""
    found = find(ref) if isinstance(ref, str | Path) else None
    return found if isinstance(found, Path) else None


def _home(ref: Asked, seeds: Where) -> Where:
    """The seeds that are named, else those beside the folder of the scenario's file."""
    found = _found(ref)
    return seeds if seeds is not None or found is None else beside(found)


def _beside(ref: Asked) -> Path | None:
    found = _found(ref)
    return None if found is None else found.parent


def _check_home(ref: Asked, world: "World") -> None:
    """Refuse a scenario that lies beside another world than the one it is asked in."""
    from sim.world import Problem, WorldError
    from sim.world.regular import there
    from sim.world.yaml_reader import read_yaml

    found = _found(ref)
    if found is None:
        return
    home = found.resolve().parent.parent / "seeds" / "world.yaml"
    if not there(home) or home.parent == world.folder.resolve():
        return
    own = read_yaml(home).data.get("id")
    if own != world.id:
        said = f"{found} is of the world `{own}` beside it, not of `{world.id}`"
        hint = f"Compare scenarios of one world; it is chosen by --world {home.parent}"
        raise WorldError([Problem("", 0, said, hint)])


def _check_names(world: "World", off: Sequence[str]) -> None:
    from sim.world import Problem, WorldError
    from sim.world.problems import suggest

    known = [*world.mechanisms, *world.motives]
    problems = [
        Problem("", 0, f"--off {name}: unknown mechanism or motive", suggest(name, known))
        for name in off
        if name not in known
    ]
    if problems:
        raise WorldError(problems)


def _check_horizon(scenario: "Scenario", steps: int) -> None:
    """Refuse a horizon that would cut off what the scenario scripts or watches."""
    from sim.world import Problem, WorldError

    late = [
        (f"{scenario.id}: `{event.action}` comes at step {event.step}", event.step)
        for event in scenario.events
    ]
    late += [
        (f"{scenario.id}: the indicator `{watched.id}` looks at step {last}", last)
        for watched in scenario.indicators
        if (last := max(watched.start or 0, watched.end or 0))
    ]
    problems = [
        Problem("", 0, f"{said}, after the end (step {steps})", f"Use --steps {step} or more")
        for said, step in late
        if step > steps
    ]
    if problems:
        raise WorldError(problems)
