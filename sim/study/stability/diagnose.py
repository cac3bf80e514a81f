"""``diagnose``: does a world absorb a shock or amplify it, through whom, and who stands where?"""

from sim.binding import Case, build_case
from sim.kernel.arrays import Floats, Ints
from sim.results.diagnosis import Critical, Diagnosis, Echo, highest
from sim.study.limits import DIAGNOSED, check_asked
from sim.study.progress import Progress, untold
from sim.study.stability.aftermath import HORIZON, escalatory_actions
from sim.study.stability.blocs import MOST_DIVISIONS
from sim.study.stability.course import look_along, looks, stage
from sim.study.stability.critical import HIGHEST, LOWEST, crossing, precisions
from sim.study.stability.echo import echo
from sim.study.stability.mode import Mode, leading_mode
from sim.study.stability.reproduction import next_generation, radius
from sim.study.stability.split import split
from sim.world import Problem, Scenario, World, WorldError

MOST_ACTORS = MOST_DIVISIONS.bit_length()  # n states have 2^(n−1) divisions into two blocs


def diagnose(
    world: World,
    scenario: Scenario,
    *,
    draws: int = 20,
    seed: int = 0,
    steps: int | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Diagnosis:
    """R, what it hangs on, and blocs, at the start and along a scenario.

    The crossing and the echo are at the stated values; the rest is over ``draws`` draws of them, 1
    or more. R is split at the start and where it is highest. ``workers`` threads share the work
    and change no bit; ``progress`` is told how many looks have been taken. Raises ``WorldError``
    for a world of too many actors.
    """
    DIAGNOSED.check(draws)
    check_asked(seed=seed, steps=steps, workers=workers)
    check_actors(world)
    steps = scenario.steps if steps is None else steps
    case = build_case(world, scenario)
    actions, stated = escalatory_actions(case), case.values.central(1)
    drawn = case.values.quantile(case.values.uniforms(seed, 0, draws))
    along = look_along(
        case,
        actions,
        drawn,
        seed=seed,
        at=looks(steps, scripted_steps(scenario)),
        workers=workers,
        progress=progress or untold,
    )
    course = tuple(stage(case, drawn, look, world.date) for look in along)
    peak = course.index(highest(course))
    matrix = next_generation(case, stated, actions)[0]
    mode = leading_mode(matrix)
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
        names=world.names,
        central=radius(matrix),
        r=course[0].r,
        splits=tuple(
            split(case, world, actions, drawn, along[at], course[at].month, workers)
            for at in sorted({0, peak})
        ),
        critical=_critical(case, stated, actions),
        shock=None if mode is None else _shock(case, stated, actions, mode),
        course=course,
    )


def scripted_steps(scenario: Scenario) -> tuple[int, ...]:
    """The steps in which something is scripted."""
    return tuple(event.step for event in scenario.events)


def check_actors(world: World) -> None:
    """Refuse a world of more actors than can be divided into blocs. Raises ``WorldError``."""
    if len(world.actors) > MOST_ACTORS:
        said = f"{len(world.actors)} actors have too many divisions into two blocs to try all"
        raise WorldError([Problem("", 0, said, f"At most {MOST_ACTORS} actors can be diagnosed")])


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


def _shock(case: Case, stated: Floats, actions: Ints, mode: Mode) -> Echo:
    found = echo(case, stated, actions, mode.mix)
    return Echo(found.excess, found.peak, found.half_life, found.over)
