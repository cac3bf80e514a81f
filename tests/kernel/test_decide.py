import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel.arrays import Floats
from sim.kernel.decide import TILT_LIMIT
from sim.kernel.laws import Batch
from sim.kernel.step import Odds, Script, choose
from tests.kernel.hand import Hand, hand


def torn(**traits: float) -> Hand:
    """ALP either helps or harms BET, or does nothing; BET does one thing or not."""
    return hand(
        {
            "alp_harms": {"instrument": "alp_line", "impacts": {"BET": -1.0}, "rate": 0.3},
            "alp_helps": {"instrument": "alp_line", "impacts": {"BET": 1.0}, "rate": 0.2},
            "bet_acts": {"rate": 0.25},
        },
        traits={"ALP.motives.interest": 1.0, **{f"ALP.{k}": x for k, x in traits.items()}},
    )


def chosen_from(small: Hand, chance: Floats, drawn: Floats, script: Script | None = None) -> Floats:
    """Which actions are taken at these chances (run, action) and this luck (run, line)."""
    runs = len(drawn)
    batch = Batch(small.case.laws, np.repeat(small.batch.values, runs, axis=1))
    none = np.zeros_like(chance)
    return choose(batch, Odds(none, none, chance), drawn, script)


def guarded() -> Hand:
    """ALP's deed needs a posture between two levels."""
    need = {"posture": "course", "at_least": "second", "at_most": "third"}
    return hand(
        {"alp_acts": {"requires": [need]}},
        postures={"course": {"levels": ["first", "second", "third", "fourth"]}},
    )


def test_base_rates_at_rest() -> None:
    assert torn().odds().probability[0].tolist() == [0.3, 0.2, 0.25]


def test_tilted_logit() -> None:
    small = torn()
    state = small.state(alignment={"ALP>BET": 0.5})
    # weights: nothing 0.5, harm 0.3 e^−0.5, help 0.2 e^0.5
    harm, help_ = 0.3 * math.exp(-0.5), 0.2 * math.exp(0.5)
    total = 0.5 + harm + help_
    assert small.chance("alp_harms", state) == pytest.approx(harm / total, abs=1e-15)
    assert small.chance("alp_helps", state) == pytest.approx(help_ / total, abs=1e-15)
    assert small.chance("bet_acts", state) == 0.25


def test_precision_multiplies_the_tilt() -> None:
    state = {"ALP>BET": 0.5}
    once, thrice = torn(precision=1.0), torn(precision=3.0)
    tilt = once.tilt("interest", once.state(alignment=state))["alp_helps"]
    sharper = thrice.tilt("interest", thrice.state(alignment=state))["alp_helps"]
    assert (tilt, sharper) == (pytest.approx(0.5), pytest.approx(1.5))


def test_no_precision_no_tilt() -> None:
    small = torn(precision=0.0)
    assert small.tilt("interest", small.state(alignment={"ALP>BET": 0.9})) == {}


@given(st.floats(-0.95, 0.95), st.floats(-0.95, 0.95))
def test_chances_rise_with_their_tilt(one: float, other: float) -> None:
    low, high = sorted([one, other])
    small = SMALL
    before, after = (small.state(alignment={"ALP>BET": a}) for a in (low, high))
    assert small.chance("alp_helps", before) <= small.chance("alp_helps", after)
    assert small.chance("alp_harms", before) >= small.chance("alp_harms", after)


def test_tilts_add_up() -> None:
    small = torn(**{"motives.retaliation": 0.7})
    state = small.state(alignment={"ALP>BET": 0.5}, grievance={"ALP>BET": 0.3})
    parts = [small.tilt(motive, state) for motive in ("interest", "retaliation")]
    total = small.odds(state).tilt[0]
    # help: 0.5 − 0.7 · 0.3; harm the reverse
    assert total.tolist() == pytest.approx([-0.29, 0.29, 0.0])
    assert total[1] == pytest.approx(sum(part["alp_helps"] for part in parts))


