"""From what was typed to a world, a scenario and the scenario it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.app.home import beside
from sim.app.settings import settings

if TYPE_CHECKING:
    from sim.results.change import Change
    from sim.world import Quantity, Scenario, World
    from sim.world.values import Values

    Given = dict[str, Quantity | str | float]  # by dotted path, what was given instead


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


def find(ref: str, beside: Path | None = None) -> str | Path:
    """Return what ``load_scenario`` takes for a path or an id.

    An id is looked up beside another scenario, then in ``scenarios/`` of the working directory,
    then among those that come with the world.
    """
    if ref.endswith((".yaml", ".yml")) or "/" in ref or "\\" in ref:
        return Path(ref)
    for folder in (beside, Path("scenarios")):
        if folder is not None and (path := folder / f"{ref}.yaml").is_file():
            return path
    return ref


def find_timeline(ref: str) -> Path:
    """Return the file of a timeline: a path, or an id looked up as a scenario's is."""
    from sim.world import Problem, WorldError
    from sim.world.locate import timelines_dir
    from sim.world.problems import suggest

    if ref.endswith((".yaml", ".yml")) or "/" in ref or "\\" in ref:
        return Path(ref)
    folders = (Path("timelines"), timelines_dir())
    known = {path.stem: path for folder in reversed(folders) for path in folder.glob("*.yaml")}
    if ref not in known:
        raise WorldError([Problem("", 0, f"unknown timeline `{ref}`", suggest(ref, known))])
    return known[ref]


def scenario_files(seeds: Path | None = None) -> list[Path]:
    """Return every scenario: of a world (default: the one that comes along) and of ``scenarios/``.

    One in the working directory stands for its namesake that comes with the world.
    """
    from sim.world import scenarios_dir

    shipped = scenarios_dir() if seeds is None else seeds.resolve().parent / "scenarios"
    files = {path.name: path for path in shipped.glob("*.yaml")}
    files |= {path.name: path for path in Path("scenarios").glob("*.yaml")}
    return [files[name] for name in sorted(files)]


def question(
    ref: str,
    *,
    seeds: Path | None = None,
    against: str | None = None,
    values: Sequence[str] = (),
    off: Sequence[str] = (),
    steps: int | None = None,
    files: Sequence[Path] = (),
) -> Question:
    """Read everything a run needs. Raises ``WorldError``.

    ``values`` are ``path=value``, ``files`` hold values with ranges and sources; they and ``off``
    change both arms, so that the comparison still shows what the scenario's own events do. A value
    given here wins over one in a scenario, a later file over an earlier one, ``values`` over files.
    """
    from sim.world import load_scenario

    found = find(ref)
    if seeds is None and isinstance(found, Path):
        seeds = beside(found)
    world, given, filed, changed = _world(seeds, values, off, files)
    scenario = load_scenario(found, world)
    other = find(against) if against else find(scenario.against, _beside(found))
    same = against is None and scenario.against == scenario.id
    baseline = scenario if same else load_scenario(other, world)
    horizon = scenario.steps if steps is None else steps
    asked, compared = _asked((scenario, baseline), given, off, horizon)
    return Question(world, asked, compared, _shown(given), tuple(off), filed, changed)


def several(
    refs: Sequence[str],
    *,
    seeds: Path | None = None,
    against: str | None = None,
    values: Sequence[str] = (),
    off: Sequence[str] = (),
    steps: int | None = None,
    files: Sequence[Path] = (),
) -> Several:
    """Read everything a comparison of scenarios needs. Raises ``WorldError``.

    The reference defaults to what the scenarios are compared with or, where they differ in that,
    to what the first is; the horizon to the longest of theirs. Otherwise as :func:`question`.
    """
    from sim.study.compare.compare import check_scenarios, reference_id
    from sim.world import load_scenario

    found = [find(ref) for ref in refs]
    if seeds is None and isinstance(found[0], Path):
        seeds = beside(found[0])
    world, given, _, changed = _world(seeds, values, off, files)
    for place in found:
        _check_home(place, world)
    scenarios = tuple(load_scenario(place, world) for place in found)
    check_scenarios(scenarios)
    name = reference_id(scenarios)
    known = {scenario.id: scenario for scenario in scenarios}
    if against is None and name in known:
        reference = known[name]
    else:
        other = find(against) if against else find(name, _beside(found[0]))
        reference = load_scenario(other, world)
    horizon = max(scenario.steps for scenario in scenarios) if steps is None else steps
    *asked, compared = _asked((*scenarios, reference), given, off, horizon)
    return Several(world, tuple(asked), compared, _shown(given), tuple(off), changed)


def _world(
    seeds: Path | None, values: Sequence[str], off: Sequence[str], files: Sequence[Path]
) -> "tuple[World, Given, Values | None, tuple[Change, ...]]":
    from sim.study.changes import typed as changes
    from sim.world import load_world
    from sim.world.values import Values, load_values

    before = world = load_world(seeds)
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


def _beside(found: str | Path) -> Path | None:
    return found.parent if isinstance(found, Path) else None


def _check_home(found: str | Path, world: "World") -> None:
    """Refuse a scenario that lies beside another world than the one it is asked in."""
    from sim.world import Problem, WorldError
    from sim.world.yaml_reader import read_yaml

    if not isinstance(found, Path):
        return
    home = found.resolve().parent.parent / "seeds" / "world.yaml"
    if not home.is_file() or home.parent == world.folder.resolve():
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
