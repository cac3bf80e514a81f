"""What came before it, worked out by hand on made-up histories."""

import numpy as np

from sim.results.explanation import FEW
from sim.study.explain.precursors import History, history, onset
from sim.study.explain.target import action_target, indicator_target
from tests.study import desk

STEPS = 12
NAMES = ("spark", "noise", "late")
SPARK, NOISE, LATE = range(3)
PAIRS = 2 * FEW


def quiet(runs: int = PAIRS) -> History:
    """Nothing is done, and it never happens."""
    return History(
        taken=np.zeros((runs, STEPS, 3), dtype=np.bool_),
        decided=np.ones((STEPS, 3), dtype=np.bool_),
        first=np.full(runs, STEPS + 1),
    )


def lit(runs: int = PAIRS) -> History:
    """It happens in step 8; the spark comes in step 5, the noise in both arms."""
    found = quiet(runs)
    found.taken[:, 4, SPARK] = True
    found.taken[:, 5, NOISE] = True
    found.taken[:, 7, LATE] = True  # in the very step: not earlier
    found.taken[:, 0, LATE] = True  # before the window
    return History(found.taken, found.decided, np.full(runs, 8))


def test_what_came_before_it_with_the_scenario_alone() -> None:
    twin = quiet()
    twin.taken[:, 3, NOISE] = True
    found = onset(lit(), twin, NAMES)
    assert (found.pairs, found.more, found.step) == (PAIRS, True, 8.0)
    (spark,) = found.precursors
    assert (spark.action, spark.before, spark.twin, spark.lag) == ("spark", 1.0, 0.0, 3.0)
    assert spark.mc_error == 0.0


def test_it_may_happen_later_in_the_twin() -> None:
    later = History(quiet().taken, quiet().decided, np.full(PAIRS, 9))
    assert onset(lit(), later, NAMES).pairs == PAIRS
    sooner = History(quiet().taken, quiet().decided, np.full(PAIRS, 8))
    assert onset(lit(), sooner, NAMES).pairs == 0


def test_a_scenario_that_prevents_it_is_read_the_other_way_round() -> None:
    found = onset(quiet(), lit(), NAMES)
    assert not found.more
    assert [one.action for one in found.precursors] == ["spark", "noise"]


def test_shares_and_errors() -> None:
    half = lit()
    half.taken[: PAIRS // 2, :, SPARK] = False
    (spark,) = (one for one in onset(half, quiet(), NAMES).precursors if one.action == "spark")
    assert spark.before == 0.5
    assert np.isclose(spark.mc_error, 0.5 * np.sqrt(PAIRS / (PAIRS - 1)) / np.sqrt(PAIRS))


def test_few_pairs_say_nothing() -> None:
    assert onset(lit(FEW - 1), quiet(FEW - 1), NAMES).precursors == ()
    assert onset(quiet(), quiet(), NAMES).step is None


def test_history_follows_an_arm() -> None:
    one, both = desk.asked(), desk.pairing()
    target = action_target("kor_lethal_aid", one.world, both, desk.STEPS)
    k = both.with_.names.actions.index("kor_lethal_aid")
    found = history(desk.arms().with_, target.watch(one.world, both.with_.names))
    assert found.taken[:, 2, k].all()  # scripted in step 3
    assert not found.decided[2, k]
    chosen = found.taken[:, :, k] & found.decided[:, k]
    expected = np.where(chosen.any(axis=1), chosen.argmax(axis=1) + 1, desk.STEPS + 1)
    assert (found.first == expected).all()
    assert found.times()[k] == found.times(chosen=True)[k] + 1.0


def test_an_indicator_begins_when_it_first_holds() -> None:
    one, both = desk.asked(), desk.pairing()
    names = both.with_.names
    target = indicator_target("seoul_sends_lethal_aid", one.world, one.scenario, names)
    found = history(desk.arms().with_, target.watch(one.world, names))
    assert found.first.max() <= 3  # the posture that the script sets in step 3
