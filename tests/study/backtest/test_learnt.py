"""A history scored by what it taught: what is known at an origin, and what is scored after it."""

from dataclasses import replace

import numpy as np
import pytest

from sim.study.backtest.learnt import FORECASTERS, Learnt, score_learnt
from sim.world import Scenario, World, WorldError, load_scenario
from sim.world.history import History
from sim.world.locate import seeds_dir
from sim.world.read_history import load_history

RUNS = 60


@pytest.fixture(scope="module")
def history(world: World) -> History:
    return load_history(seeds_dir() / "history" / "year_after_the_pact.yaml", world)


@pytest.fixture(scope="module")
def baseline(world: World) -> Scenario:
    return load_scenario("baseline", world)


@pytest.fixture(scope="module")
def found(world: World, history: History, baseline: Scenario) -> Learnt:
    return score_learnt(world, history, baseline, until="2025-03", rolling=True, runs=RUNS)


def test_every_origin_is_scored_one_month_ahead(found: Learnt) -> None:
    assert found.origins == ("2025-03", "2025-04", "2025-05")
    assert (found.model.first, found.model.last) == ("2025-04", "2025-06")
    assert [score.name for score in found.model.scores] == list(FORECASTERS)
    assert found.model.events == sum(one.months for one in found.each)


def test_rates_are_those_of_what_was_known(found: Learnt, world: World, history: History) -> None:
    """The launches of May are not known in April."""
    (launches,) = (one for one in found.each if one.action == "prk_missile_test")
    path = "actions.prk_missile_test.base_rate"
    updated = [history.until(origin).posterior(world)[path].value for origin in found.origins]
    assert launches.said[0] == pytest.approx(world.actions["prk_missile_test"].base_rate.value)
    assert launches.said[1] == pytest.approx(np.mean(updated))
    assert (launches.months, launches.with_) == (3, 1)
    losses = [(updated[n] - y) ** 2 for n, y in enumerate((0.0, 1.0, 0.0))]
    assert launches.brier[1] == pytest.approx(np.mean(losses))


def test_who_knows_nothing_says_the_same(
    world: World, history: History, baseline: Scenario
) -> None:
    """A history whose months before the origin are empty leaves model and rates as they were."""
    empty = replace(
        history,
        deeds=tuple(deed for deed in history.deeds if deed.step == 13),
        covered={name: at & {13} for name, at in history.covered.items() if 13 in at},
        without={name: at & {13} for name, at in history.without.items() if 13 in at},
        leaders=(),
    )
    found = score_learnt(world, empty, baseline, until="2025-05", runs=RUNS)
    for one in found.each:
        assert one.said[0] == one.said[1]
        assert one.said[2] == one.said[3]


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2025-06", "nothing of months after 2025-06"),
        ("2024-05", "nothing of months before it"),
    ],
)
def test_months_that_are_not_told_of(
    until: str, told: str, world: World, history: History, baseline: Scenario
) -> None:
    with pytest.raises(WorldError, match=told):
        score_learnt(world, history, baseline, until=until, runs=RUNS)


def test_nothing_to_score(world: World, history: History, baseline: Scenario) -> None:
    silent = replace(history, covered={}, without={})
    with pytest.raises(WorldError, match="nothing that year_after_the_pact tells after 2024-12"):
        score_learnt(world, silent, baseline, until="2024-12", runs=RUNS)
    with pytest.raises(WorldError, match="tells of 2024-06 alone"):
        score_learnt(world, history.until("2024-06"), baseline, rolling=True, runs=RUNS)


def test_only_the_history_says_what_is_done(world: World, history: History) -> None:
    with pytest.raises(WorldError, match="pact says what is done, and here only the history does"):
        score_learnt(world, history, load_scenario("pact", world), rolling=True, runs=RUNS)
