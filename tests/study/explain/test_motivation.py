"""Extra deeds by motive: nothing is left over, and a motive that is off has no part."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from sim.binding import build_case
from sim.kernel.step import tilts
from sim.results.explanation import FORESIGHT, LIMIT, POSSIBLE, RATE, ROOM, Motivation
from sim.study.ensemble.pairing import free, pair
from sim.study.explain.motivation import motivations
from sim.study.explain.target import Deeds
from sim.study.explain.twins import Twins, twins
from sim.world.variant import ANTICIPATING
from tests.laws.worlds import STEPS, Recipe, recipes
from tests.made_up import SOURCE, scenario
from tests.study import desk

CLOSE = 1e-10


def extra(arms: Twins, column: int, decided: np.ndarray) -> float:  # type: ignore[type-arg]
    reader = Deeds(column, decided)
    return float((arms.with_.read(reader) - arms.without.read(reader)).mean())


def parts(action: str) -> dict[str, Motivation]:
    both = desk.pairing()
    k = both.with_.names.actions.index(action)
    found = motivations(desk.arms(), k, free(both.cases, desk.STEPS)[:, k])
    return {part.motive: part for part in found}


@pytest.mark.parametrize(
    "action", ["rus_satellite_technology", "kor_lethal_aid", "rus_warns_seoul"]
)
def test_parts_add_up_to_the_extra_deeds(action: str) -> None:
    both = desk.pairing()
    k = both.with_.names.actions.index(action)
    total = sum(part.extra for part in parts(action).values())
    assert abs(total - extra(desk.arms(), k, free(both.cases, desk.STEPS)[:, k])) < CLOSE


@given(recipes())
def test_parts_add_up_in_any_world(recipe: Recipe) -> None:
    arms = twins(recipe.case(scripted=True), recipe.case(), seed=1, runs=5, steps=STEPS)
    for k in range(min(3, arms.with_.case.frame.actions)):
        decided = np.ones(STEPS)
        total = sum(part.extra for part in motivations(arms, k, decided))
        assert abs(total - extra(arms, k, decided)) < CLOSE


def test_log_odds_are_the_tilts_where_the_deed_is_likely() -> None:
    """With one run and one step that counts, they are the difference of the two tilts."""
    both = desk.pairing()
    k = both.with_.names.actions.index("rus_warns_seoul")
    step = 5
    only = np.zeros(desk.STEPS)
    only[step - 1] = 1.0
    arms = desk.arms().first(1)
    apart: dict[str, float] = {}
    for sign, arm in ((1.0, arms.with_), (-1.0, arms.without)):
        batch = arm.batches[0]
        moment = list(arm.case.roll(arm.luck[0], batch))[step - 1]
        for name, tilt in tilts(batch, moment.before).items():
            apart[name] = apart.get(name, 0.0) + sign * float(tilt[0, k])
    found = motivations(arms, k, only)
    assert [part for part in found if part.log_odds is not None]
    for part in found:
        if part.log_odds is not None:
            assert part.log_odds == pytest.approx(apart[part.motive], abs=1e-9)
            assert np.sign(part.extra) == np.sign(part.log_odds)


def test_what_has_become_possible_is_no_motive() -> None:
    """Direct aid needs the review, which the scenario scripts."""
    assert parts("kor_lethal_aid")[POSSIBLE].extra > 0.0
    assert parts("kor_lethal_aid")[POSSIBLE].log_odds is None


def test_a_motive_that_is_off_has_no_part() -> None:
    one = desk.asked()
    off = [replace(scenario, off=frozenset({"resolve"})) for scenario in one.both]
    both = pair(one.world, off[0], off[1])
    arms = twins(both.with_, both.without, seed=1, runs=10, steps=6)
    k = both.with_.names.actions.index("rus_satellite_technology")
    found = {part.motive for part in motivations(arms, k, np.ones(6))}
    assert "resolve" not in found
    assert "retaliation" in found


def test_a_base_rate_that_a_scenario_sets_is_named() -> None:
    rate = {"value": 0.3, "range": [0.3, 0.3], "source": SOURCE}
    own = scenario(desk.world(), {"set": {"actions.rus_warns_seoul.base_rate": rate}})
    cases = [build_case(desk.world(), one) for one in (own, scenario(desk.world()))]
    arms = twins(cases[0], cases[1], seed=1, runs=10, steps=1)
    k = cases[0].names.actions.index("rus_warns_seoul")
    found = {part.motive: part.extra for part in motivations(arms, k, np.ones(1))}
    assert set(found) <= {RATE, ROOM}
    assert found[RATE] > 0.0


def test_actors_that_look_ahead() -> None:
    one = desk.asked()
    ahead = [replace(scenario, decision=ANTICIPATING) for scenario in one.both]
    both = pair(one.world, ahead[0], ahead[1])
    arms = twins(both.with_, both.without, seed=1, runs=3, steps=4)
    k = both.with_.names.actions.index("rus_satellite_technology")
    found = motivations(arms, k, np.ones(4))
    assert LIMIT not in {part.motive for part in found}
    assert FORESIGHT in {part.motive for part in found}
    assert abs(sum(part.extra for part in found) - extra(arms, k, np.ones(4))) < CLOSE
