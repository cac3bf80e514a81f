"""Runs that begin off their reference, however they are run."""

from dataclasses import replace

import numpy as np
import pytest

from sim.binding import Case, build_case
from sim.kernel.engine.keep import LastSum, Path
from sim.study.ensemble.pairing import drawn, shared_luck
from sim.world import Quantity, Scenario, load_scenario, load_world
from sim.world.paths import at_start

WORLD = load_world()
SOURCES = ("assumption: made up for the tests",)
LEANS = "dyads.RUS>CHN.dependence"
STATE = {
    LEANS: Quantity(0.8, 0.75, 0.85, "share", SOURCES),
    "dyads.KOR>JPN.alignment": Quantity(0.5, 0.4, 0.6, "alignment", SOURCES),
    "dyads.KOR>CHN.commitment": Quantity(0.3, 0.3, 0.3, "share", SOURCES),  # of nobody before
    "postures.rok_lethal_aid.start": "under_review",
}
CALM = load_scenario("pact", WORLD)
PUT = replace(CALM, state=STATE)
RUNS, STEPS = 9, 5


def case(scenario: Scenario = PUT) -> Case:
    return build_case(WORLD, scenario)


@pytest.mark.parametrize("decision", ["myopic", "anticipating"])
def test_kept_at_once_and_step_by_step(decision: str) -> None:
    here = replace(case(), foresighted=decision == "anticipating")
    luck = here.luck(4, 3, RUNS, STEPS)
    moments = list(here.roll(luck, post=True))
    keep = {"z": Path(here.slots("z"), initial=True), "booked": LastSum(here.slots("r"))}
    kept = here.keep(luck, keep)["z"]
    assert np.array_equal(kept[0], here.batch(luck.values).begins.latent.T)
    assert np.array_equal(kept[0], moments[0].before.latent.T)
    assert np.array_equal(kept[1:], [moment.after.latent.T for moment in moments])


def test_nobody_elses_luck_is_moved() -> None:
    one, other = case(), case(CALM)
    luck, known = one.luck(7, 0, 5, 3), other.luck(7, 0, 5, 3)
    assert np.array_equal(luck.steps, known.steps)
    shared = [one.values.column(path) for path in other.values.paths]
    assert np.array_equal(luck.values[:, shared], known.values)
    assert {*one.values.paths} - {*other.values.paths} == {*PUT.beginnings}


def test_it_stands_at_the_same_place_of_its_range_as_its_reference() -> None:
    here = case()
    uniforms = here.values.uniforms(1, 0, 20)
    columns = [here.values.column(path) for path in (LEANS, at_start(LEANS))]
    assert np.array_equal(*uniforms[:, columns].T)


def test_a_beginning_that_is_held_moves_no_reference() -> None:
    here = case()
    batch = here.batch(here.values.uniforms(1, 0, RUNS))
    held, pair = here.held(batch, {at_start(LEANS): 0.9}), here.names.pairs.index("RUS>CHN")
    assert np.array_equal(held.values, batch.values)
    assert (held.begins.dependence[:, pair] == 0.9).all()
    both = here.held(batch, {LEANS: 0.5})
    assert (both.start.dependence[:, pair] == 0.5).all()
    assert np.array_equal(both.begins.dependence, batch.begins.dependence)


def test_parts_and_repetitions_begin_where_their_runs_do() -> None:
    here = case()
    batch = here.batch(here.values.uniforms(1, 0, RUNS))
    whole = batch.begins.latent
    assert np.array_equal(batch.part(slice(2, 5)).begins.latent, whole[2:5])
    assert np.array_equal(batch.repeated(2).begins.latent, np.repeat(whole, 2, axis=0))
    off = batch.under(batch.laws.without(["balance"]))
    assert np.array_equal(off.begins.latent, whole)


def test_back_at_its_reference_nothing_is_off() -> None:
    here = case()
    for path in STATE:
        here = here.at_reference(path)
    batch = here.batch(here.values.uniforms(1, 0, RUNS))
    assert not here.start
    assert batch.off_reference is None


def test_arms_that_begin_alike_share_what_is_drawn_and_others_do_not() -> None:
    same, other = replace(PUT, title="The same"), replace(PUT, state={LEANS: STATE[LEANS]})
    cases = [case(), case(same), case(other), case(CALM)]
    first, second, third, fourth = (
        batch for _, _, batch in drawn(cases, shared_luck(cases, 1, 0, RUNS, 1))
    )
    assert second.values is first.values
    for one in (third, fourth):
        assert not np.array_equal(one.begins.latent, first.begins.latent)


def test_a_promise_that_nobody_had_made_can_be_broken() -> None:
    """Who may be an ally follows from where runs begin too."""
    parties = case().names.parties
    pair = (parties.index("KOR"), parties.index("CHN"))
    assert pair in case().frame.allied
    assert pair not in case(CALM).frame.allied
