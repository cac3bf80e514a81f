"""Indicators read off a batch, against the same conditions read off its whole path."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.binding import build_case
from sim.binding.watch import by_step, needs, watches
from sim.binding.watch import hits as all_hits
from sim.kernel.engine.keep import Last
from sim.world import load_scenario, load_world
from sim.world.indicator import Indicator

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
