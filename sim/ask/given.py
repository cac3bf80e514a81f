"""What was given besides: values and what is off; and a world and scenarios that have them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.ask.settings import Settings, listed, settings
from sim.ask.where import Where, world_of

if TYPE_CHECKING:
    from sim.results.change import Change
    from sim.world import Quantity, Scenario, World
    from sim.world.values import Values


@dataclass(frozen=True)
class Given:
    """What was given besides, and the ``world`` that has it.

    ``set`` holds by path what was given instead, ``filed`` what of it stood in files, if there were
    any; ``changes`` says what the world had in its place.
    """

    world: "World"
    set: "dict[str, Quantity | str | float]"
    off: tuple[str, ...]
    filed: "Values | None"
    changes: "tuple[Change, ...]"

    @property
    def typed(self) -> dict[str, str]:
        """What stood in no file, in words, by path."""
        left = {} if self.filed is None else self.filed.set
        return shown({path: value for path, value in self.set.items() if path not in left})


def given_in(seeds: Where, values: Settings, off: Sequence[str], files: Sequence[Path]) -> Given:
    """Return what was given, and the world that is meant with it.

    Values typed win over those of files, a later file over an earlier one. Raises ``WorldError``;
    ``ValueError`` for what is no value.
    """
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
    return Given(world, given, off, values_read, changes(before, world, given))


def as_asked(scenarios: "Sequence[Scenario]", given: Given, horizon: int) -> "list[Scenario]":
    """Return the scenarios as they are to be run: with what was typed, to the same horizon."""
    asked = []
    for one in scenarios:
        _check_horizon(one, horizon)
        own = {path: value for path, value in one.set.items() if path not in given.set}
        asked.append(replace(one, set=own, off=one.off | {*given.off}, steps=horizon))
    return asked


def citing(world: "World", scenarios: "Sequence[Scenario]") -> "World":
    """Return the world with the sources that scenarios declare.

    Raises ``WorldError`` for a name that is one source here and another there.
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


def shown(values: "Mapping[str, Quantity | str | float]") -> dict[str, str]:
    """Return values in words, by path."""
    return {path: _in_words(value) for path, value in values.items()}


def _in_words(value: "Quantity | str | float") -> str:
    if isinstance(value, str | float):
        return str(value)
    return f"{value.value:g} ({value.low:g} to {value.high:g})"


def _check_names(world: "World", off: Sequence[str]) -> None:
    from sim.world import Problem, WorldError
    from sim.world.problems import suggest

    known = world.laws
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
        (
            f"{scenario.id}: `{one.action}` {one.at_latest[0]} step {one.at_latest[1]}",
            one.at_latest[1],
        )
        for one in scenario.contingencies
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
