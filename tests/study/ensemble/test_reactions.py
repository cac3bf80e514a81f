"""Reactions: compared only where the actor decides in both arms, with a cause that fits."""

from dataclasses import replace

import numpy as np
import pytest

from sim.kernel.order import MOTIVES
from sim.results.conventions import AGAIN, CROWDED_OUT, NO_MORE, NOW_POSSIBLE, ROOM, WINDOW
from sim.study.ensemble.grow import Grown, grow
from sim.study.ensemble.pairing import free, pair
from sim.study.ensemble.reactions import _word, moved, reaction_rows
from sim.world import Event, World, load_scenario


def grown(world: World, name: str) -> Grown:
    scenario = load_scenario(name, world)
    return grow(pair(world, scenario, load_scenario(scenario.against, world)), 0, 250, 12)


def test_rates_are_the_mean_chances_after_the_scripts_part(world: World) -> None:
    found = grown(world, "lethal_aid")
    first = 2
    rows = {row.action: row for row in reaction_rows(found, world, first)}
    row, k = (
        rows["rus_conventional_arms"],
        found.pairing.with_.names.actions.index("rus_conventional_arms"),
    )
    window = slice(first - 1, first - 1 + WINDOW)
    assert row.rate == pytest.approx(found.tally.with_.chance[window, k].sum() / found.tally.runs)
    assert row.ratio is not None
    assert row.ratio > 1.5  # the articles' second domino
    assert row.extra > 2 * row.mc_error


def test_a_lag_lies_within_the_window_of_its_rate(world: World) -> None:
    """What differs most a year on is no first answer: its lag is that within the window."""
    scenario = load_scenario("lethal_aid", world)
    found = grow(pair(world, scenario, load_scenario("pact", world)), 0, 100, 18)
    tally, first = found.tally, 2
    decided = free(found.pairing.cases, 18)
    apart = np.abs((tally.with_.chance - tally.without.chance) * decided)[first - 1 :]
    later = apart.argmax(axis=0) >= WINDOW
    lags = {row.action: row.lag for row in reaction_rows(found, world, first)}
    known = [k for k, name in enumerate(found.pairing.with_.names.actions) if lags.get(name)]
    assert later[known].any()
    for k in known:
        assert lags[found.pairing.with_.names.actions[k]] == apart[:WINDOW, k].argmax()


def test_what_a_scenario_scripts_is_no_reaction(world: World) -> None:
    """China courts Pyongyang by script for three months: they do not count, in either arm."""
    found = grown(world, "china_courts_pyongyang")
    decided = free(found.pairing.cases, 12)
    k = found.pairing.with_.names.actions.index("chn_courts_pyongyang")
    assert decided[2:5, k].tolist() == [0.0, 0.0, 0.0]
    row = next(r for r in reaction_rows(found, world, 3) if r.action == "chn_courts_pyongyang")
    assert row.ratio == pytest.approx(1.0, abs=0.5)


def test_the_cause_fits_the_change(world: World) -> None:
    motives = list(MOTIVES)
    words = [world.motives[name].because for name in motives]
    none, up, down = (np.zeros(len(motives)) for _ in range(3))
    up[motives.index("retaliation")], down[motives.index("regard")] = 1.2, -0.8
    assert _word(up, 1.1, words) == "paying back harm"
    assert _word(down, -0.7, words) == "what others will think"
    assert _word(none, 3.0, words) == NOW_POSSIBLE
    assert _word(none, -3.0, words) == NO_MORE
    assert (
        _word(up * 0.1, -0.1, words) == CROWDED_OUT
    )  # own motives speak for it, and yet it is rarer
    # the strongest motive in the direction of the change, whatever speaks louder against it
    assert _word(up + 1.2 * down, 0.3, words) == "paying back harm"
    assert _word(0.6 * up + down, -0.1, words) == "what others will think"
    # motives speak for it, but not for so much
    assert _word(0.1 * up, 0.9, words) == NOW_POSSIBLE
    assert _word(0.1 * down, -0.9, words) == NO_MORE
    assert _word(0.1 * up, 0.7, words) == "paying back harm"
    assert _word(down, 0.1, words) == ROOM


def test_only_what_is_scripted_in_one_arm_is_the_event_itself(world: World) -> None:
    scenario = load_scenario("pact", world)
    one = replace(scenario, events=(*scenario.events, Event(2, "kor_indirect_aid")))
    baseline = load_scenario("pact", world)
    found = grow(pair(world, one, baseline), 0, 50, 6)
    rows = {row.action: row.because for row in reaction_rows(found, world, 2)}
    assert {action for action, because in rows.items() if because == AGAIN} == {"kor_indirect_aid"}


def test_motives_are_weighed_by_how_likely_the_act_is_where_its_actor_decides(world: World) -> None:
    found = grown(world, "china_courts_pyongyang")
    tally, runs = found.tally, found.tally.runs
    decided = free(found.pairing.cases, 12)
    steps = slice(2, 9)
    k = found.pairing.with_.names.actions.index("chn_courts_pyongyang")
    chances = (tally.with_.chance + tally.without.chance)[steps, k] * decided[steps, k] / runs
    assert (chances == 0.0).sum() == 3
    apart = (tally.with_.reasons - tally.without.reasons)[:, steps, k]
    wanted = (apart * chances).sum(axis=1) / chances.sum()
    assert np.abs(wanted).max() > 1e-3
    np.testing.assert_allclose(moved(found, steps)[:, k], wanted, rtol=1e-9, atol=1e-12)
