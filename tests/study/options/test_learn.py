"""The worth of knowing a source beforehand, where it is known by arithmetic."""

import numpy as np
import pytest

from sim.binding import build_case
from sim.study.options.learn import by_source, drawn_values, learnt, lines
from sim.world import Quantity, World, load_scenario

DRAWS = 4000


def test_it_finds_the_value_that_decides_and_no_other() -> None:
    source = np.random.default_rng(2)
    drawn = source.standard_normal((DRAWS, 30))
    luck = source.standard_normal(DRAWS)
    good = np.stack([np.zeros(DRAWS), drawn[:, 0] - 0.1 + luck])
    found = learnt(good, drawn, {"right": (0, 1), "wrong": tuple(range(2, 30))})
    assert [one.source for one in found] == ["right", "wrong"]
    known = np.maximum(drawn[:, 0] - 0.1, 0.0).mean()  # what perfect knowledge of it gains
    assert found[0].gain == pytest.approx(known, abs=4 * found[0].error)
    assert found[1].gain < 3 * found[1].error + 1e-12


def test_where_nothing_is_to_be_learnt_no_gain_is_feigned() -> None:
    """The plain estimate is above 0 whatever the data; this one is not."""
    source = np.random.default_rng(3)
    drawn = source.standard_normal((500, 100))
    good = source.standard_normal((2, 500))
    (found,) = learnt(good, drawn, {"all": tuple(range(100))})
    assert found.gain < 2 * found.error


def test_a_choice_that_is_clear_gains_nothing() -> None:
    drawn = np.random.default_rng(4).standard_normal((200, 2))
    good = np.stack([np.zeros(200), -5.0 + 0.1 * drawn[:, 0]])
    (found,) = learnt(good, drawn, {"source": (0, 1)})
    assert (found.gain, found.error) == (0.0, 0.0)


def test_cells_of_a_data_set_are_one_source_and_bare_assumptions_go_by_kind(world: World) -> None:
    quantities = world.quantities()
    groups = by_source(quantities, list(quantities))
    assert not any("#" in source for source in groups if source.startswith("data:"))
    assert {place for places in groups.values() for place in places} == set(range(len(quantities)))
    assumed = [source for source in groups if source.startswith("assumption:")]
    assert "assumption: actions, impacts" in assumed


def test_values_with_a_range_are_drawn_and_rates_by_their_logarithm(world: World) -> None:
    table = build_case(world, load_scenario("baseline", world)).values
    columns, drawn = drawn_values(table, 3, 4)
    assert np.array_equal(columns, np.flatnonzero(table.low < table.high))
    assert 0 < len(columns) < len(table.paths)
    plain = table.quantile(table.uniforms(3, 0, 4))[:, columns]
    rates = table.logarithmic[columns]
    assert 0 < rates.sum() < len(rates)
    assert np.array_equal(drawn[:, ~rates], plain[:, ~rates])
    np.testing.assert_allclose(np.exp(drawn[:, rates]), plain[:, rates])


def test_an_assumption_beside_a_source_counts_with_it() -> None:
    def stated(*sources: str) -> Quantity:
        return Quantity(1.0, 0.0, 2.0, "plain", sources)

    quantities = {
        "actors.A.power": stated("data:cinc#1", "assumption: as is"),
        "actors.A.balance": stated("assumption: guessed"),
        "actions.b.impacts.C": stated("assumption: guessed"),
        "actions.c.impacts.C": stated("data:cinc#2", "theory:walt"),
    }
    assert by_source(quantities, list(quantities)) == {
        "data:cinc": (0, 3),
        "assumption: actors, balance": (1,),
        "assumption: actions, impacts": (2,),
        "theory:walt": (3,),
    }


def test_slopes_that_luck_explains_are_nothing_and_others_stay() -> None:
    source = np.random.default_rng(5)
    drawn = source.standard_normal((500, 100))
    good = np.stack([np.zeros(500), source.standard_normal(500) + drawn[:, 0]])
    _, slopes = lines(good, drawn, 0)
    assert not slopes[0].any()
    assert slopes[1, 0] == pytest.approx(1.0, abs=0.15)
    assert (slopes[1, 1:] == 0.0).mean() > 0.9
