"""The whole of a choice, on the world that comes along."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.binding import build_case
from sim.results.options import Options
from sim.study.options.design import COURSES, outcomes_in, plan_of
from sim.study.options.judged import judge_of
from sim.study.options.learn import drawn_values
from sim.study.options.options import _luck_weighed, options, work
from sim.study.options.turns import turns
from sim.study.outcome import alignment_of
from sim.world import World
from sim.world.choice import WEIGHTED, Choice
from sim.world.read_choice import load_choice
from tests.choice import write, written


def test_two_options_that_are_the_same_differ_by_exactly_nothing(found: Options) -> None:
    rows = {(r.answer, r.objective, r.option): r for r in found.options}
    for answer, objective, option in rows:
        if option == "wait":
            one, other = rows[answer, objective, "wait"], rows[answer, objective, "hold"]
            assert (one.mean, one.contrast, one.mc_error) == (
                other.mean,
                other.contrast,
                other.mc_error,
            )
    forms = {(r.form, r.answer, r.objective, r.option): r.mean for r in found.forms}
    assert all(
        forms[form, answer, objective, "hold"] == mean
        for (form, answer, objective, option), mean in forms.items()
        if option == "wait"
    )
    often = {(r.answer, r.objective, r.option): r.best for r in found.draws}
    assert all(
        often[a, m, "hold"] == pytest.approx(share)
        for (a, m, k), share in often.items()
        if k == "wait"
    )


def test_the_dominated_is_best_under_no_mix_of_weights(found: Options) -> None:
    dominated = [row for row in found.standings if row.dominated_by]
    assert dominated  # lethal aid costs Moscow and heats Korea
    assert all(row.weightings == 0.0 for row in dominated)


def test_one_is_best_by_every_objective_and_the_rest_are_no_better(found: Options) -> None:
    signs = {one.id: 1 if one.wanted == "up" else -1 for one in found.meta.objectives}
    signs[WEIGHTED] = 1
    for row in found.options:
        assert signs[row.objective] * row.contrast <= 0.0
        if row.best:
            assert (row.contrast, row.contrast_error) == (0.0, 0.0)
        assert row.low <= row.high
    best = [(row.answer, row.objective) for row in found.options if row.best]
    assert len(best) == len(set(best)) == 2 * 5


def test_the_first_course_of_a_draw_is_an_ordinary_run(world: World, choice: Choice) -> None:
    plan = plan_of(world, choice, seed=1)
    outcomes = outcomes_in(plan, 6)[0]
    case = build_case(world, choice.cells["as_they_will", "lethal"])
    luck = case.luck(1, 0, 6, choice.steps)
    plainly = alignment_of("RUS>KOR", world, case.names).read(case, luck, case.batch(luck.values))
    assert outcomes[0, 3, 0, :, 0].tolist() == plainly.tolist()


def test_each_course_has_luck_of_its_own_and_the_values_of_its_draw(
    world: World, choice: Choice
) -> None:
    draws = 6
    outcomes = outcomes_in(plan_of(world, choice, seed=1), draws)[0]
    case = build_case(world, choice.cells["as_they_will", "lethal"])
    outcome = alignment_of("RUS>KOR", world, case.names)
    values = case.luck(1, 0, draws, 0).values
    for course in range(COURSES):
        luck = replace(case.luck(1, course * draws, draws, choice.steps), values=values)
        found = outcome.read(case, luck, case.batch(values))
        assert outcomes[0, 3, 0, :, course].tolist() == found.tolist()


def test_under_a_rival_form_all_options_have_other_laws(world: World, choice: Choice) -> None:
    plan = plan_of(world, choice, seed=1)
    (form,) = choice.base.variants.values()
    other = plan.under(form)
    assert {case.laws.off for case in other.cases} == {form.off} != {frozenset()}
    moved = outcomes_in(other, 3)[0] != outcomes_in(plan, 3)[0]
    assert moved.any(axis=(0, 2, 3, 4)).all()


def test_workers_and_parts_change_no_bit(world: World, choice: Choice) -> None:
    plan = plan_of(world, choice, seed=1)
    alone, shared = outcomes_in(plan, 6)[0], outcomes_in(plan, 6, workers=3)[0]
    assert np.array_equal(alone, shared)
    assert np.array_equal(alone[..., :2, :], outcomes_in(plan, 2, whole=6)[0])


def test_what_is_held_is_held_in_every_option(world: World, choice: Choice) -> None:
    plan = plan_of(world, choice, seed=1)
    as_stated = {"actors.RUS.precision": 1.75}
    drawn, held, again = outcomes_in(plan, 4, helds=[{}, as_stated, {}])
    assert np.array_equal(drawn, again)
    assert (drawn != held).any(axis=(0, 2, 3, 4)).all()


def test_scripted_acts_count(world: World, choice: Choice) -> None:
    """Of an objective of acts every deed counts, whoever decided it."""
    from sim.study.outcome import acts_of, read_all

    case = build_case(world, choice.cells["arms", "hold"])
    luck = case.luck(0, 0, 3, choice.steps)
    outcome = acts_of(["rus_conventional_arms"], case.names)
    assert (read_all((outcome,), case, luck, case.batch(luck.values)) >= 1.0).all()


def test_the_bar_ends_where_the_work_does(world: World, choice: Choice) -> None:
    told: list[int] = []
    options(world, choice, runs=8, progress=told.append)
    assert told == sorted(told)
    assert 0 < told[-1] <= work(world, choice, 8)


def test_draws_are_whole(found: Options) -> None:
    assert (found.meta.runs, found.meta.draws, found.meta.courses) == (120, 120 // COURSES, COURSES)


@pytest.mark.parametrize("runs", [0, 7, True])
def test_too_few_runs_are_refused(world: World, choice: Choice, runs: int) -> None:
    with pytest.raises(ValueError, match="runs must be"):
        options(world, choice, runs=runs)


def test_turns_hold_what_they_say(found: Options, world: World, choice: Choice) -> None:
    """Of holding and lethal aid alone: two options that are the same have no lead to lose."""
    assert not found.turns
    whole, draws = plan_of(world, choice, seed=1), 30
    plan = replace(whole, cases=(whole.cases[0], whole.cases[3]), answers=1)
    (drawn,) = outcomes_in(plan, draws)
    judge = judge_of(choice, drawn)
    columns, values = drawn_values(plan.cases[0].values, plan.seed, draws)
    told = turns(plan, judge, judge.good(drawn), columns, values, 1, lambda _runs: None)
    assert told
    for turn in told:
        assert turn.lead > 0.0
        assert (turn.verdict == "turns") <= (turn.held < 0.0)
        assert turn.option != turn.rival
    first = told[0]
    (held,) = outcomes_in(plan, draws, helds=[{first.end.path: first.end.end}])
    for outcomes, lead in ((drawn, first.lead), (held, first.held)):
        level = judge.good(outcomes)[0, :, first.objective].mean(axis=(1, 2))
        assert level[first.option] - level[first.rival] == pytest.approx(lead)


def test_options_stand_on_branches_too(world: World, tmp_path: Path) -> None:
    path = write(tmp_path)
    base = path.parent.parent / "scenarios" / "small.yaml"
    branches = "branches: [{id: a, title: A, weight: 1}, {id: b, title: B, weight: 1}]\n"
    base.write_text(base.read_text() + branches)
    branched = outcomes_in(plan_of(world, load_choice(path, world), seed=1), 2)[0]
    plain = outcomes_in(plan_of(world, written(tmp_path, world), seed=1), 2)[0]
    np.testing.assert_array_equal(branched, plain)  # nothing is scripted in either branch


def test_luck_that_is_weighed_is_called_luck(found: Options, choice: Choice) -> None:
    blurred = [replace(row, contrast_error=1.0) for row in found.options]
    weighed = [one.title for one in choice.objectives if one.weight]
    notes = list(_luck_weighed(choice, blurred))
    assert [note.text.split(":")[0] for note in notes] == weighed
    sharp = [replace(row, contrast_error=0.0) for row in found.options]
    assert not list(_luck_weighed(choice, sharp))
