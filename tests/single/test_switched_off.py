"""Mechanisms and motives switched off in the midst of a run; values as stated; steps undone."""

from dataclasses import replace

import numpy as np
import pytest

from sim.binding import build_case
from sim.kernel.engine.keep import Path
from sim.single import EscalationModel, Option
from sim.world import World, load_scenario
from tests.single.plays import play


def every_option(model: EscalationModel) -> list[Option]:
    lines = [line for actor in model.deciders for line in actor.options().values()]
    return [one for line in lines for one in line.options]


@pytest.mark.parametrize("name", ["reciprocity", "balance", "retaliation"])
def test_off_from_the_first_month_is_off_in_the_scenario(world: World, name: str) -> None:
    switched = EscalationModel(world, "lethal_aid", run=2, steps=8)
    switched.switch_off(name)
    scenario = replace(load_scenario("lethal_aid", world), off=frozenset({name}))
    left_out = EscalationModel(world, scenario, run=2, steps=8).run()
    assert np.array_equal(switched.run().state.latent, left_out.state.latent)
    assert switched.history == left_out.history


def test_before_nothing_changes_and_after_it_adds_nothing(model: EscalationModel) -> None:
    whole = model.copy().run()
    for _ in range(6):
        model.step()
    model.switch_off("reciprocity", "common_threat")
    model.run()
    assert model.history[:6] == whole.history[:6]
    assert np.array_equal(model.months[5].moment.after.latent, whole.months[5].moment.after.latent)
    assert not np.array_equal(model.state.latent, whole.state.latent)
    by = [{p.entry.mechanism for p in month.postings if p.amount} for month in model.months]
    assert all({"reciprocity", "common_threat"} <= names for names in by[:6])
    assert not any({"reciprocity", "common_threat"} & names for names in by[6:])
    assert model.trace().gap(model.case) < 1e-12


def test_from_then_on_it_is_a_run_of_the_other_laws(world: World) -> None:
    model = EscalationModel(world, "lethal_aid", seed=3, run=2, steps=12)
    for _ in range(5):
        model.step()
    state = model.state
    model.switch_off("entrapment", "resolve")
    scenario = replace(model.scenario, off=frozenset({"entrapment", "resolve"}))
    case = build_case(world, scenario)
    luck = case.luck(3, 2, 1, 12)
    rest = replace(luck, steps=luck.steps[5:])
    asked = {"z": Path(case.slots("z"))}
    kept = case.keep(rest, asked, state=state, first_step=6)
    for row in kept["z"]:
        model.step()
        assert np.array_equal(model.state.latent[0], row[:, 0])


def test_a_motive_that_is_off_gives_no_reason_from_then_on(model: EscalationModel) -> None:
    for _ in range(4):
        model.step()
    shown = model.actor("RUS").options()["rus_arms_to_dprk"].options[0]
    assert shown.reasons["resolve"] > 0.0
    model.switch_off("resolve")
    without = model.actor("RUS").options()["rus_arms_to_dprk"].options[0]
    assert "resolve" not in without.reasons
    assert without.probability < shown.probability
    model.switch_on("resolve")
    assert model.actor("RUS").options()["rus_arms_to_dprk"].options[0] == shown


@pytest.mark.slow  # each set of laws is traced
def test_every_switch_gives_zero_exactly(world: World) -> None:
    model = EscalationModel(world, "lethal_aid", run=7)
    for _ in range(3):
        model.step()
    for name in world.mechanisms:
        other = model.copy()
        other.switch_off(name)
        other.step()
        assert not [p for p in other.months[-1].postings if p.entry.mechanism == name and p.amount]
    model.switch_off(*world.mechanisms)
    latent = model.state.latent
    model.step()
    assert np.array_equal(model.state.latent, latent)


def test_names_are_checked(model: EscalationModel) -> None:
    with pytest.raises(ValueError, match=r"`balanc`: unknown mechanism or motive\. Did you mean"):
        model.switch_off("balanc")
    with pytest.raises(ValueError, match="`balance` has not been switched off"):
        model.switch_on("balance")
    assert not model.off


def test_stated_values_are_the_central_ones_and_luck_is_the_same(world: World) -> None:
    runs = [EscalationModel(world, "pact", run=n, values="stated") for n in (0, 1)]
    for model in runs:
        actions = model.world.actions
        rates = [(one.action, one.base_rate) for one in every_option(model)]
        assert dict(rates) == {action: actions[action].base_rate.value for action, _ in rates}
        for code in model.world.deciding:
            stated = model.world.relations[f"{code}>PRK"] if code != "PRK" else None
            if stated is not None:
                assert model.alignment(code, "PRK") == pytest.approx(stated.alignment.value, 1e-9)
    drawn = EscalationModel(world, "pact", run=0)
    assert np.array_equal(drawn.setting.luck.steps, runs[0].setting.luck.steps)
    assert not np.array_equal(drawn.setting.batch.values, runs[0].setting.batch.values)
    assert runs[0].run().history != runs[1].run().history
    with pytest.raises(ValueError, match="values is 'mean'; it must be one of drawn, stated"):
        EscalationModel(world, "pact", values="mean")  # type: ignore[arg-type]


def test_undo_is_back_in_place(model: EscalationModel) -> None:
    def still(_actor: object, options: dict[str, object]) -> dict[str, None]:
        return dict.fromkeys(options)

    model.play("RUS", still)  # type: ignore[arg-type]
    play(model, 3, 4)
    model.switch_off("balance")
    play(model, 2, 5)
    model.switch_off("reciprocity")
    model.choose("KOR", None)
    earlier = model.back(2)
    model.undo(2)
    assert (model.steps, len(model.months), model.off) == (3, 3, {"balance"})
    assert not model.actor("KOR").chosen
    assert len(model.datacollector.get_model_vars_dataframe()) == 4
    model.run()
    earlier.run()
    assert model.history == earlier.history
    assert np.array_equal(model.state.latent, earlier.state.latent)
    assert {deed.by for deeds in model.history for deed in deeds if deed.actor == "RUS"} == {
        "script"
    }
    model.undo(len(model.months))
    assert (model.steps, model.history, model.off) == (0, (), frozenset())
    with pytest.raises(ValueError, match="has not been taken; 0 have"):
        model.undo()
