"""``options``: which option is best, by what, and how sure that is."""

from collections.abc import Iterator, Sequence

import numpy as np

from sim.kernel.arrays import Floats
from sim.results.known import KnownPast
from sim.results.options import FormsRow, Named, ObjectiveMeta, OptionRow, Options, OptionsMeta
from sim.results.tables import Notice
from sim.study import limits
from sim.study.ensemble.evidence import evidence
from sim.study.limits import check_asked
from sim.study.options import rows
from sim.study.options.design import COURSES, Plan, outcomes_in, plan_of
from sim.study.options.draws import over_draws
from sim.study.options.judged import judge_of
from sim.study.options.learn import by_source, drawn_values
from sim.study.options.rows import Labels
from sim.study.options.turns import SURE, TEST_DRAWS, TESTED, turns
from sim.study.progress import Progress, Stages
from sim.world import World
from sim.world.choice import Choice, Deed
from sim.world.variant import AS_IT_IS, MYOPIC, Variant

FEWEST_RUNS = 2 * COURSES
FORM_DRAWS = 50  # of the values, for each rival form, each with every course of luck
FEW_DRAWS = 100  # below so many, what is said of draws is rough


def options(
    world: World,
    choice: Choice,
    *,
    runs: int = 2000,
    seed: int = 0,
    workers: int = 1,
    progress: Progress | None = None,
) -> Options:
    """Run every option under every answer, ``runs`` times each, and see which is best.

    ``runs`` are rounded up to whole draws of the values, each of which meets
    :data:`~sim.study.options.design.COURSES` courses of luck. Raises ``ValueError`` for a number
    of runs, seed or workers that cannot be.
    """
    limits.RUNS.check(runs)
    check_asked(seed=seed, workers=workers)
    if runs < FEWEST_RUNS:
        raise ValueError(f"runs must be {FEWEST_RUNS} or more, not {runs}")
    draws = -(-runs // COURSES)
    plan = plan_of(world, choice, seed)
    forms = rival_forms(world, choice)
    stages = Stages(progress)
    outcomes = outcomes_in(plan, draws, workers, stages.stage())[0]
    judge = judge_of(choice, outcomes)
    good = judge.good(outcomes)
    columns, drawn = drawn_values(plan.cases[0].values, seed, draws)
    found_turns = turns(plan, judge, good, columns, drawn, workers, stages.stage())
    labels = Labels(choice, judge)
    by_form = tuple(_forms(labels, plan, forms, draws, workers, stages))
    over = [[over_draws(good[a, :, m]) for m in range(good.shape[2])] for a in range(plan.answers)]
    quantities = {**choice.base.quantities(world), **world.former}
    paths = [plan.cases[0].values.paths[column] for column in columns]
    first = next(iter(choice.cells.values()))
    values, sources = evidence(world, first, choice.base)
    levels = tuple(rows.option_rows(labels, good, over))
    return Options(
        meta=_meta(world, choice, plan, draws, forms, len(columns)),
        options=levels,
        standings=tuple(rows.standing_rows(labels, outcomes * judge.signs[:, None, None], judge)),
        draws=tuple(rows.draws_rows(labels, over)),
        forms=by_form,
        turns=tuple(rows.turn_row(labels, one, quantities) for one in found_turns),
        learning=tuple(rows.learn_rows(labels, good, drawn, by_source(quantities, paths))),
        values=values,
        sources=sources,
        covariance=tuple(_covariance(outcomes)),
        warnings=(*_notices(draws), *_luck_weighed(choice, levels)),
    )


def work(world: World, choice: Choice, runs: int) -> int:
    """How many runs a study of so many makes at most, for a bar."""
    draws = -(-runs // COURSES)
    each = draws + len(rival_forms(world, choice)) * min(draws, FORM_DRAWS)
    each += TESTED * min(draws, TEST_DRAWS)
    return each * COURSES * len(choice.cells)


def rival_forms(world: World, choice: Choice) -> tuple[Variant, ...]:
    """The rival forms of the model that are asked: those whose actors look ahead cost too much."""
    return tuple(
        form for form in choice.base.forms(world) if form.id != AS_IT_IS and form.decision == MYOPIC
    )


def _forms(
    labels: Labels,
    plan: Plan,
    forms: tuple[Variant, ...],
    draws: int,
    workers: int,
    stages: Stages,
) -> Iterator[FormsRow]:
    for form in forms:
        some = min(draws, FORM_DRAWS)
        found = outcomes_in(plan.under(form), some, workers, stages.stage(), whole=draws)[0]
        yield from rows.form_rows(labels, form.id, labels.judge.good(found))


def _covariance(outcomes: Floats) -> Iterator[tuple[tuple[float, ...], ...]]:
    """Of the errors of the means, under each answer, (option · objective) squared."""
    answers, options, objectives, draws, _ = outcomes.shape
    for a in range(answers):
        flat = outcomes[a].mean(axis=3).reshape(options * objectives, draws)
        away = flat - flat.mean(axis=1, keepdims=True)
        found = np.einsum("id,jd->ij", away, away) / (draws * max(1, draws - 1))
        yield tuple(tuple(map(float, row)) for row in found)


def _notices(draws: int) -> Iterator[Notice]:
    if draws < FEW_DRAWS:
        said = f"only {draws} draws of the values: what is said of them is rough."
        yield Notice("few-draws", said)


def _luck_weighed(choice: Choice, levels: Sequence[OptionRow]) -> Iterator[Notice]:
    """Say by which objective nothing is told apart that the weights count all the same."""
    for one in choice.objectives:
        told = [row for row in levels if row.objective == one.id]
        apart = any(abs(row.contrast) > SURE * row.contrast_error for row in told)
        if one.weight and not apart and any(row.contrast for row in told):
            said = "no option is told apart by it, so what it adds to the weighted sum is luck."
            yield Notice("luck-weighed", f"{one.title}: {said}")


def _meta(
    world: World, choice: Choice, plan: Plan, draws: int, forms: tuple[Variant, ...], ranged: int
) -> OptionsMeta:
    return OptionsMeta(
        choice=choice.id,
        title=choice.title,
        why=choice.why,
        decides=choice.decides,
        base=choice.base.id,
        base_title=choice.base.title,
        world=world.id,
        start=world.date,
        step_unit=world.step,
        runs=draws * COURSES,
        draws=draws,
        courses=COURSES,
        seed=plan.seed,
        steps=plan.steps,
        ranged=ranged,
        objectives=tuple(
            ObjectiveMeta(one.id, one.title, one.kind, " ".join(one.of), one.wanted, one.weight)
            for one in choice.objectives
        ),
        options=tuple(_named(one) for one in choice.options),
        answers=tuple(_named(one) for one in choice.answers),
        forms=tuple(form.id for form in forms),
        known_past=KnownPast.of(world),
        form_runs=min(draws, FORM_DRAWS) * COURSES,
        turn_runs=min(draws, TEST_DRAWS) * COURSES,
        names=world.names,
    )


def _named(deed: Deed) -> Named:
    return Named(deed.id, deed.title, deed.note, deed.script)
