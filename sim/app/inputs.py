"""From what was typed to a world, a scenario and the scenario it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.world import Scenario, World


@dataclass(frozen=True)
class Question:
    """A scenario, what it is compared with, and the world in which both are asked."""

    world: "World"
    scenario: "Scenario"
    baseline: "Scenario"
    values: dict[str, str]
    off: tuple[str, ...]


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
) -> Question:
    """Read everything a run needs. Raises ``WorldError``.

    ``values`` are ``path=value``; they and ``off`` change both arms, so that the comparison still
    shows what the scenario's own events do. A value given here wins over one in a scenario.
    """
    from sim.world import load_scenario, load_world

    given = _settings(values)
    world = load_world(seeds)
    if given:
        world = world.with_values(given)
    _check_names(world, off)

    found = find(ref)
    beside = found.parent if isinstance(found, Path) else None
    scenario = load_scenario(found, world)
    other = find(against) if against else find(scenario.against, beside)
    same = against is None and scenario.against == scenario.id
    baseline = scenario if same else load_scenario(other, world)

    horizon = scenario.steps if steps is None else steps

    def asked(one: "Scenario") -> "Scenario":
        _check_horizon(one, horizon)
        own = {path: value for path, value in one.set.items() if path not in given}
        return replace(one, set=own, off=one.off | set(off), steps=horizon)

    shown = {path: str(value) for path, value in given.items()}
    return Question(world, asked(scenario), asked(baseline), shown, tuple(off))


def _settings(values: Sequence[str]) -> dict[str, str | float]:
    from sim.world import Problem, WorldError

    settings: dict[str, str | float] = {}
    for text in values:
        path, equals, value = (part.strip() for part in text.partition("="))
        if not (path and equals and value):
            raise WorldError([Problem("", 0, f"--set {text}: no value", "Write --set path=value")])
        try:
            settings[path] = float(value)
        except ValueError:
            settings[path] = value
    return settings


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
