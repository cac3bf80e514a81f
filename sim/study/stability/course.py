"""R and blocs along a scenario: the first runs of ``sim run``, looked at now and then."""

from collections.abc import Callable, Iterator

import numpy as np

from sim.build import Case
from sim.kernel.fold import Floats, Ints
from sim.kernel.state import State
from sim.study.ensemble.typical import month_of
from sim.study.stability.blocs import (
    EQUAL,
    Labels,
    balanced_triads,
    energies,
    landscape,
    partition,
    pull,
)
from sim.study.stability.diagnosis import Blocs, Division, Spread, Stage
from sim.study.stability.reproduction import next_generation, radii

LOOKS = 6  # how often a scenario is looked at after its start
SEVERAL = 8  # actors up to which every division is tried, into however many blocs


def stages(
    case: Case,
    actions: Ints,
    start: str,
    *,
    seed: int,
    draws: int,
    steps: int,
    progress: Callable[[int], None],
) -> tuple[Stage, ...]:
    """R and blocs at the start and at most LOOKS times after it, the end included.

    Draw r is run r: its values, its luck, and where they have led it.
    """
    drawn = case.values.quantile(case.values.uniforms(seed, 0, draws))
    found: list[Stage] = []
    for step, state in _states(case, seed, draws, steps):
        r = radii(next_generation(case, drawn, actions, state))
        found.append(_stage(case, drawn, state, step, month_of(start, max(1, step)), spread(r)))
        progress(len(found))
    return tuple(found)


def looks(steps: int) -> tuple[int, ...]:
    """The steps after which a scenario is looked at: 0, evenly spaced ones, and the last."""
    every = -(-steps // LOOKS)
    return (*range(0, steps, every), steps)


def spread(draws: Floats) -> Spread:
    """R over draws."""
    return Spread(
        mean=float(draws.mean()),
        p10=float(np.quantile(draws, 0.1)),
        p90=float(np.quantile(draws, 0.9)),
        above=float((draws >= 1.0).mean()),
    )


def _states(case: Case, seed: int, draws: int, steps: int) -> Iterator[tuple[int, State]]:
    luck = case.luck(seed, 0, draws, steps)
    batch = case.batch(luck.values)
    at = looks(steps)
    yield 0, batch.start
    for moment in case.roll(luck, batch):
        if moment.step in at:
            yield moment.step, moment.after


def _stage(case: Case, drawn: Floats, state: State, step: int, month: str, r: Spread) -> Stage:
    names, ties, powers = case.names.parties, alignments(case, state), _powers(case, drawn)
    balanced = float(balanced_triads(ties, powers).mean())
    return Stage(
        step=step,
        month=month,
        r=r,
        two=division(names, ties, powers, 2),
        several=division(names, ties, powers, None) if case.frame.actors <= SEVERAL else None,
        balanced=None if np.isnan(balanced) else balanced,
    )


def division(names: tuple[str, ...], ties: Floats, powers: Floats, blocs: int | None) -> Division:
    """The best division of (run, actor, actor) alignments and (run, actor) powers."""
    land = landscape(ties.mean(axis=0), powers.mean(axis=0), blocs)
    own = energies(pull(ties, powers), land.labels)
    whole = float(np.abs(land.pull).sum())
    nearly = EQUAL * np.abs(pull(ties, powers)).sum(axis=(1, 2))
    second = land.labels[min(1, len(land.labels) - 1)]
    return Division(
        blocs=_named(names, land.labels[0]),
        energy=float(land.energy[0]),
        gap=land.gap,
        gap_share=land.gap / whole if whole else 0.0,
        frustrated=land.frustrated,
        ties=land.ties,
        runner_up=_named(names, second),
        agreed=float((own[:, 0] <= own.min(axis=1) + nearly).mean()),
    )


def alignments(case: Case, state: State) -> Floats:
    """(run, actor, actor) how each actor stands toward each other; 0 toward itself."""
    n = case.frame.actors
    ties: Floats = state.alignment[:, case.frame.pair[:n, :n]]
    return np.where(np.eye(n, dtype=np.bool_), 0.0, ties)


def _powers(case: Case, drawn: Floats) -> Floats:
    actors = case.names.parties[: case.names.actors]
    return drawn[:, [case.values.column(f"actors.{i}.power") for i in actors]]


def _named(names: tuple[str, ...], labels: Labels) -> Blocs:
    return tuple(tuple(names[i] for i in bloc) for bloc in partition(labels))
