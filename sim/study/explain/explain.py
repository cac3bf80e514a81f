"""``explain``: why an effect is what it is, what is left of it without this or that, what flips it.

Everything is asked of the same pairs of runs as the result itself: run r is run r, whoever asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.results.explanation import (
    SURE,
    Bar,
    Explanation,
    Motivation,
    Mover,
    Onset,
    Removal,
)
from sim.study.ensemble.evidence import settled
from sim.study.ensemble.pairing import Pairing, free
from sim.study.ensemble.pairing import pair as pairing_of
from sim.study.explain.counterfactual import Asked, motives_on, remainders, removals, usual
from sim.study.explain.flip import HALVINGS, NARROWED, TEST_RUNS, TESTED, search
from sim.study.explain.motivation import motivations
from sim.study.explain.movers import movers
from sim.study.explain.precursors import history, onset
from sim.study.explain.target import (
    Aim,
    EveryAlignment,
    action_target,
    indicator_target,
    pair_target,
)
from sim.study.explain.twins import Bench, Twins, bench, mean_and_error, twins
from sim.study.explain.waterfall import waterfall
from sim.study.limits import EXPLAINED, check_asked
from sim.study.progress import Progress
from sim.world import Scenario, World

REMOVAL_RUNS = 400  # pairs run again without each thing
SCREEN_RUNS = 2000  # pairs from which the search for a flip guesses what matters
LEADING = 3  # actions behind an effect that are taken away unless something is named
LEDGER_COST = 3  # how much longer a run with its ledger takes
REMOVALS = 16  # things usually taken away: to guess how long it takes


@dataclass(frozen=True)
class _Causes:
    """What lies behind an effect."""

    waterfall: tuple[Bar, ...] = ()
    movers: tuple[Mover, ...] = ()
    motivations: tuple[Motivation, ...] = ()
    onset: Onset | None = None


def explain(
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    *,
    pair: str | None = None,
    indicator: str | None = None,
    action: str | None = None,
    runs: int = 1000,
    seed: int = 0,
    steps: int | None = None,
    without: Sequence[str] = (),
    flip: bool = True,
    workers: int = 1,
    progress: Progress | None = None,
) -> Explanation:
    """Explain the effect on a pair, an indicator or an action; default: the largest on a pair.

    ``without`` names what is taken away, by default each scripted event, each mechanism, the
    leading actions and, where something is chosen, each motive. ``workers`` threads share the
    work and change no bit; ``progress`` is told how much of a hundred is done. Raises
    ``WorldError`` for an unknown name, ``ValueError`` for what cannot be asked.
    """
    EXPLAINED.check(runs)
    check_asked(seed=seed, steps=steps, workers=workers)
    if sum(name is not None for name in (pair, indicator, action)) > 1:
        raise ValueError("explain one thing: a pair, an indicator or an action")
    steps = scenario.steps if steps is None else steps
    asked, pairing = Asked(world, scenario, baseline), pairing_of(world, scenario, baseline)
    named = tuple(one for text in without for one in removals(text, asked))
    aim = _named(pair, indicator, action, asked, pairing, steps)
    drawn = twins(
        pairing.with_,
        pairing.without,
        seed=seed,
        runs=max(runs, SCREEN_RUNS) if flip else runs,
        steps=steps,
    )
    some = min(runs, REMOVAL_RUNS)
    effort = drawn.runs + LEDGER_COST * runs + (len(named) or REMOVALS) * some
    pace = _Pace(progress, effort + (TESTED + NARROWED * HALVINGS) * TEST_RUNS * flip)
    if aim is None:
        aim, whole = _largest(world, pairing, drawn, runs)
    else:
        whole = bench(drawn, aim.reader)
    pace.worked(drawn.runs)
    effect, error = mean_and_error(whole.effects[:runs])
    causes = _causes(asked, pairing, aim, drawn.first(runs))
    pace.worked(LEDGER_COST * runs)
    taken_away = named or (_worth_removing(asked, causes) if whole.effects.any() else ())
    left = []
    for remainder in remainders(asked, whole.first(some), taken_away, workers):
        left.append(remainder)
        pace.worked(some)
    removal_effect, removal_error = mean_and_error(whole.effects[:some])
    found = None
    if flip and abs(effect) > SURE * error:
        found = search(scenario.quantities(world), whole, runs, workers, pace.worked)
    pace.done()
    return Explanation(
        target=aim.target,
        runs=runs,
        seed=seed,
        steps=steps,
        with_=float(whole.ours[:runs].mean()),
        without=float(whole.theirs[:runs].mean()),
        effect=effect,
        mc_error=error,
        settled=aim.target.name in settled(world, (scenario, baseline), scenario.reported(world)),
        waterfall=causes.waterfall,
        movers=causes.movers,
        motivations=causes.motivations,
        onset=causes.onset,
        removal_runs=some,
        removal_effect=removal_effect,
        removal_error=removal_error,
        remainders=tuple(left),
        search=found,
    )


def _named(
    pair: str | None,
    indicator: str | None,
    action: str | None,
    asked: Asked,
    pairing: Pairing,
    steps: int,
) -> Aim | None:
    names = pairing.with_.names
    if pair is not None:
        return pair_target(pair, asked.world, names)
    if indicator is not None:
        return indicator_target(indicator, asked.world, asked.scenario, names)
    if action is not None:
        return action_target(action, asked.world, pairing, steps)
    return None


def _largest(world: World, pairing: Pairing, drawn: Twins, runs: int) -> tuple[Aim, Bench]:
    """The pair with the largest mean effect over the first ``runs``."""
    names = pairing.with_.names
    every = bench(drawn, EveryAlignment(tuple(map(names.pairs.index, names.seen_pairs))))
    at = int(np.argmax(np.abs(every.effects[:runs].mean(axis=0))))
    aim = pair_target(names.seen_pairs[at], world, names)
    return aim, Bench(drawn, aim.reader, every.ours[:, at], every.theirs[:, at])


def _causes(asked: Asked, pairing: Pairing, aim: Aim, shown: Twins) -> _Causes:
    target = aim.target
    if target.indicator is None:
        return _Causes(waterfall(shown, target.name))
    actions = pairing.with_.names.actions
    watch = aim.watch(asked.world, pairing.with_.names)
    ours, theirs = history(shown.with_, watch), history(shown.without, watch)
    began = onset(ours, theirs, actions)
    if target.indicator.subject == "alignment":
        return _Causes(waterfall(shown, target.indicator.object), onset=began)
    moving = movers(target.indicator, asked.world, ours, theirs, actions)
    if not moving:
        return _Causes(onset=began)
    k = actions.index(moving[0].action)
    return _Causes(
        movers=moving,
        motivations=motivations(shown, k, free(pairing.cases, ours.steps)[:, k]),
        onset=began,
    )


def _worth_removing(asked: Asked, causes: _Causes) -> tuple[Removal, ...]:
    scripted = {event.action for one in asked.both for event in one.events}
    behind: dict[str, float] = {}
    for bar in causes.waterfall:
        if bar.action:
            behind[bar.action] = behind.get(bar.action, 0.0) + bar.shift
    if causes.onset is not None:
        moving = {mover.action for mover in causes.movers}
        behind |= {
            one.action: one.before - one.twin
            for one in causes.onset.precursors
            if one.action not in moving
        }
    leading = sorted(behind.keys() - scripted, key=lambda action: (-abs(behind[action]), action))
    never = tuple(Removal("action", action) for action in leading[:LEADING])
    return (*usual(asked), *never, *(motives_on(asked) if causes.motivations else ()))


class _Pace:
    """Tells how far the work is, by pairs of runs; ``whole`` is a guess."""

    def __init__(self, progress: Progress | None, whole: int) -> None:
        self._progress, self._whole, self._done = progress, whole, 0

    def worked(self, runs: int) -> None:
        """So many more pairs of runs have been rolled."""
        self._done += runs
        if self._progress is not None:
            self._progress(min(99, 100 * self._done // self._whole))

    def done(self) -> None:
        """All has been done."""
        if self._progress is not None:
            self._progress(100)
