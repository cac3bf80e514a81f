from dataclasses import replace

import numpy as np
import pytest

from sim.binding import Case, build_case
from sim.kernel.anticipate import foresight, utility, worth
from sim.kernel.step import odds
from sim.world import World, load_scenario
from tests.kernel.hand import Hand, hand
from tests.laws.rolled import assert_same, rolled


@pytest.fixture(scope="module")
def small() -> Hand:
    """BET pays ALP back, to the good of GAM. ALP cares for what befalls itself and its friends."""
    return hand(
        {
            "alp_strikes": {"impacts": {"BET": -0.5}},
            "bet_strikes": {"impacts": {"ALP": -0.4, "GAM": 0.5}},
        },
        actors=("ALP", "BET", "GAM"),
        traits={"ALP.motives.interest": 2.0, "BET.motives.retaliation": 1.0},
    )


def chance(tilt: float) -> float:
    """Of an act with base rate 0.2 and nothing else on its line."""
    return float(0.2 * np.exp(tilt) / (0.8 + 0.2 * np.exp(tilt)))


# A strike that was not expected grieves BET by 0.5 · (1 − 0.2), which tilts its strike by 0.4 times
# that: so much likelier it will be.
LIKELIER = chance(0.4 * 0.4) - 0.2


def test_utility_is_what_others_will_do_because_of_it(small: Hand) -> None:
    foreseen = utility(small.batch, small.start, np.arange(2))
    assert foreseen[0, 0] == pytest.approx(LIKELIER * -0.4)
    assert foreseen[0, 1] == 0.0  # GAM and ALP answer nothing


def test_worth_counts_oneself_and_friends_but_not_ones_own_deeds(small: Hand) -> None:
    s = small.state(alignment={"ALP>GAM": 0.5, "BET>GAM": -0.5})
    assert worth(small.batch, s, 0)[0].tolist() == pytest.approx([0.0, -0.4 + 0.5 * 0.5])
    assert worth(small.batch, s, 1)[0].tolist() == pytest.approx([-0.5, 0.0])
    assert worth(small.batch, s, 2)[0].tolist() == pytest.approx([0.0, 0.5])


def test_only_the_departure_from_the_reference_tilts(small: Hand) -> None:
    decide = foresight(small.batch)
    assert not decide(small.batch, small.start).any()
    friends = small.state(alignment={"ALP>GAM": 0.5})  # BET's answer now helps a friend
    tilt = decide(small.batch, friends)[0]
    assert tilt.tolist() == pytest.approx([2.0 * LIKELIER * 0.5 * 0.5, 0.0])


def test_what_is_not_possible_is_not_weighed() -> None:
    small = hand(
        {
            "alp_strikes": {
                "impacts": {"BET": -0.5},
                "requires": [{"posture": "alp_guns", "at_least": "armed"}],
            },
            "bet_strikes": {"impacts": {"ALP": -0.4, "GAM": 0.5}},
        },
        actors=("ALP", "BET", "GAM"),
        traits={"ALP.motives.interest": 2.0, "BET.motives.retaliation": 1.0},
        postures={"alp_guns": {"levels": ["none", "armed"], "start": "none"}},
    )
    friends = small.state(alignment={"ALP>GAM": 0.5})
    assert not foresight(small.batch)(small.batch, friends).any()
    # What becomes possible is held against what it would have been worth at the reference, where
    # it would have been a full surprise.
    armed = replace(friends, posture=np.ones_like(friends.posture))
    tilt = foresight(small.batch)(small.batch, armed)[0, 0]
    before, now = -0.4 * (chance(0.4 * 0.5) - 0.2), (-0.4 + 0.5 * 0.5) * LIKELIER
    assert tilt == pytest.approx(2.0 * (now - before))


@pytest.fixture(scope="module")
def ahead(world: World) -> Case:
    return build_case(world, replace(load_scenario("lethal_aid", world), decision="anticipating"))


def myopic(case: Case) -> Case:
    return replace(case, foresighted=False)


def test_at_rest_every_act_has_its_base_rate(ahead: Case) -> None:
    batch = ahead.batch(ahead.luck(1, 0, 5, 1).values)
    decide = foresight(batch)
    assert decide is not None
    foreseen = decide(batch, batch.start)
    found, plain = odds(batch, batch.start, foreseen), odds(batch, batch.start)
    assert found.probability.tobytes() == plain.probability.tobytes()
    possible = found.possible > 0.0
    assert found.probability[possible] == pytest.approx(
        batch.value("base_rate")[possible], rel=1e-12
    )


def test_it_changes_what_is_likely_once_something_has_happened(ahead: Case) -> None:
    first, second, third = rolled(ahead, runs=5, steps=3)
    plain = rolled(myopic(ahead), runs=5, steps=3)
    assert_same([first], plain[:1])
    assert np.abs(second.odds.tilt - plain[1].odds.tilt).max() > 0.1
    for moment in (second, third):
        total = np.add.reduceat(
            moment.odds.probability, np.unique(ahead.line, return_index=True)[1], axis=1
        )
        assert (moment.odds.probability >= 0.0).all()
        assert (total <= 1.0 + 1e-12).all()


def test_a_lone_run_is_the_run_of_any_batch(ahead: Case) -> None:
    many = rolled(ahead, runs=6, steps=3)
    assert_same(rolled(ahead, first_run=4, runs=1, steps=3), many, slice(4, 5))


def test_who_has_no_interest_looks_no_further(world: World) -> None:
    """Neither without weight nor with the motive off: the bits are those of the myopic rule."""
    weights = {f"actors.{actor}.motives.interest": 0.0 for actor in world.actors}
    scenario = replace(load_scenario("lethal_aid", world), decision="anticipating")
    indifferent = build_case(world.with_values(weights), scenario)
    assert_same(rolled(indifferent, runs=3, steps=3), rolled(myopic(indifferent), runs=3, steps=3))
    switched_off = build_case(world, replace(scenario, off=frozenset({"interest"})))
    batch = switched_off.batch_of(switched_off.values.central(1))
    assert foresight(batch) is None
