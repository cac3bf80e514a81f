"""``run``: a scenario against its baseline, from a world to labelled results."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sim.results import ARMS, WITH, WITHOUT, KnownPast, Meta, Results, Rung, Script, Term
from sim.results import Reproduction as ReproductionRow
from sim.study.changes import changes
from sim.study.ensemble.branches import branch_rows
from sim.study.ensemble.checkpoint import Checkpoint
from sim.study.ensemble.contingencies import contingency_rows
from sim.study.ensemble.evidence import evidence, settled
from sim.study.ensemble.grow import grow
from sim.study.ensemble.pairing import Pairing, pair
from sim.study.ensemble.reactions import reaction_rows
from sim.study.ensemble.rows import (
    alignment_rows,
    indicator_rows,
    ledger_rows,
    shift_rows,
    stake_rows,
    theatre_rows,
)
from sim.study.ensemble.threat_rows import hold_rows, threat_rows
from sim.study.ensemble.typical import event_rows, typical_run
from sim.study.ensemble.warnings import notices
from sim.study.ensemble.yardstick import yardstick_rows
from sim.study.limits import RUNS, check_asked
from sim.study.progress import Progress
from sim.study.stability.peak import Peak, peak
from sim.study.stability.reproduction import Reproduction, reproduction
from sim.study.workers import in_order
from sim.study.yardstick import yardstick
from sim.world import Scenario, World
from sim.world.month import month_of

DRAWS_OF_R = 20  # of the values, where so many runs are asked for


def run(
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    *,
    runs: int = 1000,
    seed: int = 0,
    steps: int | None = None,
    progress: Progress | None = None,
    workers: int = 1,
    checkpoint: Checkpoint | None = None,
    cluster: str | None = None,
) -> Results:
    """Run ``runs`` pairs of a scenario and its baseline on the same draws.

    ``steps`` defaults to the scenario's own horizon. An interrupt after the first block of runs
    returns what is finished, with a warning that says so. ``workers`` threads share the work, or
    the dask cluster whose scheduler is at the address ``cluster``; neither changes a bit. A
    ``checkpoint`` is kept up to date; clear it once the results are stored.

    Raises ``UnfinishedError`` where runs fail, ``ClusterError`` where a cluster cannot be used.
    Raises ``ValueError`` for a number of runs, seed, horizon or number of workers that cannot be.
    """
    RUNS.check(runs)
    check_asked(seed=seed, steps=steps, workers=workers)
    steps = scenario.steps if steps is None else steps
    known = yardstick(world)  # a fault in it is told before the work
    pairing = pair(world, scenario, baseline)
    grown = grow(pairing, seed, runs, steps, progress, workers, checkpoint, cluster)
    chosen = typical_run(grown)
    values, sources = evidence(world, scenario, baseline)
    meta = _meta(world, scenario, baseline, grown.tally.runs, seed, steps, chosen)
    found, height = _escalation(pairing, meta, workers)
    shifts = shift_rows(grown)
    first = 1 if meta.event is None else meta.event.step
    return Results(
        meta=meta,
        alignment=alignment_rows(grown),
        shifts=shifts,
        yardstick=() if known is None else yardstick_rows(grown, known, meta, shifts),
        indicators=indicator_rows(grown),
        reactions=reaction_rows(grown, world, first),
        contingencies=contingency_rows(grown, world, (scenario, baseline)),
        branches=branch_rows(
            world,
            scenario,
            baseline,
            runs=meta.runs,
            seed=seed,
            steps=steps,
            workers=workers,
        ),
        events=event_rows(grown, world, seed, chosen),
        ledger=ledger_rows(grown),
        stakes=stake_rows(grown),
        theatres=theatre_rows(grown, world),
        threats=threat_rows(grown, world),
        held_back=hold_rows(grown, world, first),
        values=values,
        sources=sources,
        warnings=notices(grown, found, any(one.arms != ARMS for one in meta.changes)),
        reproduction=_row(found, height),
        ensemble=grown.kept,
    )


def _escalation(pairing: Pairing, meta: Meta, workers: int) -> tuple[Reproduction, Peak | None]:
    """R at the start, and at its highest after what one arm alone begins at or has scripted."""
    draws = min(DRAWS_OF_R, meta.runs)
    steps = [item.step for item in meta.script if item.arms != ARMS and item.step <= meta.steps]
    steps += [0 for one in meta.changes if one.kind == "state" and one.arms != ARMS]
    at_start = partial(reproduction, pairing.without, meta.seed, draws)
    if not steps:
        return at_start(), None
    after = partial(peak, pairing.with_, meta.seed, draws, max(steps), meta.steps)
    asked: tuple[Callable[[], Any], ...] = (at_start, after)
    found, height = in_order(_call, None, asked, min(len(asked), workers))
    return found, height


def _call(_given: None, asked: Callable[[], Any]) -> Any:
    return asked()


def _row(found: Reproduction, height: Peak | None) -> ReproductionRow:
    return ReproductionRow(
        value=found.central,
        mean=float(found.draws.mean()),
        low=found.quantile(0.1),
        high=found.quantile(0.9),
        draws=len(found.draws),
        peak=None if height is None else height.mean,
        peak_step=None if height is None else height.step,
        peak_above=None if height is None else height.above,
    )


def _meta(
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    runs: int,
    seed: int,
    steps: int,
    chosen: int,
) -> Meta:
    return Meta(
        scenario=scenario.id,
        title=scenario.title,
        why=scenario.why,
        baseline=baseline.id,
        baseline_title=baseline.title,
        world=world.id,
        world_title=world.title,
        start=world.date,
        step_unit=world.step,
        runs=runs,
        seed=seed,
        steps=steps,
        script=_script(world, scenario, baseline),
        claims=scenario.claims,
        names=world.names,
        typical_run=chosen,
        mechanisms={name: Term(it.title, it.says) for name, it in world.mechanisms.items()},
        ladder=tuple(Rung(rung.start, rung.name) for rung in world.ladder.rungs),
        settled=settled(world, (scenario, baseline), scenario.reported(world)),
        changes=changes(world, scenario, baseline),
        about=scenario.about or "",
        own=tuple(one.id for one in scenario.indicators if one.id in scenario.own),
        known_past=KnownPast.of(world),
    )


def _script(world: World, scenario: Scenario, baseline: Scenario) -> tuple[Script, ...]:
    """Every scripted event, with the arms it happens in."""
    scripted = {
        arm: {(event.step, event.action) for event in one.events}
        for arm, one in zip(ARMS, (scenario, baseline), strict=True)
    }
    return tuple(
        Script(
            step=step,
            month=month_of(world.date, step),
            actor=world.actions[action].owner,
            action=action,
            title=world.actions[action].title,
            arms=tuple(arm for arm in (WITH, WITHOUT) if (step, action) in scripted[arm]),
        )
        for step, action in sorted(scripted[WITH] | scripted[WITHOUT])
    )
