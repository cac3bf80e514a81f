"""Every declared value stands where the kernel reads it."""

from typing import Any

import numpy as np
import pytest

from sim.binding import Case, build_case
from sim.binding.parameters import NONE
from sim.kernel.latent import LATENT_LIMIT
from sim.kernel.laws import Batch
from sim.kernel.specimen import vocabulary
from sim.world import World, load_scenario
from tests.kernel.hand import hand
from tests.laws.worlds import Recipe
from tests.made_up import SOURCE, declare, fixed, scenario


@pytest.fixture(scope="module")
def case(world: World) -> Case:
    return build_case(world, load_scenario("baseline", world))


@pytest.fixture(scope="module")
def batch(case: Case) -> Batch:
    return case.batch_of(case.values.central(1))


def test_no_value_is_lost(case: Case) -> None:
    columns = case.columns
    used = columns.columns.values()
    read = {int(column) for array in used for column in array} - {NONE}
    unread = {case.values.paths[c] for c in set(range(len(case.values.paths))) - read}
    assert unread == set()


@pytest.mark.parametrize(
    ("symbol", "declared"),
    [
        ("x", "impacts"),
        ("escalation", "escalates"),
        ("transfer", "transfers"),
        ("reassurance", "reassures"),
        ("pledge", "pledges"),
    ],
)
def test_effects_of_actions(
    world: World, case: Case, batch: Batch, symbol: str, declared: str
) -> None:
    objects = case.names.theatres if symbol == "escalation" else case.names.parties
    found = {(case.names.actions[k], objects[to]): value for (k, to), value in named(batch, symbol)}
    wanted = {
        (name, to): quantity.value
        for name, action in world.actions.items()
        for to, quantity in getattr(action, declared).items()
    }
    assert found == wanted


def named(batch: Batch, symbol: str) -> list[tuple[Any, float]]:
    """The keys of a symbol, and its value in the one run of a batch."""
    return list(zip(batch.laws.program.slots(symbol), batch.value(symbol)[0].tolist(), strict=True))


def test_who_may_be_harmed_or_helped_is_who_is_in_some_draw(world: World, case: Case) -> None:
    for act, name in zip(case.frame.acts, case.names.actions, strict=True):
        impacts = {case.names.parties.index(m): x for m, x in world.actions[name].impacts.items()}
        assert act.harms == {m for m, x in impacts.items() if x.low < 0.0}
        assert act.helps == {m for m, x in impacts.items() if x.high > 0.0}
        assert set(act.impact) == set(impacts)


def test_actions(world: World, case: Case, batch: Batch) -> None:
    for k, name in enumerate(case.names.actions):
        action = world.actions[name]
        assert batch.value("base_rate")[0, k] == action.base_rate.value
        assert dict(named(batch, "self_help")).get(k, 0.0) == (
            action.self_help.value if action.self_help else 0.0
        )
        assert case.names.parties[case.owner[k]] == action.owner
        assert case.names.instruments[case.line[k]] == action.instrument


def test_pairs(world: World, case: Case, batch: Batch) -> None:
    for n, pair in enumerate(case.names.pairs):
        relation = world.relations.get(pair)
        if relation is not None:
            assert np.tanh(batch.value("z_ref")[0, n]) == pytest.approx(relation.alignment.value)
            assert batch.value("d_ref")[0, n] == relation.dependence.value
            assert batch.value("c_ref")[0, n] == relation.commitment.value
            assert batch.value("r_ref")[0, n] == relation.assurance.value
        near = world.proximity.get("-".join(sorted(pair.split(">"))))
        assert batch.value("proximity")[0, n] == (near.value if near else 0.0)


def test_actors(world: World, case: Case, batch: Batch) -> None:
    theatres, weights = case.names.theatres, dict(named(batch, "weight"))
    for n, name in enumerate(case.names.parties):
        actor = world.actors.get(name)
        assert batch.value("precision")[0, n] == (actor.precision.value if actor else 0.0)
        assert batch.value("phi")[0, n] == (actor.balance.value if actor else 0.0)
        for motive in world.motives:
            weight = actor.motives[motive].value if actor else 0.0
            assert weights.get((motive, n), 0.0) == weight
        for q, theatre in enumerate(theatres):
            aversion = actor.aversion[theatre].value if actor else 0.0
            assert dict(named(batch, "aversion"))[n, q] == aversion


def test_power_and_base_regard(world: World, case: Case, batch: Batch) -> None:
    for n, name in enumerate(case.names.parties):
        actor = world.actors.get(name)
        assert batch.value("power")[0, n] == (actor.power.value if actor else 0.0)
        assert batch.value("regard_base")[0, n] == (actor.regard_base.value if actor else 0.0)


def test_theatres_and_threats(world: World, case: Case, batch: Batch) -> None:
    tension = [world.theatres[q].tension.value for q in case.names.theatres]
    assert batch.value("e_ref")[0].tolist() == tension
    promises = named(batch, "promise")
    for (k, t), share in promises:
        threat = world.threats[case.names.threats[t]]
        assert share == threat.promises[case.names.actions[k]].value
    assert len(promises) == sum(len(threat.promises) for threat in world.threats.values())


def test_half_lives(world: World, batch: Batch) -> None:
    keep = dict(named(batch, "keep"))
    assert tuple(keep) == vocabulary().memories
    for memory in vocabulary().memories:
        months = getattr(world.memory, memory).value
        assert keep[memory] == pytest.approx(0.5 ** (1.0 / months))


def test_a_strength_may_differ_by_actor(world: World, case: Case, batch: Batch) -> None:
    for mechanism in world.mechanisms.values():
        for key, parameter in mechanism.parameters.items():
            row = batch.value(key)[0]
            for n, party in enumerate(case.names.parties):
                assert row[n] == parameter.of(party).value


def test_a_strength_set_for_one_actor_in_a_scenario() -> None:
    recipe = Recipe(seed=1)
    world = recipe.world()
    path = "mechanisms.investment.sigma.by_actor.BET"
    own = scenario(world, {"set": {path: {**fixed(1.25), "source": SOURCE}}})
    case = build_case(world, own)
    row = case.batch_of(case.values.central(1)).value("sigma")[0]
    common = world.mechanisms["investment"].parameters["sigma"].value.value
    for n, party in enumerate(case.names.parties):
        assert row[n] == (1.25 if party == "BET" else common)


def test_reference_alignments_keep_within_the_numerical_bound() -> None:
    """Or the bound would move them in the first step, without a cause."""
    almost = 1.0 - 1e-12
    small = hand(
        {"alp_acts": {}}, dyads={"ALP>BET.alignment": almost, "BET>ALP.alignment": -almost}
    )
    assert small.start.latent[0].tolist() == [LATENT_LIMIT, -LATENT_LIMIT]
    assert np.array_equal(small.after().latent, small.start.latent)


def test_what_is_not_said_is_zero() -> None:
    documents = Recipe(seed=3, actors=2, passive=1).documents()
    documents = {name: text for name, text in documents.items() if "OTA" not in name}
    for action in [a for t in documents.values() for a in t.get("actions", {}).values()]:
        action["impacts"].pop("OTA", None)
    world = declare(documents)
    case = build_case(world, scenario(world))
    batch = case.batch_of(case.values.central(2))
    unsaid = [n for n, pair in enumerate(case.names.pairs) if "OTA" in pair]
    for symbol in ("z_ref", "d_ref", "c_ref", "r_ref", "proximity"):
        assert (batch.value(symbol)[:, unsaid] == 0.0).all()
