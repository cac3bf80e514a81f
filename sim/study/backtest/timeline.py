"""A scenario scored by a timeline: the chances it gave to what happened, and to what did not.

The base rates are the baseline scenario: the same world in which the scenario's event did not
happen. The ranges of a skill resample both the items, since another list might have been drawn up,
and the runs, since there might have been others. A scenario whose script the record contradicts is
not called better, whatever the rest of the list says.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sim.binding import build_case
from sim.kernel.arrays import Floats
from sim.results.backtest import BETTER, WORSE, Skill
from sim.results.timeline import TimelineItem, TimelineScore
from sim.study.backtest.backtest import part_of
from sim.study.backtest.chances import chances, resampled
from sim.study.backtest.over_items import Told, apart
from sim.study.backtest.scores import DECIDES, DRAWS, brier, log_score
from sim.study.backtest.script import contradicts, settled
from sim.study.limits import SCORED, check_asked
from sim.study.progress import Progress
from sim.world import Problem, Scenario, World, WorldError
from sim.world.indicator import Indicator
from sim.world.month import months_between
from sim.world.timeline import Occurrence, Timeline

WITHHELD = "withheld"  # the arm that did better has a script that the record contradicts

Arms = tuple[Scenario, Scenario]  # scenario, baseline


def score_timeline(
    world: World,
    timeline: Timeline,
    scenario: Scenario,
    baseline: Scenario,
    *,
    runs: int = 2000,
    seed: int = 0,
    progress: Progress | None = None,
) -> TimelineScore:
    """Score a scenario by what is known to have happened. Raises ``WorldError``.

    Nothing of the world is changed: a timeline is only looked at. ``progress`` is told how far the
    work is, up to ``WHOLE``.
    """
    SCORED.check(runs)
    check_asked(seed=seed)
    arms = scenario, baseline
    first = months_between(world.date, timeline.start) + 1
    last = months_between(world.date, timeline.end) + 1
    watched = [_indicator(one, world, scenario, first, last) for one in timeline.outcomes]
    keep = np.array([not settled(one, world, arms, last) for one in watched])
    if not keep.any():
        said = f"{scenario.id} scripts everything that the timeline looks for: nothing is scored"
        raise WorldError([Problem("", 0, said, "Name a scenario that leaves something open")])
    rolled = []
    for number, arm in enumerate(arms):
        part = part_of(progress, number * runs, len(arms) * runs)
        rolled.append(chances(build_case(world, arm), world, watched, last, runs, seed, part))
    drawn = resampled(rolled, DRAWS, seed)
    items = tuple(
        TimelineItem(
            outcome=outcome,
            title=watched[n].title,
            scenario=float(rolled[0].by_step[-1, n]),
            baseline=float(rolled[1].by_step[-1, n]),
            apart=differ,
            settled=not keep[n],
            contradicts=_refuted(outcome, watched[n], world, arms, last),
        )
        for n, (outcome, differ) in enumerate(
            zip(timeline.outcomes, apart(drawn, DECIDES), strict=True)
        )
    )
    monthly = _monthly(timeline.outcomes, world.date, last)
    by_month = [brier(arm.by_step, monthly)[first - 1 :, keep].mean() for arm in rolled]
    told = Told(
        names=tuple(item.outcome.name for item in items if not item.settled),
        said=(rolled[0].by_step[-1, keep], rolled[1].by_step[-1, keep]),
        others=(drawn[0][:, keep], drawn[1][:, keep]),
        came=monthly[-1, keep],
    )
    return TimelineScore(
        timeline=timeline,
        scenario=scenario.id,
        baseline=baseline.id,
        items=items,
        brier=told.means(brier),
        log=told.means(log_score),
        by_month=(float(by_month[0]), float(by_month[1])),
        skill=_allowed(told.skill(brier, baseline.id, seed), items, arms),
        log_skill=_allowed(told.skill(log_score, baseline.id, seed), items, arms),
        least=told.least(brier),
        runs=runs,
        seed=seed,
    )


def _indicator(
    outcome: Occurrence, world: World, scenario: Scenario, first: int, last: int
) -> Indicator:
    """What is looked for as an indicator that counts in the months covered."""
    if outcome.kind == "action":
        action = world.actions[outcome.name]
        title = f"{world.parties[action.owner].name} {action.title}"
        fields = {"id": outcome.name, "title": title}
        return Indicator.model_validate({**fields, "action": action.id, "from": first, "to": last})
    one = next(one for one in scenario.reported(world) if one.id == outcome.name)
    window = {"start": max(one.start or 1, first), "end": min(one.end or last, last)}
    return one.model_copy(update=window)


def _refuted(
    outcome: Occurrence, one: Indicator, world: World, arms: Arms, last: int
) -> tuple[str, ...]:
    happened = outcome.date is not None
    found = (arm.id for arm in arms if contradicts(one, world, arm, last, happened=happened))
    return tuple(dict.fromkeys(found))


def _monthly(outcomes: Sequence[Occurrence], start: str, last: int) -> Floats:
    """(step, item) 1 from the month in which it happened."""
    found = np.zeros((last, len(outcomes)))
    for item, outcome in enumerate(outcomes):
        if outcome.date is not None:
            found[months_between(start, outcome.date[:7]) :, item] = 1.0
    return found


def _allowed(skill: Skill, items: Sequence[TimelineItem], arms: Arms) -> Skill:
    """The skill, its verdict withheld where it favours an arm whose script the record refutes."""
    for verdict, arm in zip((BETTER, WORSE), arms, strict=True):
        if skill.verdict == verdict and any(arm.id in item.contradicts for item in items):
            return replace(skill, verdict=WITHHELD)
    return skill
