"""Rows of a choice, from outcomes that are made up: in the objective's own unit, seen from the
best."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sim.kernel.arrays import Floats
from sim.study.options.draws import over_draws
from sim.study.options.judged import Judge, judge_of
from sim.study.options.rows import Labels, form_rows, option_rows, standing_rows

OPTIONS = ("worst", "best", "middle")
DRAWS, COURSES = 60, 4
SIGN = -1.0  # of the second objective: less is better


def labelled(levels: Floats, noise: float) -> tuple[Labels, Judge, Floats]:
    """(option, objective) outcomes, each option with a luck of its own."""
    drawn = np.random.default_rng(3).standard_normal((1, *levels.shape, DRAWS, COURSES))
    outcomes = levels[None, :, :, None, None] + noise * drawn
    named: Any = SimpleNamespace(
        answers=[SimpleNamespace(id="only")],
        options=[SimpleNamespace(id=name) for name in OPTIONS],
        objectives=[SimpleNamespace(id="up", sign=1.0), SimpleNamespace(id="down", sign=SIGN)],
        weights=None,
    )
    judge = judge_of(named, outcomes)
    return Labels(named, judge), judge, judge.good(outcomes)


LEVELS = np.array([[1.0, 9.0], [3.0, 5.0], [2.0, 5.1]])


def test_options_are_told_in_their_own_unit_and_against_the_best() -> None:
    labels, _, good = labelled(LEVELS, noise=1.0)
    over = [[over_draws(good[0, :, m]) for m in range(2)]]
    rows = {(row.objective, row.option): row for row in option_rows(labels, good, over)}
    for m, (objective, sign) in enumerate((("up", 1.0), ("down", SIGN))):
        each = good[0, :, m].mean(axis=2)  # (option, draw)
        for k, option in enumerate(OPTIONS):
            row, apart = rows[objective, option], each[k] - each[1]
            assert row.best == (option == "best")
            assert row.mean == pytest.approx(sign * each[k].mean())
            assert row.mc_error == pytest.approx(each[k].std(ddof=1) / np.sqrt(DRAWS))
            assert row.contrast == pytest.approx(sign * apart.mean(), abs=1e-12)
            assert row.contrast_error == pytest.approx(apart.std(ddof=1) / np.sqrt(DRAWS))
            assert row.low <= row.contrast <= row.high
    assert rows["down", "worst"].mean == pytest.approx(9.0, abs=0.5)


def test_regret_is_what_the_best_under_a_form_is_ahead() -> None:
    labels, _, good = labelled(LEVELS, noise=0.0)
    rows = {(r.objective, r.option): r for r in form_rows(labels, "a form", good)}
    assert [rows["up", k].regret for k in OPTIONS] == pytest.approx([2.0, 0.0, 1.0])
    assert [rows["down", k].regret for k in OPTIONS] == pytest.approx([4.0, 0.0, 0.1])
    assert [rows["down", k].mean for k in OPTIONS] == pytest.approx([9.0, 5.0, 5.1])
    assert {key for key, row in rows.items() if row.best} == {("up", "best"), ("down", "best")}


def test_it_is_counted_by_which_objectives_an_option_is_clearly_dominated() -> None:
    """By the second objective luck would hide what it is behind."""
    near = np.array([[1.0, 9.0], [3.0, 5.08], [2.0, 5.1]])
    for noise, clearly in ((0.0, 2), (1.0, 1)):
        labels, judge, good = labelled(near, noise)
        rows = {row.option: row for row in standing_rows(labels, good, judge)}
        assert rows["best"].dominated_by == ""
        assert rows["middle"].dominated_by == "best"
        assert rows["middle"].clearly == clearly
        assert rows["best"].weightings == 1.0
        assert rows["middle"].weightings == rows["worst"].weightings == 0.0
