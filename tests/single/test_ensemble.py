"""One run through mesa is a row of an ensemble, bit for bit."""

import subprocess
import sys
from dataclasses import fields, replace

import numpy as np
import pytest

from sim.binding import build_case
from sim.kernel.engine.keep import Path
from sim.kernel.state import State
from sim.kernel.step import advance
from sim.ledger import book, trace
from sim.single import EscalationModel, Options, StateActor
from sim.world import World, load_scenario
from sim.world.variant import ANTICIPATING

RUNS = 7


def same(alone: State, batch: State, row: int) -> bool:
    return all(
        np.array_equal(getattr(alone, field.name)[0], getattr(batch, field.name)[row])
        for field in fields(State)
    )


@pytest.mark.parametrize("scenario", ["baseline", "lethal_aid", "dangerous_dominoes"])
@pytest.mark.parametrize("seed", [0, 11])
def test_every_run_is_its_row_of_a_batch(world: World, scenario: str, seed: int) -> None:
    case = build_case(world, load_scenario(scenario, world))
    luck = case.luck(seed, 3, RUNS, 12)
    moments = list(case.roll(luck))
    for row in range(RUNS):
        model = EscalationModel(world, scenario, seed=seed, run=3 + row, steps=12)
        assert same(model.state, moments[0].before, row)
        for moment in moments:
            model.step()
            assert same(model.state, moment.after, row)
            mine = model.months[-1].moment
            assert np.array_equal(mine.taken[0], moment.taken[row])
            assert np.array_equal(mine.odds.probability[0], moment.odds.probability[row])


def test_a_run_that_begins_off_its_reference_is_a_row_too(world: World) -> None:
    leans = load_scenario("russia_leans_on_china", world)
    case = build_case(world, leans)
    moments = list(case.roll(case.luck(0, 3, RUNS, 4)))
    model = EscalationModel(world, leans, seed=0, run=5, steps=4)
    assert same(model.state, moments[0].before, 2)
    assert not np.array_equal(model.state.dependence, model.setting.batch.start.dependence)
    assert same(model.run().state, moments[-1].after, 2)
    assert trace(case, 0, 5, 4).gap(case) < 1e-12


def test_actors_that_look_ahead_do_so_in_a_single_run_too(world: World) -> None:
    ahead = replace(load_scenario("lethal_aid", world), decision=ANTICIPATING)
    case = build_case(world, ahead)
    asked = {"z": Path(case.slots("z")), "chance": Path(case.slots("chance"))}
    kept = case.keep(case.luck(0, 3, RUNS, 5), asked)
    for row in (0, RUNS - 1):
        model = EscalationModel(world, ahead, seed=0, run=3 + row, steps=5)
        for step in range(5):
            shown = {
                one.action: one.probability
                for actor in model.deciders
                for line in actor.options().values()
                for one in line.options
            }
            odds = dict(zip(case.names.actions, kept["chance"][step][:, row], strict=True))
            assert shown == {action: odds[action] for action in shown}
            model.step()
        assert np.array_equal(model.state.latent[0], kept["z"][-1][:, row])
    myopic = EscalationModel(world, "lethal_aid", seed=0, run=3 + row, steps=5).run()
    ahead_of, by_now = (each.months[-1].moment.odds.probability for each in (model, myopic))
    assert not np.array_equal(ahead_of, by_now)


def test_the_story_is_that_of_the_trace(model: EscalationModel) -> None:
    told = trace(model.case, 3, 2, model.scenario.steps).deeds
    mine = [deed for deeds in model.run().history for deed in deeds]
    assert len(mine) == len(told) > 10
    for deed, other in zip(mine, told, strict=True):
        assert all(getattr(deed, f.name) == getattr(other, f.name) for f in fields(other))
        assert deed.by == ("script" if deed.scripted else "draw")
        assert deed.actor == model.world.actions[deed.action].owner


def test_a_switched_off_motive_gives_no_reason(world: World) -> None:
    scenario = replace(load_scenario("lethal_aid", world), off=frozenset({"resolve"}))
    model = EscalationModel(world, scenario).run()
    assert all("resolve" not in deed.reasons for deeds in model.history for deed in deeds)


def test_seeds_and_runs_differ_and_seed_0_is_a_seed(world: World) -> None:
    def end(seed: int, run: int) -> list[float]:
        model = EscalationModel(world, "pact", seed=seed, run=run, steps=6).run()
        return list(model.state.latent[0])

    assert end(0, 0) == end(0, 0)
    assert end(0, 0) != end(1, 0)
    assert end(0, 0) != end(0, 1)


def first(_actor: StateActor, options: Options) -> dict[str, str | None]:
    return {instrument: line.options[0].action for instrument, line in options.items()}


def test_the_ledger_closes_when_states_are_played(model: EscalationModel) -> None:
    model.play("KOR", first)
    model.run()
    columns, batch = book(model.case), model.setting.batch
    moved = model.state.latent[0] - batch.start.latent[0]
    for month in model.months:
        m = month.moment
        posted = advance(batch, m.before, m.step, m.odds, m.taken, post=True).posted
        assert posted is not None
        np.subtract.at(moved, columns.pair, posted[0])
    assert np.abs(moved).max() < 1e-12


@pytest.mark.parametrize("room", ["sim", "sim.study", "sim.results", "sim.ledger"])
def test_no_other_room_loads_mesa(room: str) -> None:
    code = f"import sys, {room}; print(sorted({{'mesa', 'pandas'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