def test_the_tilt_is_bounded() -> None:
    small = torn(precision=5.0, **{"motives.retaliation": 5.0})
    state = small.state(grievance={"ALP>BET": 2.0})  # 5 · 5 · 2 = 50 > 12
    assert small.odds(state).tilt[0].tolist() == [TILT_LIMIT, -TILT_LIMIT, 0.0]
    weight = 0.3 * math.exp(12.0)
    total = 0.5 + weight + 0.2 * math.exp(-12.0)
    assert small.chance("alp_harms", state) == pytest.approx(weight / total, abs=1e-15)


@pytest.mark.parametrize(("level", "chance"), [(0, 0.0), (1, 0.2), (2, 0.2), (3, 0.0)])
def test_preconditions(level: int, chance: float) -> None:
    small = guarded()
    state = small.state(posture={"course": level})
    assert small.odds(state).possible[0, 0] == (chance > 0.0)
    assert small.chance("alp_acts", state) == chance


def test_what_is_impossible_leaves_its_chance_to_doing_nothing() -> None:
    need = {"posture": "course", "at_least": "open"}
    small = hand(
        {
            "alp_first": {"instrument": "alp_line", "rate": 0.3, "requires": [need]},
            "alp_second": {"instrument": "alp_line", "rate": 0.2},
        },
        postures={"course": {"levels": ["shut", "open"]}},
    )
    assert small.odds().probability[0].tolist() == [0.0, 0.2]


@pytest.mark.parametrize(
    ("uniform", "taken"),
    [
        (0.0001, [0, 0]),
        (0.4999, [0, 0]),  # nothing comes first, with chance 0.5
        (0.5001, [1, 0]),
        (0.7999, [1, 0]),
        (0.8001, [0, 1]),
        (0.9999, [0, 1]),
    ],
)
def test_choice_by_inverse_distribution(uniform: float, taken: list[int]) -> None:
    small = torn()
    drawn = np.array([[uniform, 0.5]])  # bet_acts needs more than 0.75
    chosen = chosen_from(small, small.odds().probability, drawn)
    assert chosen[0].tolist() == [*taken, 0]


def test_a_higher_chance_only_adds_acts() -> None:
    small = torn()
    drawn = np.array([[0.6, 0.6]])
    for chance in (0.1, 0.3, 0.39):
        assert chosen_from(small, np.array([[0.0, 0.0, chance]]), drawn)[0, 2] == 0.0
    for chance in (0.41, 0.7, 1.0):
        assert chosen_from(small, np.array([[0.0, 0.0, chance]]), drawn)[0, 2] == 1.0


@given(st.floats(0.0, 1.0, exclude_min=True, exclude_max=True), st.integers(0, 2**32))
def test_at_most_one_action_of_an_instrument(uniform: float, seed: int) -> None:
    chance = np.random.default_rng(seed).dirichlet([0.3, 0.3, 0.3])[None, :2]
    drawn = np.array([[uniform, 0.5]])
    chosen = chosen_from(SMALL, np.column_stack([chance, [0.0]]), drawn)
    assert chosen[0, :2].sum() <= 1.0


def test_a_script_takes_its_instrument_out_of_the_actors_hands() -> None:
    small = torn()
    chance = np.repeat(small.odds().probability, 2, axis=0)
    for uniform in (0.1, 0.6, 0.9):
        drawn = np.array([[uniform, 0.9], [uniform, 0.1]])
        chosen = chosen_from(small, chance, drawn, small.script("alp_harms"))
        assert chosen.tolist() == [[1, 0, 1], [1, 0, 0]]  # BET decides for itself


def test_frequencies_follow_the_chances() -> None:
    small = torn()
    drawn = np.column_stack([(np.arange(10_000) + 0.5) / 10_000] * 2)
    chance = np.repeat(small.odds().probability, 10_000, axis=0)
    chosen = chosen_from(small, chance, drawn)
    assert chosen.mean(axis=0).tolist() == pytest.approx([0.3, 0.2, 0.25], abs=1e-3)


SMALL = torn()
