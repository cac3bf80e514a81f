"""What deliveries build: on its way first, then at hand, and felt by the neighbours."""

import pytest

from sim.kernel.state import State
from sim.kernel.step import advance
from tests.kernel.hand import Hand, hand


def armed(**lives: float) -> Hand:
    """GAM hands arms to BET, which menaces ALP. At rest ALP needs 0.5 · 0.8 · 0.5 = 0.2."""
    return hand(
        {
            "gam_delivers": {"equips": {"bet_guns": 0.4}},
            "gam_withdraws": {"equips": {"bet_guns": -1.0}, "rate": 0.1},
            "alp_arms": {"self_help": 1.0},
            "alp_bows": {"impacts": {"BET": 0.5}},
        },
        actors=("ALP", "BET", "GAM"),
        traits={"ALP.motives.self_help": 1.0, "ALP.motives.regard": 1.0, "BET.power": 0.5},
        dyads={
            "BET>ALP.alignment": -0.5,
            "ALP-BET.proximity": 0.8,
            "ALP>BET.dependence": 0.3,
        },
        capabilities={"bet_guns": {"holder": "BET", **lives}, "gam_guns": {"holder": "GAM"}},
    )


def guns(small: Hand, s: State) -> tuple[float, float]:
    return small.value(s, "coming", "bet_guns"), small.value(s, "stock", "bet_guns")


def test_a_delivery_is_on_its_way_before_it_is_at_hand() -> None:
    small = armed()
    # beyond what is usual: 0.4 · 0.8 − 1 · −0.1; half of it arrives in a step, half wears out
    s = small.after(["gam_delivers"])
    assert guns(small, s) == pytest.approx((0.42, 0.0))
    # 0.5 · 0.42 + (0.4 · −0.2 + 0.1), and 0.5 · 0 + 0.5 · 0.42
    s = small.after([], s)
    assert guns(small, s) == pytest.approx((0.23, 0.21))
    # 0.5 · 0.23 + 0.02, and 0.5 · 0.21 + 0.5 · 0.23
    assert guns(small, small.after([], s)) == pytest.approx((0.135, 0.22))
    assert small.value(s, "stock", "gam_guns") == 0.0


def test_half_lives_are_those_of_the_capability() -> None:
    small = armed(delivery=2.0, service=3.0)
    s = small.state(coming={"bet_guns": 1.0}, stock={"bet_guns": 1.0})
    s = advance(small.batch, s, 1, small.odds(s), small.odds(s).probability).after
    arrived = 1.0 - 0.5 ** (1 / 2)
    assert guns(small, s) == pytest.approx((1.0 - arrived, 0.5 ** (1 / 3) + arrived))


def test_what_is_usual_builds_nothing() -> None:
    small = armed()
    s = advance(small.batch, small.start, 1, small.odds(), small.odds().probability).after
    assert guns(small, s) == (0.0, 0.0)


def test_getting_used_to_deliveries_does_not_undo_them() -> None:
    small = armed()
    used = small.state(expected={"gam_delivers": 1.0})
    assert guns(small, small.after(["gam_delivers"], used)) == pytest.approx((0.42, 0.0))


def test_arms_at_hand_menace_the_neighbours_and_earn_regard() -> None:
    small = armed()
    s = small.state(stock={"bet_guns": 0.25}, coming={"bet_guns": 0.7})
    # need (0.5 + 0.25) · 0.8 · 0.5 − 0.2; regard 0.25 · 0.3 · 0.5; what is on its way counts later
    assert small.tilt("self_help", s) == {"alp_arms": pytest.approx(0.1)}
    assert small.tilt("regard", s) == {"alp_bows": pytest.approx(0.0375)}


def test_arms_of_another_are_another_matter() -> None:
    small = armed()
    assert small.tilt("self_help", small.state(stock={"gam_guns": 0.9})) == {}  # GAM is no foe


def test_nobody_has_less_than_no_power() -> None:
    small = armed()
    # need 0 − 0.2
    bare = small.state(stock={"bet_guns": -0.8})
    assert small.tilt("self_help", bare) == {"alp_arms": pytest.approx(-0.2)}
