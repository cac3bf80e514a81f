"""R and blocs along a scenario: the first runs of ``sim run``, looked at now and then."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from sim.binding import Case
from sim.kernel.arrays import Floats, Ints
from sim.kernel.frame import Frame
from sim.kernel.state import State
from sim.results.diagnosis import Blocs, Division, Spread, Stage
from sim.study.stability.blocs import (
    EQUAL,
    Labels,
    balanced_triads,
    energies,
    landscape,
    partition,
    pull,
)
from sim.study.stability.peak import LOOKS as SOON
from sim.study.stability.reproduction import next_generation, radii
from sim.study.stability.states import states_at
from sim.study.workers import in_order
from sim.world.month import month_of

EVENLY = 6  # how often a scenario is looked at after its start, evenly spaced
SEVERAL = 8  # actors up to which every division is tried, into however many blocs


@dataclass(frozen=True)
class Look:
    """Every run of a scenario after ``step`` steps: where it stands, and what escalation does."""

    step: int
    state: State
    matrices: Floats  # (run, set off, cause) G
    r: Floats  # (run,)


def look_along(
    case: Case,
    actions: Ints,
    drawn: Floats,
    *,
    seed: int,
    at: tuple[int, ...],
    workers: int,
    progress: Callable[[int], None],
) -> tuple[Look, ...]:
    """Look at the first runs of a scenario after the steps ``at``, with ``workers`` threads.

    Draw r, (draw, value) ``drawn``, is run r: its values, its luck, and where they have led it.
    """
    states = states_at(case, case.luck(seed, 0, len(drawn), at[-1]), at)
    found: list[Look] = []
    matrices = in_order(_matrices, (case, actions, drawn), states.values(), workers)
    for (step, state), each in zip(states.items(), matrices, strict=True):
        found.append(Look(step, state, each, radii(each)))
        progress(len(found))
    return tuple(found)


def _matrices(given: tuple[Case, Ints, Floats], state: State) -> Floats:
    case, actions, drawn = given
    return next_generation(case, drawn, actions, state)


def looks(steps: int, scripted: Iterable[int] = ()) -> tuple[int, ...]:
    """The steps after which a scenario is looked at, in ascending order.

    The start, evenly spaced ones, the end, and those shortly after its last ``scripted`` step, in
    which R is sought at its highest.
    """
    every = -(-steps // EVENLY)
    last = max(scripted, default=0)
    soon = {min(steps, last + later) for later in SOON} if last else set()
    return tuple(sorted({*range(0, steps, every), *soon, steps}))


def spread(draws: Floats) -> Spread:
    """R over draws."""
    return Spread(
        mean=float(draws.mean()),
        p10=float(np.quantile(draws, 0.1)),
        p90=float(np.quantile(draws, 0.9)),
        above=float((draws >= 1.0).mean()),
    )


def stage(case: Case, drawn: Floats, look: Look, start: str) -> Stage:
    """R and blocs at one look; ``start`` is the scenario's first month."""
    names, ties = case.names.parties, alignments(case, look.state)
    powers = _powers(case, drawn)
    balanced = float(balanced_triads(ties, powers).mean())
    return Stage(
        step=look.step,
        month=month_of(start, max(1, look.step)),
        r=spread(look.r),
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
    ties: Floats = state.alignment[:, _pairs(case.frame)]
    return np.where(np.eye(n, dtype=np.bool_), 0.0, ties)


def _pairs(frame: Frame) -> Ints:
    """(actor, actor) the number of each pair of actors; 0, which means nothing, of itself."""
    n = frame.actors
    return np.array([[frame.pair(i, j) if i != j else 0 for j in range(n)] for i in range(n)])


def _powers(case: Case, drawn: Floats) -> Floats:
    actors = case.names.parties[: case.names.actors]
    return drawn[:, [case.values.column(f"actors.{i}.power") for i in actors]]


def _named(names: tuple[str, ...], labels: Labels) -> Blocs:
    return tuple(tuple(names[i] for i in bloc) for bloc in partition(labels))
