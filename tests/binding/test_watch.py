"""Indicators read off a batch, against the same conditions read off its whole path."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.binding import build_case
from sim.binding.watch import by_step, needs, watches
from sim.binding.watch import hits as all_hits
from sim.kernel.engine.keep import Last, Path
from sim.world import load_scenario, load_world
from sim.world.indicator import Indicator
from sim.world.scenario import Contingency

STEPS, RUNS = 10, 120
WORLD = load_world()
CASE = build_case(WORLD, load_scenario("lethal_aid", WORLD))
LUCK = CASE.luck(1, 0, RUNS, STEPS)
MOMENTS = list(CASE.roll(LUCK))
NAMES = CASE.names


def hits(**fields: object) -> NDArray[np.bool_]:
    indicator = Indicator.model_validate({"id": "it", "title": "It", **fields})
    bound = watches((indicator,), WORLD, NAMES)
    return all_hits(bound, CASE, CASE.keep(LUCK, needs(bound, CASE)))[:, 0]


def path(pair: str, field: str = "alignment") -> NDArray[np.float64]:
    """(run, step) from the start on."""
    column = NAMES.pairs.index(pair)
    states = [MOMENTS[0].before, *(moment.after for moment in MOMENTS)]
    return np.stack([getattr(state, field)[:, column] for state in states], axis=1)


def test_an_action_counts_as_often_as_asked() -> None:
    k = NAMES.actions.index("usa_trilateral_exercise")
    counts = sum(moment.taken[:, k] for moment in MOMENTS)
    assert np.array_equal(hits(action="usa_trilateral_exercise", times=4), counts >= 4)
    assert 0 < hits(action="usa_trilateral_exercise", times=4).mean() < 1


def test_the_window_is_kept() -> None:
    k = NAMES.actions.index("prk_missile_test")
    late = sum(moment.taken[:, k] for moment in MOMENTS if 3 <= moment.step <= 5)
    assert np.array_equal(hits(action="prk_missile_test", **{"from": 3, "to": 5}), late >= 1)


def test_alignment_moves_from_the_start() -> None:
    moved = path("RUS>KOR")[:, 1:] - path("RUS>KOR")[:, :1]
    assert np.array_equal(hits(alignment="RUS>KOR", falls_by=0.1), (-moved >= 0.1).any(axis=1))
    assert np.array_equal(hits(alignment="RUS>KOR", rises_by=0.02), (moved >= 0.02).any(axis=1))


@pytest.mark.parametrize(
    ("subject", "field", "pair"),
    [("assurance", "assurance", "KOR>USA"), ("dependence", "dependence", "PRK>CHN")],
)
def test_shares_are_compared(subject: str, field: str, pair: str) -> None:
    level = path(pair, field)[:, 1:]
    middle = float(np.median(level))
    assert np.array_equal(hits(**{subject: pair, "at_most": middle}), (level <= middle).any(axis=1))


def test_a_posture_is_compared_with_a_level() -> None:
    levels = WORLD.postures["rok_lethal_aid"].levels
    column = NAMES.postures.index("rok_lethal_aid")
    reached = np.stack([m.after.posture[:, column] for m in MOMENTS], axis=1)
    expected = (reached >= levels.index("direct")).any(axis=1)
    assert np.array_equal(hits(posture="rok_lethal_aid", at_least="direct"), expected)
    assert expected.all()  # it is scripted


def test_a_tension_is_compared() -> None:
    column = NAMES.theatres.index("ukraine")
    level = np.stack([m.after.tension[:, column] for m in MOMENTS], axis=1)
    assert np.array_equal(hits(tension="ukraine", at_least=8.0), (level >= 8.0).any(axis=1))


def test_what_has_come_true_stays_so() -> None:
    k = NAMES.actions.index("usa_trilateral_exercise")
    action = Indicator(id="it", title="It", action="usa_trilateral_exercise", times=4)
    falls = Indicator.model_validate(
        {"id": "that", "title": "That", "alignment": "RUS>KOR", "falls_by": 0.1, "to": 6}
    )
    bound = watches((action, falls), WORLD, NAMES)
    found = by_step(bound, CASE, CASE.keep(LUCK, needs(bound, CASE)))
    counts = np.cumsum([moment.taken[:, k] for moment in MOMENTS], axis=0)
    assert np.array_equal(found[:, :, 0], counts >= 4)
    moved = (path("RUS>KOR")[:, :1] - path("RUS>KOR")[:, 1:] >= 0.1).T
    moved[6:] = False  # past the window
    assert np.array_equal(found[:, :, 1], np.logical_or.accumulate(moved, axis=0))


def test_no_indicator_at_all() -> None:
    kept = CASE.keep(LUCK, {"any": Last(CASE.slots("e"))})
    assert all_hits((), CASE, kept).shape == (RUNS, 0)


def test_what_the_script_does_is_not_chosen() -> None:
    """In step 3 direct aid is scripted, and it does not count."""
    (event,) = {
        (e.step, e.action) for e in load_scenario("lethal_aid", WORLD).events if e.step == 3
    }
    k = NAMES.actions.index(event[1])
    chosen = sum(moment.taken[:, k] for moment in MOMENTS if CASE.free(moment.step)[k])
    assert np.array_equal(hits(action=event[1]), chosen >= 1)
    assert not hits(action=event[1], **{"from": 3, "to": 3}).any()


@pytest.mark.parametrize(
    ("condition", "first", "now"),
    [
        ({"rises_by": 0.5}, 0.25, 0.75),
        ({"falls_by": 0.5}, 0.75, 0.25),
        ({"at_least": 0.5}, 0.0, 0.5),
        ({"at_most": 0.5}, 0.0, 0.5),
    ],
)
def test_a_bound_that_is_just_met_counts(
    condition: dict[str, float], first: float, now: float
) -> None:
    indicator = Indicator.model_validate(
        {"id": "it", "title": "It", "alignment": "RUS>KOR", **condition}
    )
    (watch,) = watches((indicator,), WORLD, NAMES)
    short = now - 0.01 if "rises_by" in condition or "at_least" in condition else now + 0.01
    found = watch.met(np.array([now, short]), np.array([first, first]))
    assert found.tolist() == [True, False]


def test_a_level_counts_in_its_window_alone() -> None:
    column = NAMES.theatres.index("ukraine")
    level = np.stack([m.after.tension[:, column] for m in MOMENTS], axis=1)
    bound = float(np.median(level.max(axis=1)))
    within = (level[:, 2:5] >= bound).any(axis=1)
    assert np.array_equal(hits(tension="ukraine", at_least=bound, **{"from": 3, "to": 5}), within)
    assert (within != (level[:, :5] >= bound).any(axis=1)).any()
    assert (within != (level[:, 2:] >= bound).any(axis=1)).any()


def test_what_is_told_by_the_last_step_is_what_is_told_at_the_end() -> None:
    scripted = next(e.action for e in load_scenario("lethal_aid", WORLD).events if e.step == 3)
    window = {"from": 3, "to": 5}
    asked: tuple[dict[str, object], ...] = (
        {"action": scripted},
        {"action": "prk_missile_test", **window},
        {"alignment": "RUS>KOR", "falls_by": 0.05, **window},
        {"tension": "ukraine", "at_least": 5.0},
        {"action": "usa_trilateral_exercise", "times": 3, "to": 99},
    )
    indicators = [
        Indicator.model_validate({"id": f"n{n}", "title": "It", **one})
        for n, one in enumerate(asked)
    ]
    bound = watches(tuple(indicators), WORLD, NAMES)
    kept = CASE.keep(LUCK, needs(bound, CASE))
    found = by_step(bound, CASE, kept)
    assert np.array_equal(found[-1], all_hits(bound, CASE, kept))
    assert not found[:2, :, 1:3].any()
    assert [watch.window(STEPS) for watch in bound] == [(1, 10), (3, 5), (3, 5), (1, 10), (1, 10)]
    assert 0 < found[-1].mean() < 1


def test_what_is_done_on_condition_is_not_chosen() -> None:
    event = Contingency("it", "chn_joint_bomber_patrol", first=2, last=2)
    case = build_case(WORLD, replace(load_scenario("baseline", WORLD), contingencies=(event,)))
    indicator = Indicator.model_validate(
        {"id": "it", "title": "It", "action": "chn_joint_bomber_patrol", "from": 1, "to": 2}
    )
    bound = watches((indicator,), WORLD, case.names)
    k, luck = case.names.actions.index("chn_joint_bomber_patrol"), case.luck(1, 0, RUNS, STEPS)
    kept = case.keep(luck, {**needs(bound, case), "taken": Path(case.slots("taken", [k]))})
    assert kept["taken"][1].all()
    chosen = kept["taken"][0, 0] >= 1.0
    assert np.array_equal(all_hits(bound, case, kept)[:, 0], chosen)
    assert 0 < chosen.mean() < 1
