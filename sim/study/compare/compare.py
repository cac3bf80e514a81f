"""``compare``: several scenarios against one reference, on the same draws."""

from collections.abc import Iterable, Sequence

from sim.results import Notice
from sim.results.comparison import CompareMeta, Comparison
from sim.results.known import KnownPast
from sim.study.changes import changes
from sim.study.compare.rows import (
    alignment_rows,
    arm_rows,
    contrast_rows,
    indicator_contrast_rows,
    indicator_rows,
    parting_rows,
)
from sim.study.compare.tallies import SideBySide, line_up, run_lineup
from sim.study.ensemble.evidence import settled
from sim.study.ensemble.warnings import few
from sim.study.interrupts import put_off
from sim.study.limits import RUNS, check_asked
from sim.study.progress import Progress
from sim.study.yardstick import yardstick
from sim.world import Problem, Scenario, World, WorldError, load_scenario
from sim.world.indicator import Indicator

FEWEST = 2  # scenarios


def compare(
    world: World,
    scenarios: Sequence[Scenario],
    reference: Scenario | None = None,
    *,
    runs: int = 1000,
    seed: int = 0,
    steps: int | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> Comparison:
    """Run scenarios and one reference on the same draws, and show them side by side.

    ``reference`` defaults to what all of them are compared with or, where they differ in that, to
    what the first is; ``steps`` to the longest horizon among the scenarios. Raises ``WorldError``
    for fewer than two scenarios, for the same one twice and for scenarios of another world. An
    interrupt after the first block returns what is finished, with a warning that says so.
    """
    RUNS.check(runs)
    check_asked(seed=seed, steps=steps, workers=workers)
    chosen = tuple(scenarios)
    check_scenarios(chosen)
    reference = load_scenario(reference_id(chosen), world) if reference is None else reference
    for scenario in (*chosen, reference):
        check_world(scenario, world)
    steps = max(scenario.steps for scenario in chosen) if steps is None else steps
    lineup = line_up(world, chosen, reference, shared_indicators(world, chosen), steps)
    found = SideBySide(lineup)
    with put_off() as stop:
        for block in run_lineup(lineup, seed, runs, workers, stop):
            found.add(block)
            if progress is not None:
                progress(found.runs)
    stop.settle(finished=found.runs > 0)
    return Comparison(
        meta=_meta(world, chosen, reference, found.runs, seed, steps),
        alignments=alignment_rows(found, chosen),
        indicators=indicator_rows(found, chosen),
        contrasts=contrast_rows(found, chosen),
        indicator_contrasts=indicator_contrast_rows(found, chosen),
        arms=arm_rows(found, chosen),
        partings=parting_rows(found, chosen, world),
        warnings=(*_notices(found, runs), *_otherwise(chosen, reference)),
    )


def reference_id(scenarios: Sequence[Scenario]) -> str:
    """What all of the scenarios are compared with or, where that differs, what the first is."""
    return scenarios[0].against


def check_scenarios(scenarios: Sequence[Scenario]) -> None:
    """Refuse fewer than two scenarios, and the same one twice. Raises ``WorldError``."""
    ids = [scenario.id for scenario in scenarios]
    if len(ids) < FEWEST:
        raise WorldError([Problem("", 0, f"{len(ids)} scenario to compare", "Name two or more")])
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        said = f"`{twice[0]}` is named twice"
        raise WorldError([Problem("", 0, said, _hint(scenarios, twice[0]))])


def _hint(scenarios: Sequence[Scenario], name: str) -> str:
    against = next(scenario.against for scenario in scenarios if scenario.id == name)
    return (
        "Name each once. To see an exact zero, compare it with a copy of its file under another"
        f" name, or look at the reference itself: sim compare {name} {against}"
    )


def check_world(scenario: Scenario, world: World) -> None:
    """Refuse a scenario that speaks of what this world does not have. Raises ``WorldError``."""
    watched = {*world.actions, *world.theatres, *world.postures, *world.threats}
    watched |= {f"{i}>{j}" for i in world.actors for j in world.parties if i != j}
    unknown = [event.action for event in scenario.events if event.action not in world.actions]
    unknown += sorted(scenario.off.difference(world.laws))
    unknown += [path for path in scenario.state if world.route(path) is None]
    unknown += [one.object for one in scenario.indicators if one.object not in watched]
    if unknown:
        said = f"{scenario.id} is of another world: {world.id} has no `{unknown[0]}`"
        raise WorldError([Problem("", 0, said, "Compare scenarios of one world")])


def shared_indicators(world: World, scenarios: Iterable[Scenario]) -> tuple[Indicator, ...]:
    """Every indicator of the world and of any scenario, each once.

    Raises ``WorldError`` if two scenarios mean different things by the same id.
    """
    found = {indicator.id: (indicator, "the world") for indicator in world.indicators}
    for scenario in scenarios:
        for indicator in scenario.indicators:
            first, owner = found.setdefault(indicator.id, (indicator, scenario.id))
            if first != indicator:
                said = f"{scenario.id} and {owner} mean different things by `{indicator.id}`"
                hint = "Give one of the indicators another id"
                raise WorldError([Problem("", 0, said, hint)])
    return tuple(indicator for indicator, _ in found.values())


def _notices(found: SideBySide, asked: int) -> Iterable[Notice]:
    if found.runs < asked:
        yield Notice("interrupted", f"interrupted: {found.runs:,} of {asked:,} runs are reported.")
    if (rough := few(found.runs)) is not None:
        yield rough


def _otherwise(scenarios: tuple[Scenario, ...], reference: Scenario) -> Iterable[Notice]:
    """Say which scenarios are compared with something else when they are run by themselves."""
    others = [
        f"{scenario.id} with {scenario.against}"
        for scenario in scenarios
        if scenario.against not in (reference.id, scenario.id) and scenario.id != reference.id
    ]
    if others:
        yield Notice(
            "other-reference",
            f"sim run compares {', '.join(others)}. Here it is compared with {reference.id}, so its"
            " effect holds also what sets those two apart.",
        )


def _meta(
    world: World,
    scenarios: tuple[Scenario, ...],
    reference: Scenario,
    runs: int,
    seed: int,
    steps: int,
) -> CompareMeta:
    known = yardstick(world)
    asked = shared_indicators(world, scenarios)
    others = {one.id for one in reference.reported(world)}
    return CompareMeta(
        scenarios=tuple(scenario.id for scenario in scenarios),
        titles=tuple(scenario.title for scenario in scenarios),
        reference=reference.id,
        reference_title=reference.title,
        world=world.id,
        start=world.date,
        step_unit=world.step,
        runs=runs,
        seed=seed,
        steps=steps,
        names=world.names,
        changes={one.id: changes(world, one, reference) for one in scenarios},
        own=tuple(one.id for one in asked if one.id not in others),
        settled=settled(world, (*scenarios, reference), asked),
        known_past=KnownPast.of(world),
        ordinary=None if known is None else (known.ordinary.median, known.ordinary.high),
    )
