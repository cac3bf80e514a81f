"""``diagnose``: does a world absorb a shock or amplify it, through whom, and who stands where?"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sim.build import Case, build_case
from sim.kernel.fold import Floats, Ints
from sim.kernel.laws import make_laws
from sim.study.stability.aftermath import HORIZON, escalatory_actions
from sim.study.stability.course import stages
from sim.study.stability.critical import HIGHEST, LOWEST, crossing, precisions
from sim.study.stability.diagnosis import Critical, Diagnosis, Held, Member, Moved, Off, Shock
from sim.study.stability.echo import echo
from sim.study.stability.mode import Mode, leading_mode, moved, without
from sim.study.stability.reproduction import next_generation, radius
from sim.world import Scenario, World

Progress = Callable[[int], None]  # told how many stages of the scenario have been looked at


def diagnose(
    world: World,
    scenario: Scenario,
    *,
    draws: int = 20,
    seed: int = 0,
    steps: int | None = None,
    progress: Progress | None = None,
) -> Diagnosis:
    """R and its causes at the reference, then R and blocs along the scenario.

    The split, the leading mode, the crossing and the echo are at the stated values; the rest is
    over ``draws`` draws of them, 1 or more.
    """
    steps = scenario.steps if steps is None else steps
    case = build_case(world, scenario)
    actions, stated = escalatory_actions(case), case.values.central(1)
    matrix = next_generation(case, stated, actions)[0]
    mode = leading_mode(matrix)
    course = stages(
        case,
        actions,
        world.date,
        seed=seed,
        draws=draws,
        steps=steps,
        progress=progress or (lambda _done: None),
    )
    return Diagnosis(
        scenario=scenario.id,
        title=scenario.title,
        world=world.id,
        start=world.date,
        step_unit=world.step,
        steps=steps,
        draws=draws,
        seed=seed,
        horizon=HORIZON,
        names={code: party.name for code, party in world.parties.items()},
        central=radius(matrix),
        r=course[0].r,
        actors=_by_actor(case, matrix, actions, mode),
        laws=_by_law(case, world, stated, actions),
        mode=() if mode is None else _members(case, world, matrix, actions, mode),
        pairs=() if mode is None else _pairs(case, stated, actions, mode),
        critical=_critical(case, stated, actions),
        shock=None if mode is None else _shock(case, stated, actions, mode),
        course=course,
    )


def _by_actor(case: Case, matrix: Floats, actions: Ints, mode: Mode | None) -> tuple[Held, ...]:
    owner = case.frame.owner[actions]
    share = np.zeros(len(actions)) if mode is None else mode.share
    rows = [
        Held(code, without(matrix, owner == i), float(share[owner == i].sum()))
        for i, code in enumerate(case.names.parties[: case.names.actors])
    ]
    return tuple(sorted(rows, key=lambda row: (row.without, -row.share)))


def _by_law(case: Case, world: World, stated: Floats, actions: Ints) -> tuple[Off, ...]:
    """Every mechanism and motive that is on, each switched off alone."""
    rows = []
    for kind, laws in (("mechanism", world.mechanisms), ("motive", world.motives)):
        for name in laws:
            if not case.laws.on(name):
                continue
            other = replace(case, laws=make_laws(case.frame, case.laws.off | {name}))
            r = radius(next_generation(other, stated, actions)[0])
            rows.append(Off(name, laws[name].title, kind, r))
    return tuple(sorted(rows, key=lambda row: row.without))


def _members(
    case: Case, world: World, matrix: Floats, actions: Ints, mode: Mode
) -> tuple[Member, ...]:
    offspring = np.maximum(0.0, matrix).sum(axis=0)
    rows = []
    for at, k in enumerate(actions):
        action = world.actions[case.names.actions[k]]
        rows.append(
            Member(
                action=case.names.actions[k],
                actor=action.owner,
                title=action.title,
                mix=float(mode.mix[at]),
                value=float(mode.value[at]),
                share=float(mode.share[at]),
                offspring=float(offspring[at]),
            )
        )
    return tuple(sorted(rows, key=lambda row: -row.share))


def _pairs(case: Case, stated: Floats, actions: Ints, mode: Mode) -> tuple[Moved, ...]:
    shift = (moved(case, stated, actions) * mode.mix).sum(axis=1)
    rows = [
        Moved(source=name.split(">")[0], target=name.split(">")[1], shift=float(by))
        for name, by in zip(case.names.pairs, shift, strict=True)
        if name in case.names.seen_pairs
    ]
    return tuple(sorted(rows, key=lambda row: -abs(row.shift)))


def _critical(case: Case, stated: Floats, actions: Ints) -> Critical:
    found = crossing(case, stated, actions)
    now = dict(
        zip(case.names.parties, (float(x) for x in stated[0, precisions(case)]), strict=False)
    )
    by = found.multiplier
    return Critical(
        multiplier=by,
        precision={} if by is None else {actor: by * x for actor, x in now.items()},
        stated=now,
        searched=(LOWEST, HIGHEST),
        ends=(found.lowest, found.highest),
    )


def _shock(case: Case, stated: Floats, actions: Ints, mode: Mode) -> Shock:
    found = echo(case, stated, actions, mode.mix)
    return Shock(found.excess, found.peak, found.half_life, found.over)
