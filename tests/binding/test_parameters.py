"""Every declared value stands where the kernel reads it."""

import numpy as np
import pytest

from sim.binding import Case, build_case
from sim.binding.parameters import MEMORIES
from sim.kernel.laws import Batch
from sim.kernel.order import LATENT_LIMIT
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
    used = [
        *columns.arrays.values(),
        *columns.motive.values(),
        *columns.mechanism.values(),
        *columns.keep.values(),
    ]
    read = {int(column) for array in used for column in array} - {-1}
    unread = {case.values.paths[c] for c in set(range(len(case.values.paths))) - read}
    assert unread == set()


@pytest.mark.parametrize(
    ("field", "declared"),
    [
        ("impact", "impacts"),
        ("escalation", "escalates"),
        ("transfer", "transfers"),
        ("assurance", "assures"),
        ("pledge", "pledges"),
    ],
)
def test_effects_of_actions(
    world: World, case: Case, batch: Batch, field: str, declared: str
) -> None:
    objects = case.names.theatres if field == "escalation" else case.names.parties
    links, values = getattr(case.frame, field), getattr(batch.p, field)[0]
    found = {
        (case.names.actions[k], objects[to]): value
        for k, to, value in zip(links.k, links.to, values, strict=True)
    }
    wanted = {
        (name, to): quantity.value
        for name, action in world.actions.items()
        for to, quantity in getattr(action, declared).items()
    }
    assert found == wanted


def test_actions(world: World, case: Case, batch: Batch) -> None:
    for k, name in enumerate(case.names.actions):
        action = world.actions[name]
        assert batch.p.base_rate[0, k] == action.base_rate.value
        assert batch.p.self_help[0, k] == (action.self_help.value if action.self_help else 0.0)
        assert case.names.parties[case.owner[k]] == action.owner
        assert case.names.instruments[case.line[k]] == action.instrument


def test_pairs(world: World, case: Case, batch: Batch) -> None:
    p = batch.p
    for n, pair in enumerate(case.names.pairs):
        relation = world.relations.get(pair)
        if relation is not None:
            assert np.tanh(p.alignment[0, n]) == pytest.approx(relation.alignment.value)
            assert p.dependence[0, n] == relation.dependence.value
            assert p.commitment[0, n] == relation.commitment.value
            assert p.belief[0, n] == relation.assurance.value
        near = world.proximity.get("-".join(sorted(pair.split(">"))))
        assert p.proximity[0, n] == (near.value if near else 0.0)


def test_actors(world: World, case: Case, batch: Batch) -> None:
    p, theatres = batch.p, case.names.theatres
    for n, name in enumerate(case.names.parties):
        actor = world.actors.get(name)
        assert p.precision[0, n] == (actor.precision.value if actor else 0.0)
        assert p.balance[0, n] == (actor.balance.value if actor else 0.0)
        for motive in world.motives:
            weight = actor.motives[motive].value if actor else 0.0
            assert p.motive[motive][0, n] == weight
        for q, theatre in enumerate(theatres):
            aversion = actor.aversion[theatre].value if actor else 0.0
            assert p.aversion[0, n * len(theatres) + q] == aversion


def test_power_is_of_the_one_looked_at_and_base_regard_of_who_looks(
    world: World, case: Case, batch: Batch
) -> None:
    for n, pair in enumerate(case.names.pairs):
        source, target = (world.actors.get(name) for name in pair.split(">"))
        assert batch.p.power[0, n] == (target.power.value if target else 0.0)
        assert batch.p.regard_base[0, n] == (source.regard_base.value if source else 0.0)


def test_theatres_and_threats(world: World, case: Case, batch: Batch) -> None:
    tension = [world.theatres[q].tension.value for q in case.names.theatres]
    assert batch.p.tension[0].tolist() == tension
    promises = case.frame.threats.promises
    for k, t, share in zip(promises.k, promises.to, batch.p.promise[0], strict=True):
        threat = world.threats[case.names.threats[t]]
        assert share == threat.promises[case.names.actions[k]].value
    assert len(promises.k) == sum(len(threat.promises) for threat in world.threats.values())


def test_half_lives(world: World, batch: Batch) -> None:
    for memory in MEMORIES:
        months = getattr(world.memory, memory).value
        assert batch.p.keep[memory][0, 0] == pytest.approx(0.5 ** (1.0 / months))


def test_a_strength_may_differ_by_actor(world: World, case: Case, batch: Batch) -> None:
    for name, mechanism in world.mechanisms.items():
        for key, parameter in mechanism.parameters.items():
            row = batch.p.mechanism[f"{name}.{key}"][0]
            for n, party in enumerate(case.names.parties):
                assert row[n] == parameter.of(party).value


def test_a_strength_set_for_one_actor_in_a_scenario() -> None:
    recipe = Recipe(seed=1)
    world = recipe.world()
    path = "mechanisms.investment.sigma.by_actor.BET"
    own = scenario(world, {"set": {path: {**fixed(1.25), "source": SOURCE}}})
    case = build_case(world, own)
    row = case.batch_of(case.values.central(1)).p.mechanism["investment.sigma"][0]
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
    p = case.batch_of(case.values.central(2)).p
    unsaid = [n for n, pair in enumerate(case.names.pairs) if "OTA" in pair]
    for field in ("alignment", "dependence", "commitment", "assurance", "proximity"):
        assert (getattr(p, field)[:, unsaid] == 0.0).all()
