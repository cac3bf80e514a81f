"""``options``: which option is best, by what, and how sure that is."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from sim.kernel.arrays import Floats
from sim.results.options import (
    WEIGHTED,
    DrawsRow,
    FormsRow,
    LearnRow,
    Named,
    ObjectiveMeta,
    OptionRow,
    Options,
    OptionsMeta,
    StandingRow,
    TurnRow,
)
from sim.results.sensitivity import BETWEEN_SOURCES
from sim.results.tables import Notice
from sim.study import limits
from sim.study.ensemble.evidence import evidence
from sim.study.limits import check_asked
from sim.study.options.design import COURSES, Plan, Worked, outcomes_in, plan_of
from sim.study.options.draws import OverDraws, over_draws
from sim.study.options.judged import Judge, judge_of, paired_error
from sim.study.options.learn import by_source, drawn_values, learnt
from sim.study.options.turns import SURE, TEST_DRAWS, TESTED, Turn, turns
from sim.study.options.worth import chosen_by, dominates
from sim.world import Quantity, World
from sim.world.choice import Choice, Deed
from sim.world.variant import AS_IT_IS, MYOPIC, Variant

FEWEST_RUNS = 2 * COURSES
FORM_DRAWS = 50  # of the values, for each rival form, each with every course of luck
FEW_DRAWS = 100  # below so many, what is said of draws is rough
SOURCES = 12  # of what to find out next, for each objective


def options(
    world: World,
    choice: Choice,
    *,
    runs: int = 2000,
    seed: int = 0,
    workers: int = 1,
    progress: Worked | None = None,
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
    told = _Told(progress)
    outcomes = outcomes_in(plan, draws, workers, told)[0]
    told.next()
    judge = judge_of(choice, outcomes)
    good = judge.good(outcomes)
    columns, drawn = drawn_values(plan.cases[0].values, seed, draws)
    found_turns = turns(plan, judge, good, columns, drawn, workers, told)
    told.next()
    labels = _Labels(choice, judge)
    by_form = tuple(_forms(labels, plan, forms, draws, workers, told))
    over = [[over_draws(good[a, :, m]) for m in range(good.shape[2])] for a in range(plan.answers)]
    quantities = {**choice.base.quantities(world), **world.former}
    paths = [plan.cases[0].values.paths[column] for column in columns]
    first = next(iter(choice.cells.values()))
    values, sources = evidence(world, first, choice.base)
    return Options(
        meta=_meta(world, choice, plan, draws, forms, len(columns)),
        options=tuple(_options(labels, good, over)),
        standings=tuple(_standings(labels, outcomes * judge.signs[:, None, None], judge)),
        draws=tuple(_draws(labels, over)),
        forms=by_form,
        turns=tuple(_turn(labels, one, quantities) for one in found_turns),
        learning=tuple(_learning(labels, good, drawn, by_source(quantities, paths))),
        values=values,
        sources=sources,
        covariance=tuple(_covariance(outcomes)),
        warnings=tuple(_notices(draws)),
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


class _Told:
    """Adds up what parts of the work tell, each from nothing on."""

    def __init__(self, progress: Worked | None) -> None:
        self._progress, self._before, self._now = progress, 0, 0

    def __call__(self, done: int) -> None:
        self._now = done
        if self._progress is not None:
            self._progress(self._before + done)

    def next(self) -> None:
        """The next part begins."""
        self._before, self._now = self._before + self._now, 0


class _Labels:
    """The names of answers, options and objectives, by their places."""

    def __init__(self, choice: Choice, judge: Judge) -> None:
        self.answers = [one.id for one in choice.answers]
        self.options = [one.id for one in choice.options]
        self.objectives = [one.id for one in choice.objectives]
        if judge.weights is not None:
            self.objectives.append(WEIGHTED)
        self.judge = judge


def _options(labels: _Labels, good: Floats, over: list[list[OverDraws]]) -> Iterator[OptionRow]:
    means = good.mean(axis=4)
    for a, answer in enumerate(labels.answers):
        for m, objective in enumerate(labels.objectives):
            of_options, sign = means[a, :, m], labels.judge.turned(m)
            level = of_options.mean(axis=1)
            best = int(level.argmax())
            apart = of_options - of_options[best]
            ends = np.sort([sign * over[a][m].low, sign * over[a][m].high], axis=0)
            for k, option in enumerate(labels.options):
                yield OptionRow(
                    answer=answer,
                    option=option,
                    objective=objective,
                    mean=_plain(sign * level[k]),
                    mc_error=float(paired_error(of_options[k])),
                    best=k == best,
                    contrast=_plain(sign * apart[k].mean()),
                    contrast_error=float(paired_error(apart[k])),
                    low=_plain(ends[0, k]),
                    high=_plain(ends[1, k]),
                )


def _plain(number: float) -> float:
    return float(number) + 0.0  # no minus sign before nothing


def _standings(labels: _Labels, good: Floats, judge: Judge) -> Iterator[StandingRow]:
    """By the objectives themselves: weights come in as all there are."""
    means = good.mean(axis=4)
    for a, answer in enumerate(labels.answers):
        level = means[a].mean(axis=2)
        over, share = dominates(level), chosen_by(judge.scale.scores(level))
        for k, option in enumerate(labels.options):
            better = np.flatnonzero(over[:, k])
            clearly = 0
            if len(better):
                apart = means[a, better[0]] - means[a, k]
                clearly = int((apart.mean(axis=1) > SURE * paired_error(apart)).sum())
            yield StandingRow(
                answer=answer,
                option=option,
                dominated_by=" ".join(labels.options[b] for b in better),
                clearly=clearly,
                weightings=float(share[k]),
            )


def _draws(labels: _Labels, over: list[list[OverDraws]]) -> Iterator[DrawsRow]:
    for a, answer in enumerate(labels.answers):
        for m, objective in enumerate(labels.objectives):
            found = over[a][m]
            for k, option in enumerate(labels.options):
                yield DrawsRow(
                    answer=answer,
                    option=option,
                    objective=objective,
                    best=float(found.best[k]),
                    best_error=float(found.best_error[k]),
                    regret=float(found.regret[k]),
                    regret_error=float(found.regret_error[k]),
                )


def _forms(
    labels: _Labels,
    plan: Plan,
    forms: tuple[Variant, ...],
    draws: int,
    workers: int,
    told: _Told,
) -> Iterator[FormsRow]:
    judge = labels.judge
    for form in forms:
        some = min(draws, FORM_DRAWS)
        found = outcomes_in(plan.under(form), some, workers, told, whole=draws)[0]
        means = judge.good(found).mean(axis=4)
        told.next()
        for a, answer in enumerate(labels.answers):
            for m, objective in enumerate(labels.objectives):
                of_options = means[a, :, m]
                level = of_options.mean(axis=1)
                best = int(level.argmax())
                for k, option in enumerate(labels.options):
                    yield FormsRow(
                        form=form.id,
                        answer=answer,
                        option=option,
                        objective=objective,
                        mean=_plain(judge.turned(m) * level[k]),
                        mc_error=float(paired_error(of_options[k])),
                        best=k == best,
                        regret=float(level[best] - level[k]),
                        regret_error=float(paired_error(of_options[best] - of_options[k])),
                    )


def _turn(labels: _Labels, found: Turn, quantities: Mapping[str, Quantity]) -> TurnRow:
    end = found.end
    return TurnRow(
        answer=labels.answers[found.answer],
        objective=labels.objectives[found.objective],
        option=labels.options[found.option],
        rival=labels.options[found.rival],
        value=end.path,
        stated=end.stated,
        end=end.end,
        lead=found.lead,
        lead_held=found.held,
        lead_error=found.error,
        verdict=found.verdict,
        turn=found.turn,
        sources=BETWEEN_SOURCES.join(quantities[end.path].sources),
    )


def _learning(
    labels: _Labels, good: Floats, drawn: Floats, sources: Mapping[str, Sequence[int]]
) -> Iterator[LearnRow]:
    means = good.mean(axis=4)
    for a, answer in enumerate(labels.answers):
        for m, objective in enumerate(labels.objectives):
            for one in learnt(means[a, :, m], drawn, sources)[:SOURCES]:
                yield LearnRow(answer, objective, one.source, one.values, one.gain, one.error)


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
        form_runs=min(draws, FORM_DRAWS) * COURSES,
        turn_runs=min(draws, TEST_DRAWS) * COURSES,
        names={code: party.name for code, party in world.parties.items()},
    )


def _named(deed: Deed) -> Named:
    return Named(deed.id, deed.title, deed.note, deed.script)
