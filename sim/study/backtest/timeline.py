"""A scenario scored by a timeline: the chances it gave to what happened, and to what did not.

The base rates are the baseline scenario: the same world in which the scenario's event did not
happen. Probabilities are shares of runs, (k + 1/2) / (n + 1), so that none is exactly 0 or 1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.build import Case, build_case
from sim.kernel.fold import Floats
from sim.kernel.streams import stream_key
from sim.study.backtest.scores import DRAWS, LEVEL, Skill, brier, log_score
from sim.study.ensemble.watch import Watch, Watcher, watches
from sim.world import Problem, Scenario, World, WorldError
from sim.world.indicator import Indicator
from sim.world.record import months_between
from sim.world.timeline import Outcome, Timeline

CHUNK = 250  # runs rolled together


@dataclass(frozen=True)
class Item:
    """One thing looked for. ``settled``: the script itself decides it, so it is not scored."""

    outcome: Outcome
    title: str
    scenario: float  # probability by the end of the timeline
    baseline: float
    settled: bool

    @property
    def happened(self) -> bool:
        """Whether it came about in the months covered."""
        return self.outcome.date is not None


@dataclass(frozen=True)
class TimelineScore:
    """How a scenario did on a timeline, beside its baseline."""

    timeline: Timeline
    scenario: str
    baseline: str
    items: tuple[Item, ...]
    brier: tuple[float, float]  # scenario, baseline
    log: tuple[float, float]
    by_month: tuple[float, float]  # mean over months of the Brier score of "by this month"
    skill: Skill  # in Brier
    log_skill: Skill
    least: tuple[str, float]  # the one item without which the skill in Brier is lowest, and that
    runs: int
    seed: int

    @property
    def scored(self) -> tuple[Item, ...]:
        """The items that count."""
        return tuple(item for item in self.items if not item.settled)


def score_timeline(
    world: World,
    timeline: Timeline,
    scenario: Scenario,
    baseline: Scenario,
    *,
    runs: int = 2000,
    seed: int = 0,
) -> TimelineScore:
    """Score a scenario by what is known to have happened. Raises ``WorldError``.

    Nothing of the world is changed: a timeline is only looked at.
    """
    first = months_between(world.date, timeline.start) + 1
    last = months_between(world.date, timeline.end) + 1
    watched = [_indicator(one, world, scenario, first, last) for one in timeline.outcomes]
    settled = [_settled(one, world, (scenario, baseline), last) for one in watched]
    if all(settled):
        said = f"{scenario.id} scripts everything that the timeline looks for: nothing is scored"
        raise WorldError([Problem("", 0, said, "Name a scenario that leaves something open")])
    chance = [
        _chances(build_case(world, arm), world, watched, last, runs, seed)
        for arm in (scenario, baseline)
    ]
    keep = ~np.array(settled)
    came = np.array([float(one.date is not None) for one in timeline.outcomes])
    monthly = _monthly(timeline.outcomes, world.date, last)
    ours, theirs = (table[-1] for table in chance)
    losses = [brier(p, came)[keep] for p in (ours, theirs)]
    logs = [log_score(p, came)[keep] for p in (ours, theirs)]
    span = slice(first - 1, last)
    return TimelineScore(
        timeline=timeline,
        scenario=scenario.id,
        baseline=baseline.id,
        items=tuple(
            Item(outcome, one.title, float(p), float(q), fixed)
            for outcome, one, p, q, fixed in zip(
                timeline.outcomes, watched, ours, theirs, settled, strict=True
            )
        ),
        brier=(float(losses[0].mean()), float(losses[1].mean())),
        log=(float(logs[0].mean()), float(logs[1].mean())),
        by_month=(
            float(brier(chance[0], monthly)[span][:, keep].mean()),
            float(brier(chance[1], monthly)[span][:, keep].mean()),
        ),
        skill=_skill(losses, "brier", baseline.id, seed),
        log_skill=_skill(logs, "log", baseline.id, seed),
        least=_least(losses, [one.id for one, own in zip(watched, keep, strict=True) if own]),
        runs=runs,
        seed=seed,
    )


def _indicator(
    outcome: Outcome, world: World, scenario: Scenario, first: int, last: int
) -> Indicator:
    """What is looked for as an indicator; an action counts in the months covered."""
    if outcome.kind == "action":
        action = world.actions[outcome.name]
        fields = {"id": outcome.name, "title": f"{_name(world, action.owner)} {action.title}"}
        return Indicator.model_validate({**fields, "action": action.id, "from": first, "to": last})
    return next(one for one in scenario.reported(world) if one.id == outcome.name)


def _name(world: World, party: str) -> str:
    return world.parties[party].name


def _settled(one: Indicator, world: World, arms: Iterable[Scenario], last: int) -> bool:
    """Whether a script decides it: it takes the action's instrument, or moves the posture there."""
    scripted = {event.action for arm in arms for event in arm.events if event.step <= last}
    if one.subject == "action":
        instrument = world.actions[one.object].instrument
        return any(world.actions[name].instrument == instrument for name in scripted)
    if one.subject != "posture":
        return False
    levels = world.postures[one.object].levels
    moved = [world.actions[name].moves.get(one.object) for name in scripted]
    return any(level is not None and _meets(one, levels, level) for level in moved)


