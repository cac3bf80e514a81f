"""Each study of a question that has been read, asked in one way by the command and from Python.

What was set and switched off for the question is written into what is found.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sim.ask.question import Chosen, Posed, Question, Several
from sim.ask.repeat import Repeat
from sim.kernel.asked import Whole

if TYPE_CHECKING:
    from sim.results.comparison import Comparison
    from sim.results.diagnosis import Diagnosis
    from sim.results.discovery import Discovery
    from sim.results.explanation import Explanation
    from sim.results.maps import MonthSweep, ValueMap
    from sim.results.options import Options
    from sim.study.maps.maps import What
    from sim.study.progress import Progress
    from sim.study.sensitivity.survey import Survey
    from sim.world import Scenario

Found = TypeVar("Found", bound="Any")


def marked(found: Found, asked: Question) -> Found:
    """What was found, with what was set and switched off for it."""
    marks: dict[str, Any] = {"set_values": asked.values, "off": asked.off}
    return replace(found, **marks)


def _asked(found: Found, asked: Posed) -> Found:
    """What was found, with what was given for it and how to ask the same again."""
    meta = replace(found.meta, set_values=asked.values, off=asked.off, again=asked.again)
    marked: Found = replace(found, meta=meta)
    return marked


def compared(
    asked: Several, *, runs: int, seed: int, workers: int, progress: "Progress | None"
) -> "Comparison":
    """Scenarios side by side, over the horizon that was asked for."""
    from sim.study.compare.compare import compare

    found = compare(
        asked.world,
        asked.scenarios,
        asked.reference,
        runs=runs,
        seed=seed,
        steps=asked.reference.steps,
        progress=progress,
        workers=workers,
    )
    changed = {name: (*asked.changes, *own) for name, own in found.meta.changes.items()}
    return _asked(replace(found, meta=replace(found.meta, changes=changed)), asked)


def weighed(
    asked: Chosen, *, runs: int, seed: int, workers: int, progress: "Progress | None"
) -> "Options":
    """The options of a choice, under every answer, by every objective."""
    from sim.study.options.options import options

    found = options(
        asked.world, asked.choice, runs=runs, seed=seed, workers=workers, progress=progress
    )
    return _asked(found, asked)


def mapped(
    asked: Question,
    paths: tuple[str, str],
    what: "What",
    *,
    points: int,
    runs: int,
    seed: int,
    workers: int,
    progress: "Progress | None",
) -> "ValueMap":
    """An answer over two values that are held."""
    from sim.study.maps.maps import value_map

    found = value_map(
        asked.world,
        asked.scenario,
        asked.baseline,
        paths,
        what,
        points=points,
        runs=runs,
        seed=seed,
        workers=workers,
        progress=progress,
    )
    return _asked(found, asked)


def swept(
    ref: str | Path,
    asked: Question,
    event: str,
    what: "What",
    *,
    runs: int,
    seed: int,
    workers: int,
    progress: "Progress | None",
) -> "MonthSweep":
    """An answer by the month of an event; ``asked`` is the question as it stands.

    Raises ``WorldError`` for an action that the scenario does not script.
    """
    from sim.ask.place import find
    from sim.study.maps.maps import month_sweep
    from sim.world import Problem, WorldError
    from sim.world.problems import suggest
    from sim.world.read_scenario import load_with

    with_month, steps = asked.scenario.begins, asked.scenario.steps
    if event in asked.scenario.depending and event not in with_month:
        said = f"`{event}` has no month of its own in {asked.scenario.id}"
        cure = "It comes on a condition or by a rule. Move an event with `step` or `date`"
        raise WorldError([Problem("", 0, said, cure)])
    if event not in with_month:
        said = f"`{event}` is not scripted in {asked.scenario.id}"
        raise WorldError([Problem("", 0, said, suggest(event, with_month))])
    moved: list[Scenario | str] = []
    for step in range(1, steps + 1):
        try:
            one = load_with(find(ref), asked.world, (), {event: step}, steps=steps)
        except WorldError as error:
            moved.append(error.problems[0].message)
        else:
            events, depending = one.events, one.contingencies
            moved.append(replace(asked.scenario, events=events, contingencies=depending))
    found = month_sweep(
        asked.world,
        moved,
        asked.scenario,
        asked.baseline,
        event,
        what,
        runs=runs,
        seed=seed,
        workers=workers,
        progress=progress,
    )
    return _asked(found, asked)


def explained(
    again: Repeat,
    *,
    pair: str | None,
    indicator: str | None,
    action: str | None,
    without: Sequence[str],
    flip: bool,
    at: int | None,
    workers: int,
    progress: "Progress | None",
) -> "Explanation":
    """An effect of the runs that are repeated, at a step or at their end."""
    from sim.study.explain.explain import explain

    asked = again.question
    if at is not None:
        Whole("at", 1, again.steps).check(at)
    return explain(
        asked.world,
        asked.scenario,
        asked.baseline,
        pair=pair,
        indicator=indicator,
        action=action,
        runs=again.runs,
        seed=again.seed,
        steps=again.steps if at is None else at,
        without=without,
        flip=flip,
        workers=workers,
        progress=progress,
    )


def diagnosed(
    asked: Question, *, draws: int, seed: int, workers: int, progress: "Progress | None"
) -> "Diagnosis":
    """Whether shocks die out along the scenario, over its horizon."""
    from sim.study.stability.diagnose import diagnose

    found = diagnose(
        asked.world,
        asked.scenario,
        draws=draws,
        seed=seed,
        steps=asked.scenario.steps,
        workers=workers,
        progress=progress,
    )
    return marked(found, asked)


def surveyed(asked: Question, *, of: str | None, level: bool, seed: int, **design: Any) -> "Survey":
    """A survey of the values that an answer hangs on, ready to be run; it knows its runs."""
    from sim.study.sensitivity.design import Design
    from sim.study.sensitivity.sensitivity import survey

    how = Design(seed=seed, **design)
    return survey(asked.world, asked.scenario, asked.baseline, of=of, level=level, design=how)


def discovered(
    asked: Question,
    indicator: str,
    *,
    runs: int,
    seed: int,
    workers: int,
    progress: "Progress | None",
) -> "Discovery":
    """The box of values in which an indicator comes true much more often."""
    from sim.study.sensitivity.discovery import discover

    found = discover(
        asked.world,
        asked.scenario,
        indicator,
        runs=runs,
        seed=seed,
        workers=workers,
        progress=progress,
    )
    return marked(found, asked)
