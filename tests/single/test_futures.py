"""Futures of a run: each is a run that can be played by hand, with the model's own odds."""

import re
import time
from dataclasses import replace

import numpy as np
import pytest

from sim.kernel.engine.library import find
from sim.single import EscalationModel, Futures
from sim.world import World, load_scenario
from sim.world.indicator import Indicator
from sim.world.variant import ANTICIPATING
from tests.single.plays import play

AID, VISITS = "kor_arms_for_ukraine", "rus_visits"


@pytest.fixture
def played(model: EscalationModel) -> EscalationModel:
    play(model, 4, 1)
    return model


def by_hand(model: EscalationModel, found: Futures, row: int) -> EscalationModel:
    """The run in which every state does by hand what it does in one of the futures."""
    other = model.copy()
    for step in range(found.steps):
        done = {found.names.actions[k] for k in np.flatnonzero(found.taken[step, row])}
        for actor in other.deciders:
            for instrument, line in actor.options().items():
                acts = [one.action for one in line.options if one.action in done]
                actor.choose(acts[0] if acts else None, instrument)
        other.step()
        now = other.state
        assert np.array_equal(now.alignment[0], found.alignment[step + 1, row])
        assert np.array_equal(now.tension[0], found.tension[step + 1, row])
    return other


def test_each_is_a_run_that_can_be_played(played: EscalationModel) -> None:
    played.switch_off("balance")
    found = played.futures(5)
    assert (found.first, found.steps, found.runs) == (5, 14, 5)
    assert np.array_equal(found.alignment[0], np.repeat(played.state.alignment, 5, axis=0))
    by_hand(played, found, 4)


def test_each_is_a_run_of_those_who_look_ahead_too(world: World) -> None:
    ahead = replace(load_scenario("lethal_aid", world), decision=ANTICIPATING)
    model = EscalationModel(world, ahead, run=1, steps=4)
    model.step()
    by_hand(model, model.futures(3), 2)


def test_in_the_coming_month_acts_are_as_frequent_as_the_model_shows(
    played: EscalationModel,
) -> None:
    found = played.futures(1500, 1, seed=5)
    away = [
        (found.chance(one.action)[0] - one.probability)
        / np.sqrt(one.probability * (1 - one.probability) / found.runs)
        for actor in played.deciders
        for line in actor.options().values()
        for one in line.options
    ]
    assert len(away) > 40
    assert np.abs(away).max() < 4.5
    assert 0.7 < np.std(away) < 1.3


def test_looking_ahead_moves_nothing_and_is_the_same_again(played: EscalationModel) -> None:
    other = played.copy()
    first, second = played.futures(20, seed=3), played.futures(20, seed=3)
    assert np.array_equal(first.taken, second.taken)
    assert not np.array_equal(first.taken, played.futures(20, seed=4).taken)
    played.run()
    assert played.history == other.run().history


def test_no_future_is_the_one_that_will_come(world: World) -> None:
    found = EscalationModel(world, "pact", seed=0, run=3).futures(40, seed=0)
    come = EscalationModel(world, "pact", seed=0, run=3).run()
    done = np.array([month.moment.taken[0] for month in come.months])
    assert not (found.taken == done[:, None]).all(axis=(0, 2)).any()


def test_what_is_fixed_is_done_and_all_else_has_the_same_luck(played: EscalationModel) -> None:
    free = played.futures(60, 3)
    assert np.array_equal(played.futures(60, 3, choices={}).taken, free.taken)
    fixed = {5: {AID: "kor_lethal_aid"}, 6: {AID: None}}
    held = played.futures(60, 3, choices=fixed)
    own = [k for k, a in enumerate(free.names.actions) if played.world.actions[a].instrument == AID]
    others = np.delete(np.arange(len(free.names.actions)), own)
    assert np.array_equal(held.taken[0][:, others], free.taken[0][:, others])
    assert held.chance("kor_lethal_aid").tolist()[:2] == [1.0, 0.0]
    assert not held.taken[1][:, own].any()
    assert free.taken[1][:, own].any()
    assert not np.array_equal(held.alignment, free.alignment)


def test_what_is_fixed_but_not_possible_is_not_done(model: EscalationModel) -> None:
    troops = {1: {model.world.actions["prk_troops_to_russia"].instrument: "prk_troops_to_russia"}}
    without = replace(model.scenario, events=(), about=None)
    found = EscalationModel(model.world, without).futures(10, 1, choices=troops)
    assert not found.chance("prk_troops_to_russia").any()