def _meets(one: Indicator, levels: Sequence[str], level: str) -> bool:
    name, bound = one.condition
    here, there = levels.index(level), levels.index(str(bound))
    return here >= there if name == "at_least" else here <= there


def _chances(
    case: Case, world: World, watched: Sequence[Indicator], last: int, runs: int, seed: int
) -> Floats:
    """(step, item) the share of runs in which it came true by that step."""
    bound: tuple[Watch, ...] = watches(tuple(watched), world, case.names)
    hits = np.zeros((last, len(watched)))
    for first in range(0, runs, CHUNK):
        luck = case.luck(seed, first, min(CHUNK, runs - first), last)
        batch = case.batch(luck.values)
        watcher = Watcher(bound, batch.start, last)
        for moment in case.roll(luck, batch):
            chosen = moment.seen.taken * case.free(moment.step)
            watcher.see(moment.step, chosen, moment.after)
            hits[moment.step - 1] += watcher.hits.sum(axis=0)
    return np.asarray((hits + 0.5) / (runs + 1.0))


def _monthly(outcomes: Sequence[Outcome], start: str, last: int) -> Floats:
    """(step, item) 1 from the month in which it happened."""
    found = np.zeros((last, len(outcomes)))
    for item, outcome in enumerate(outcomes):
        if outcome.date is not None:
            found[months_between(start, outcome.date[:7]) :, item] = 1.0
    return found


def _skill(losses: Sequence[Floats], measure: str, rival: str, seed: int) -> Skill:
    """The skill over items, with a bootstrap of them: another list might have been drawn up."""
    ours, theirs = losses
    key = np.array([seed, stream_key(f"timeline/{measure}")], dtype=np.uint64)
    drawn = np.random.Generator(np.random.Philox(key=key))
    rows = drawn.integers(0, len(ours), size=(DRAWS, len(ours)))
    found = 1.0 - ours[rows].sum(axis=1) / theirs[rows].sum(axis=1)
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Skill(rival, float(1.0 - ours.mean() / theirs.mean()), float(low), float(high))


def _least(losses: Sequence[Floats], names: Sequence[str]) -> tuple[str, float]:
    """The item that the skill hangs on most: its name, and the skill without it."""
    if len(names) < 2:
        return names[0], float("nan")
    ours, theirs = (loss.sum() - loss for loss in losses)
    skills = 1.0 - ours / theirs
    at = int(np.argmin(skills))
    return names[at], float(skills[at])
