"""The ledger of an effect closes, and says what the traces of single runs say."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from sim.binding import build_case
from sim.ledger import LATE, trace
from sim.results.explanation import START, Bar, merged
from sim.study.explain.target import EveryAlignment
from sim.study.explain.twins import Twins, twins
from sim.study.explain.waterfall import waterfall
from sim.world import Quantity
from tests.laws.worlds import STEPS, Recipe, recipes
from tests.made_up import SOURCE, scenario
from tests.study import desk

CLOSE = 1e-12


def effect(arms: Twins, pair: str) -> float:
    reader = EveryAlignment((arms.with_.case.names.pairs.index(pair),))
    return float((arms.with_.read(reader) - arms.without.read(reader)).mean())


@pytest.mark.parametrize("pair", ["RUS>KOR", "KOR>USA", "PRK>UKR"])
def test_it_closes_to_the_effect(pair: str) -> None:
    bars = waterfall(desk.arms(), pair)
    assert abs(sum(bar.shift for bar in bars) - effect(desk.arms(), pair)) < CLOSE
    for bar in bars:
        assert abs(bar.with_ - bar.without - bar.shift) < CLOSE


@given(recipes())
def test_it_closes_in_any_world(recipe: Recipe) -> None:
    arms = twins(recipe.case(scripted=True), recipe.case(), seed=1, runs=6, steps=STEPS)
    for pair in arms.with_.case.names.seen_pairs[:4]:
        total = sum(bar.shift for bar in waterfall(arms, pair))
        assert abs(total - effect(arms, pair)) < CLOSE


def test_the_state_at_the_start_is_a_cause_of_its_own() -> None:
    known = desk.asked("pact").scenario
    moved = Quantity(0.5, 0.4, 0.6, "alignment", (SOURCE,))
    put = replace(known, state={"dyads.KOR>JPN.alignment": moved})
    both = [build_case(desk.world(), one) for one in (put, known)]
    arms = twins(both[0], both[1], seed=1, runs=8, steps=STEPS)
    bars = waterfall(arms, "KOR>JPN")
    assert abs(sum(bar.shift for bar in bars) - effect(arms, "KOR>JPN")) < CLOSE
    (start,) = [bar for bar in bars if bar.mechanism == START]
    (pull,) = [bar for bar in bars if bar.mechanism == "structural_pull"]
    assert start.shift > 0.1
    assert pull.shift < 0.0  # back to a reference that has stayed


def test_it_says_what_the_traces_say() -> None:
    """For one run: postings of both arms' traces, times Δa / Δz, split by what was done when."""
    pair, run = "RUS>KOR", 0
    both = desk.pairing()
    told, twin = (trace(case, desk.SEED, run, desk.STEPS) for case in (both.with_, both.without))
    at = both.with_.names.pairs.index(pair)
    ends = told.latent[-1, at], twin.latent[-1, at]
    slope = float((np.tanh(ends[0]) - np.tanh(ends[1])) / (ends[0] - ends[1]))
    expected: dict[tuple[str, str, str], float] = {}
    for sign, one in ((1.0, told), (-1.0, twin)):
        done = {(deed.step, deed.action) for deed in one.deeds}
        for posting in one.postings:
            entry = posting.entry
            if f"{entry.source}>{entry.target}" != pair:
                continue
            when = posting.step - (entry.mechanism in LATE)
            part = "deed" if (when, entry.action) in done else "fading"
            key = (entry.action, entry.mechanism, part if entry.action else "drift")
            expected[key] = expected.get(key, 0.0) + sign * slope * posting.amount
    bars = waterfall(desk.arms().first(1), pair)
    found = {(bar.action, bar.mechanism, bar.part): bar.shift for bar in bars}
    for key in expected.keys() | found.keys():
        assert abs(found.get(key, 0.0) - expected.get(key, 0.0)) < CLOSE, key


def test_few_bars_are_the_same_sum() -> None:
    bars = waterfall(desk.arms(), "RUS>KOR")
    for most in (0, 3, 1000):
        shown = merged(bars, most)
        assert abs(sum(bar.shift for bar in shown) - sum(bar.shift for bar in bars)) < CLOSE
        deeds = [bar for bar in shown if bar.part == "deed"]
        assert len(deeds) <= most + 1
        assert sum(bar.merged for bar in shown) == len(bars)
        assert len([bar for bar in shown if bar.part == "fading"]) == 1
    assert "structural_pull" in [bar.mechanism for bar in merged(bars, 3)]


def test_equal_arms_leave_nothing() -> None:
    arm = desk.arms().without
    assert waterfall(Twins(arm, arm), "RUS>KOR") == ()


def test_what_a_scenario_sets_is_shown_as_such() -> None:
    own = {"dyads.KOR>JPN.alignment": {"value": 0.6, "range": [0.6, 0.6], "source": SOURCE}}
    plain = scenario(desk.world())
    cases = [build_case(desk.world(), one) for one in (scenario(desk.world(), {"set": own}), plain)]
    arms = twins(cases[0], cases[1], seed=1, runs=5, steps=1)
    bars = waterfall(arms, "KOR>JPN")
    assert bars[0].mechanism == START
    assert abs(sum(bar.shift for bar in bars) - effect(arms, "KOR>JPN")) < CLOSE


def test_a_mechanism_that_is_off_has_no_bar() -> None:
    cases = [
        build_case(desk.world(), scenario(desk.world(), {"off": ["balance"], **more}))
        for more in ({"events": [{"step": 1, "action": "rus_prk_pact"}]}, {})
    ]
    bars: tuple[Bar, ...] = waterfall(twins(cases[0], cases[1], seed=1, runs=5, steps=4), "KOR>RUS")
    assert bars
    assert "balance" not in {bar.mechanism for bar in bars}