@pytest.mark.parametrize("months", [pytest.param(0, marks=pytest.mark.slow), 4])
def test_indicators_count_what_the_run_has_done_already(world: World, months: int) -> None:
    def made(name: str, **asked: object) -> Indicator:
        return Indicator.model_validate({"id": name, "title": "It", **asked})

    lethal = replace(
        load_scenario("lethal_aid", world),
        indicators=(
            made("twice", action="kor_indirect_aid", times=2),
            made("far", alignment="KOR>RUS", falls_by=0.05),
            made("late", tension="korean_peninsula", at_least=4.0, **{"from": 3}),
            made("nuclear", posture="rok_nuclear", at_least="debate"),
        ),
        own=frozenset(),
    )
    model = EscalationModel(world, lethal, seed=3, run=2, steps=9)
    play(model, months, 1)
    found = model.futures(12)
    for row in (0, 7, 11):
        run = by_hand(model, found, row)
        states = [run.months[0].moment.before, *(m.moment.after for m in run.months)]
        aid = [any(d.action == "kor_indirect_aid" for d in deeds) for deeds in run.history]
        levels = [one.alignment[0, run.pair("KOR", "RUS")] for one in states]
        tension = [one.tension[0, found.names.theatres.index("korean_peninsula")] for one in states]
        stood = [one.posture[0, found.names.postures.index("rok_nuclear")] for one in states]
        names = ["twice", "far", "late", "nuclear"]
        met = found.met[:, row, [found.indicators.index(name) for name in names]]
        for at, step in enumerate(range(found.first, 10)):
            assert met[at].tolist() == [
                sum(aid[:step]) >= 2,
                any(levels[0] - x >= 0.05 for x in levels[1 : step + 1]),
                any(x >= 4.0 for x in tension[3 : step + 1]),
                any(x >= 1.0 for x in stood[1 : step + 1]),
            ]
    assert 0.0 < found.share("late")[-1] <= 1.0


def test_shares_and_quantiles_are_over_futures(played: EscalationModel) -> None:
    found = played.futures(50, 6)
    aid = found.names.actions.index("kor_indirect_aid")
    assert found.chance("kor_indirect_aid")[2] == found.taken[2, :, aid].sum() / 50
    assert found.chance_by("kor_indirect_aid")[2] == found.taken[:3, :, aid].any(axis=0).sum() / 50
    band = found.alignment_quantiles("KOR>RUS", (0.0, 0.5, 1.0))
    level = found.alignment[:, :, played.pair("KOR", "RUS")]
    assert band.shape == (7, 3)
    assert np.array_equal(band[:, 0], level.min(axis=1))
    assert np.array_equal(band[:, 2], level.max(axis=1))
    assert band[0, 0] == band[0, 2] == played.alignment("KOR", "RUS")
    assert (np.diff(found.tension_quantiles("korean_peninsula"), axis=1) >= 0.0).all()
    assert found.error(0.5) == pytest.approx(0.5 / np.sqrt(50))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"runs": 0}, "runs must be a whole number (int) from 1 to 10000, not 0"),
        ({"steps": 601}, "steps must be a whole number (int) from 1 to 600, not 601"),
        ({"seed": -1}, "seed must be a whole number"),
        ({"choices": {4: {AID: None}}}, "Step 4 is none of the futures': 5 to 18"),
        ({"choices": {5: {"kor_arms_for_ukrain": None}}}, "unknown instrument. Did you mean"),
        ({"choices": {5: {AID: "kor_letal_aid"}}}, "unknown action. Did you mean `kor_lethal_aid`"),
        ({"choices": {5: {VISITS: "kor_lethal_aid"}}}, f"belongs to `{AID}`, not to `{VISITS}`"),
    ],
)
def test_what_cannot_be_asked(
    played: EscalationModel, asked: dict[str, object], words: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        played.futures(**asked)  # type: ignore[arg-type]


def test_the_script_cannot_be_fixed_otherwise(model: EscalationModel) -> None:
    with pytest.raises(ValueError, match=f"The scenario decides `{AID}` in step 2"):
        model.futures(5, choices={2: {AID: None}})
    with pytest.raises(ValueError, match="unknown pair"):
        model.futures(5).alignment_quantiles("KOR>XXX")


@pytest.mark.slow
@pytest.mark.skipif(find() is None, reason="of the compiled engine")
def test_three_hundred_of_six_months_take_less_than_a_sixth_of_a_second(
    played: EscalationModel,
) -> None:
    def once() -> float:
        start = time.perf_counter()
        played.futures(300, 6)
        return time.perf_counter() - start

    assert min(once() for _ in range(5)) < 0.150
