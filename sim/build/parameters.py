"""From a table of drawn values to the kernel's parameters: which column feeds which array."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.build.framing import effects, promises
from sim.build.names import Names
from sim.build.values import ValueTable
from sim.kernel.fold import Floats, Ints, pick
from sim.kernel.parameters import Parameters
from sim.kernel.step import LATENT_LIMIT
from sim.world import World

MEMORIES = ("assurance", "dependence", "expectation", "grievance", "resolve", "tension")


@dataclass(frozen=True)
class Columns:
    """For each array of the parameters, the columns of the value table; −1 is a plain zero."""

    arrays: Mapping[str, Ints]
    motive: Mapping[str, Ints]
    mechanism: Mapping[str, Ints]
    keep: Mapping[str, Ints]


def columns_of(world: World, names: Names, values: ValueTable) -> Columns:
    """Where each parameter's values stand in the table."""
    at = values.columns
    actors, parties = names.parties[: names.actors], names.parties

    def find(paths: list[str]) -> Ints:
        return np.array([at.get(path, -1) for path in paths], dtype=np.intp)

    def of_actors(template: str) -> Ints:
        return find([template.format(i) if i in actors else "" for i in parties])

    def of_pairs(field: str) -> Ints:
        return find([f"dyads.{pair}.{field}" for pair in names.pairs])

    def of_links(field: str) -> Ints:
        objects = names.theatres if field == "escalates" else parties
        rows = effects(world, names, field)
        return find([f"actions.{names.actions[k]}.{field}.{objects[to]}" for k, to in rows])

    return Columns(
        arrays={
            "power": find([f"actors.{_target(pair)}.power" for pair in names.pairs]),
            "precision": of_actors("actors.{}.precision"),
            "balance": of_actors("actors.{}.balance"),
            "regard_base": find([f"actors.{_source(pair)}.regard_base" for pair in names.pairs]),
            "aversion": find([f"actors.{i}.aversion.{q}" for i in parties for q in names.theatres]),
            "base_rate": find([f"actions.{k}.base_rate" for k in names.actions]),
            "impact": of_links("impacts"),
            "escalation": of_links("escalates"),
            "transfer": of_links("transfers"),
            "assurance": of_links("reassures"),
            "pledge": of_links("pledges"),
            "promise": find(
                [
                    f"threats.{names.threats[t]}.promises.{names.actions[k]}"
                    for k, t in promises(world, names)
                ]
            ),
            "self_help": find([f"actions.{k}.self_help" for k in names.actions]),
            "alignment": of_pairs("alignment"),
            "dependence": of_pairs("dependence"),
            "commitment": of_pairs("commitment"),
            "belief": of_pairs("assurance"),
            "proximity": find([f"dyads.{_both(pair)}.proximity" for pair in names.pairs]),
            "tension": find([f"theatres.{q}.tension" for q in names.theatres]),
        },
        motive={name: of_actors(f"actors.{{}}.motives.{name}") for name in world.motives},
        mechanism={
            f"{name}.{parameter}": find(
                [_for_party(at, f"mechanisms.{name}.{parameter}", i) for i in parties]
            )
            for name, mechanism in world.mechanisms.items()
            for parameter in mechanism.parameters
        },
        keep={name: find([f"memory.{name}"]) for name in MEMORIES},
    )


def parameters(columns: Columns, drawn: Floats) -> Parameters:
    """The parameters of a batch from its (run, value) draws."""
    table = np.concatenate([drawn, np.zeros((drawn.shape[0], 1))], axis=1)
    table = np.asfortranarray(table)  # column −1 is the plain zero

    arrays = {name: pick(table, where) for name, where in columns.arrays.items()}
    arrays["alignment"] = np.clip(np.arctanh(arrays["alignment"]), -LATENT_LIMIT, LATENT_LIMIT)
    return Parameters(
        **arrays,
        motive={name: pick(table, where) for name, where in columns.motive.items()},
        mechanism={name: pick(table, where) for name, where in columns.mechanism.items()},
        keep={name: 0.5 ** (1.0 / pick(table, where)) for name, where in columns.keep.items()},
    )


def _both(pair: str) -> str:
    """``KOR-USA`` for ``USA>KOR``: the undirected name."""
    return "-".join(sorted(pair.split(">")))


def _for_party(at: Mapping[str, int], path: str, party: str) -> str:
    own = f"{path}.by_actor.{party}"
    return own if own in at else path


def _source(pair: str) -> str:
    return pair.split(">")[0]


def _target(pair: str) -> str:
    return pair.split(">")[1]
