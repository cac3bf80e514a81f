"""``sensitivity``: which of all the values an answer hangs on, and which sources."""

from typing import NoReturn

import numpy as np

from sim.binding import Case, build_case
from sim.study.compare.ends import effects, ends
from sim.study.ensemble.pairing import arms_of
from sim.study.outcome import Outcome, alignment_of, outcome_of
from sim.study.sensitivity.design import Design
from sim.study.sensitivity.points import Probe
from sim.study.sensitivity.survey import Survey
from sim.world import Problem, Scenario, World, WorldError
from sim.world.problems import suggest

PILOT_RUNS = 500  # pairs that show which alignment the scenario shifts most
ALL_AT_ONCE = 40  # so many values need no screening before Sobol' indices


def survey(
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    *,
    of: str | None = None,
    level: bool = False,
    design: Design | None = None,
) -> Survey:
    """Prepare a study of what an answer hangs on. Raises ``WorldError`` for what cannot be asked.

    ``of`` is an alignment (``RUS>KOR``) or an indicator; default: the alignment that the scenario
    shifts most. ``level`` asks for the outcome under the scenario, not for what it changes.
    """
    design = Design() if design is None else design
    with_, without = build_case(world, scenario), build_case(world, baseline)
    if not level and _alike(scenario, baseline):
        _refuse(
            f"{scenario.id} differs in nothing from {baseline.id}, so it has no effect to examine",
            "Add --level with --of, or compare with another scenario (--against)",
        )
    if level and of is None:
        _refuse("--level needs to know of what", "Add --of with an indicator or an alignment")
    asked: Outcome
    if of is not None:
        asked = outcome_of(of, world, scenario, with_.names)
    else:
        asked = largest_shift(world, with_, without, design.seed, scenario.steps)
    probe = Probe(with_, None if level else without, asked, scenario.steps)
    if not len(probe.ranged):
        _refuse("no value of this world has a range", "Give the values in question a range")
    named = _named(design, probe)
    return Survey(world, scenario, baseline, probe, design, named)


def largest_shift(world: World, with_: Case, without: Case, seed: int, steps: int) -> Outcome:
    """The alignment that the scenario shifts most on average, over a few hundred pairs of runs."""
    pilot = arms_of((with_, without), seed, 0, PILOT_RUNS, steps)
    shift = effects(*(ends(arm, ()) for arm in pilot))
    largest = int(np.argmax(np.abs(shift.mean(axis=1))))
    return alignment_of(with_.names.seen_pairs[largest], world, with_.names)


def _alike(one: Scenario, other: Scenario) -> bool:
    scripts = [{(event.step, event.action) for event in each.events} for each in (one, other)]
    rest = [(each.set, each.state, each.off, each.decision) for each in (one, other)]
    return scripts[0] == scripts[1] and rest[0] == rest[1]


def _named(design: Design, probe: Probe) -> tuple[str, ...] | None:
    """The values named for Sobol' indices; None where the screening is to choose."""
    if not design.apportions:
        return None
    ranged = probe.ranged
    for path in design.values:
        if path not in ranged and path in probe.with_.values.paths:
            _refuse(f"`{path}` has no range", "Name values that have one: sim show shows ranges")
        if path not in ranged:
            _refuse(f"unknown value `{path}`", suggest(path, ranged))
    if design.values:
        return tuple(path for path in ranged if path in design.values)
    if design.screens:
        return None
    if len(ranged) > ALL_AT_ONCE:
        _refuse(
            f"Sobol' indices of all {len(ranged)} values would take too many runs",
            "Name some with --value, or use --method both: the screening names them",
        )
    return ranged


def _refuse(said: str, hint: str) -> NoReturn:
    raise WorldError([Problem("", 0, said, hint)])
