"""mesa's conventions, readings, options, and other courses."""

import gc
import weakref

import numpy as np
import pytest

from sim.kernel.step import reading, tilts
from sim.single import EscalationModel
from sim.world import World


def test_mesa_sees_a_model_with_agents(model: EscalationModel) -> None:
    assert [actor.code for actor in model.agents] == list(model.world.deciding)
    assert [actor.unique_id for actor in model.agents] == [1, 2, 3, 4, 5, 6]
    assert model.actor("KOR").name == "South Korea"
    assert model.scenario.id == "lethal_aid"
    assert model.running
    model.run_model()
    assert not model.running
    assert model.over
    assert model.steps == len(model.months) == 18


def test_the_collector_has_a_row_for_the_start_and_every_step(model: EscalationModel) -> None:
    table = model.run().datacollector.get_model_vars_dataframe()
    names = model.case.names
    expected = [f"tension.{q}" for q in names.theatres] + [f"rung.{q}" for q in names.theatres]
    expected += [f"posture.{x}" for x in names.postures] + list(names.seen_pairs)
    assert list(table.columns) == expected
    assert len(table) == 19
    states = [model.setting.batch.start, *(month.moment.after for month in model.months)]
    column = names.pairs.index("KOR>USA")
    assert table["KOR>USA"].tolist() == [state.alignment[0, column] for state in states]
    assert table["tension.ukraine"].iloc[-1] == model.tension["ukraine"]
    assert table["rung.ukraine"].iloc[-1] == model.rungs["ukraine"]
    assert table["posture.rok_lethal_aid"].tolist()[:4] == [
        "banned",
        "banned",
        "under_review",
        "direct",
    ]


def test_the_collector_knows_what_agents_did(model: EscalationModel) -> None:
    table = model.run().datacollector.get_agent_vars_dataframe()
    assert len(table) == 6 * 19
    korea = table[table["actor"] == "KOR"]["actions"].tolist()
    assert korea[0] == ()
    for done, deeds in zip(korea[1:], model.history, strict=True):
        assert list(done) == [deed.action for deed in deeds if deed.actor == "KOR"]


def test_options_are_the_free_instruments_with_odds_and_reasons(model: EscalationModel) -> None:
    model.step()
    korea = model.actor("KOR").options()
    assert "kor_arms_for_ukraine" not in korea  # step 2 is scripted
    assert "rus_visits" not in korea
    model.step()
    model.step()
    for actor in model.agents:
        for line in actor.options().values():
            total = line.nothing + sum(option.probability for option in line.options)
            assert total == pytest.approx(1.0, abs=1e-12)
            assert line.option("no_such_action") is None
    line = model.actor("RUS").options()["rus_arms_to_dprk"]
    arms = line.option("rus_conventional_arms")
    assert arms is not None
    assert arms.probability > arms.base_rate
    assert arms.reasons["resolve"] > 0.0
    assert arms.title == model.world.actions["rus_conventional_arms"].title


def test_at_the_start_every_chance_is_its_base_rate(world: World) -> None:
    model = EscalationModel(world)
    for actor in model.agents:
        for line in actor.options().values():
            for option in line.options:
                assert option.probability == pytest.approx(option.base_rate, rel=1e-12)


def test_readings_are_the_kernels(model: EscalationModel) -> None:
    model.run()
    korea, state = model.actor("KOR"), model.state
    pair = model.pair("KOR", "RUS")
    assert korea.alignment_toward("RUS") == state.alignment[0, pair]
    assert korea.dependence_on("RUS") == state.dependence[0, pair]
    assert korea.promise_from("USA") == state.commitment[0, model.pair("KOR", "USA")]
    assert korea.assurance_from("USA") == state.assurance[0, model.pair("KOR", "USA")]
    assert korea.grievance_toward("RUS") == state.grievance[0, pair]
    with pytest.raises(ValueError, match=r"unknown party\. Did you mean `USA`"):
        korea.alignment_toward("UAS")
    with pytest.raises(ValueError, match="no relation with itself"):
        korea.alignment_toward("KOR")


def test_threat_is_what_self_help_reads(model: EscalationModel) -> None:
    model.run()
    batch, names = model.setting.batch, model.case.names
    asked = dict(
        zip(batch.laws.program.slots("self_help"), batch.value("self_help")[0], strict=True)
    )
    assert any(asked.values())
    tilt = tilts(batch, model.state)["self_help"][0]
    gain, rest = (reading(batch, model.state, symbol) for symbol in ("gain", "rest"))
    for k, amount in asked.items():
        actor = model.actor(model.world.actions[names.actions[k]].owner)
        others = [code for code in names.parties if code != actor.code]
        best = max(actor.promise_from(j) * actor.assurance_from(j) for j in others)
        need = (1.0 - best) * actor.threat
        departure = amount * need - rest["self_help", k][0]
        owner = model.case.owner[k]
        assert tilt[k] == pytest.approx(gain["self_help", owner][0] * departure, rel=1e-9)


def test_a_branch_shares_the_past_and_goes_its_own_way(model: EscalationModel) -> None:
    model.run()
    other = model.branch(4)
    assert (other.steps, len(other.months)) == (4, 4)
    assert other.history == model.history[:4]
    assert len(other.datacollector.get_model_vars_dataframe()) == 5
    other.choose("PRK", "prk_threatens_seoul")
    other.run()
    assert len(model.months) == len(other.months) == 18
    assert "prk_threatens_seoul" in [deed.action for deed in other.history[4]]
    assert not np.array_equal(other.state.latent, model.state.latent)


def test_a_branch_that_changes_nothing_ends_the_same(model: EscalationModel) -> None:
    model.run()
    for step in (0, 7, 18):
        other = model.branch(step).run()
        assert np.array_equal(other.state.latent, model.state.latent)
        assert other.history == model.history


def test_back_is_one_step_earlier_and_leaves_the_model(model: EscalationModel) -> None:
    model.step()
    model.step()
    earlier = model.back()
    assert (earlier.steps, model.steps) == (1, 2)
    earlier.step()
    assert earlier.history == model.history
    assert model.back(2).history == ()
    with pytest.raises(ValueError, match="has not been taken; 2 have"):
        model.back(3)
    with pytest.raises(ValueError, match="Step 3 has not been taken"):
        model.branch(3)


def test_a_copy_keeps_choices_and_players(model: EscalationModel) -> None:
    model.step()
    model.play("PRK", lambda _, options: dict.fromkeys(options))
    model.choose("RUS", "rus_courts_vietnam")
    other = model.copy()
    assert other.actor("RUS").chosen == model.actor("RUS").chosen
    model.run()
    other.run()
    assert other.history == model.history
    assert not [d for deeds in other.history[1:] for d in deeds if d.actor == "PRK"]


def test_models_do_not_pile_up(world: World) -> None:
    model = EscalationModel(world)
    model.step()
    there = weakref.ref(model)
    del model
    gc.collect()
    assert there() is None


@pytest.mark.parametrize("number", [{"seed": -1}, {"run": -1}, {"steps": 0}, {"steps": 601}])
def test_numbers_out_of_range_are_refused(world: World, number: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must be a whole number"):
        EscalationModel(world, **number)
