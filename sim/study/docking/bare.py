"""Worlds with nothing in them but what a published model has: a few parties, acts, numbers.

They are made straight for the kernel, not read from files: what is not given is zero, and every
value is fixed.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from sim.build import Case, Names
from sim.build.parameters import MEMORIES, Columns
from sim.build.values import ValueTable
from sim.kernel.fold import Ints
from sim.kernel.frame import Conditions, Frame, Links, Moves, Threats, links, make_frame
from sim.kernel.laws import make_laws
from sim.kernel.mechanisms import MECHANISMS
from sim.kernel.motives import MOTIVES
from sim.world import load_world

FOREVER = 1e12  # steps; the half-life of a memory that does not fade


def bare_case(
    actors: int,
    impacts: Sequence[tuple[int, int, int]],
    values: Mapping[str, Sequence[float]],
    *,
    on: Iterable[str] = (),
    half_lives: Mapping[str, float] | None = None,
    escalating: bool = False,
) -> Case:
    """A world of actors only, each action an instrument of its own.

    ``impacts`` (action, owner, party it acts upon), actions numbered from 0 without a gap.
    ``values`` fills the kernel's parameters by name: "alignment" (pair,), "impact" (link,),
    "base_rate" (action,), "precision" or "balance" (party,), a motive or "mechanism.strength"
    (party,). ``on`` names the mechanisms and motives that act. ``half_lives`` in steps; what is
    not named never fades. ``escalating``: every action also raises the one theatre's tension,
    which nobody minds, so that it counts in R.
    """
    frame = _frame(actors, impacts, escalating)
    table, where = _table(dict(values), half_lives or {}, frame)
    off = (set(MECHANISMS) | set(MOTIVES)) - set(on)
    return Case(
        names=_names(actors, frame.actions),
        laws=make_laws(frame, off),
        values=table,
        columns=where,
        levels=np.zeros(0, dtype=np.int8),
        script={},
        streams=tuple(range(frame.actions)),
    )


def _frame(actors: int, impacts: Sequence[tuple[int, int, int]], escalating: bool) -> Frame:
    owners = dict(sorted((k, owner) for k, owner, _ in impacts))
    nothing = links([])
    none = np.zeros(0, dtype=np.intp)
    pairs = actors * (actors - 1)
    return make_frame(
        actors=actors,
        parties=actors,
        theatres=1,
        postures=0,
        owner=np.array(list(owners.values()), dtype=np.intp),
        instrument=np.arange(len(owners), dtype=np.intp),
        impact=links([(k, to) for k, _, to in impacts]),
        escalation=links([(k, 0) for k in owners]) if escalating else nothing,
        transfer=nothing,
        assurance=nothing,
        pledge=nothing,
        conditions=Conditions(none, none, none, none),
        moves=Moves(none, none, none),
        threats=Threats(0, nothing, nothing, nothing, np.zeros(0)),
        can_protect=np.zeros(pairs, dtype=np.bool_),
        can_depend=np.zeros(pairs, dtype=np.bool_),
    )


def _table(
    values: dict[str, Sequence[float]], half_lives: Mapping[str, float], frame: Frame
) -> tuple[ValueTable, Columns]:
    """Every value in a row, and which of them feed which array."""
    values |= {f"keep.{name}": [half_lives.get(name, FOREVER)] for name in MEMORIES}
    if len(frame.escalation.k):
        values["escalation"] = [1.0] * len(frame.escalation.k)
    start = dict(zip(values, np.cumsum([0, *map(len, values.values())]), strict=False))

    def where(name: str, size: int) -> Ints:
        if name not in values:
            return np.full(size, -1, dtype=np.intp)
        if len(values[name]) != size:
            raise ValueError(f"{name} has {len(values[name])} values: want {size}")
        return np.arange(start[name], start[name] + size, dtype=np.intp)

    sizes = _sizes(frame)
    strengths = _strengths()
    unknown = set(values) - {*sizes, *strengths, *MOTIVES, *(f"keep.{name}" for name in MEMORIES)}
    if unknown:
        raise ValueError(f"the kernel has no {', '.join(sorted(unknown))}")
    row = np.concatenate([np.asarray(own, dtype=np.float64) for own in values.values()])
    table = ValueTable(
        paths=tuple(f"{name}.{n}" for name, own in values.items() for n in range(len(own))),
        keys=tuple(range(len(row))),
        low=row,
        mode=row,
        high=row,
        logarithmic=np.zeros(len(row), dtype=np.bool_),
    )
    return table, Columns(
        arrays={name: where(name, size) for name, size in sizes.items()},
        motive={name: where(name, frame.parties) for name in MOTIVES},
        mechanism={name: where(name, frame.parties) for name in strengths},
        keep={name: where(f"keep.{name}", 1) for name in MEMORIES},
    )


@cache
def _strengths() -> tuple[str, ...]:
    """ "mechanism.strength" of every mechanism, as the world that comes along declares them."""
    known = load_world().mechanisms.items()
    return tuple(f"{name}.{own}" for name, mechanism in known for own in mechanism.parameters)


def _sizes(frame: Frame) -> dict[str, int]:
    """How many values each array of the parameters has."""
    pairs, parties, actions = frame.pairs, frame.parties, frame.actions
    linked: dict[str, Links] = {
        "impact": frame.impact,
        "escalation": frame.escalation,
        "transfer": frame.transfer,
        "assurance": frame.assurance,
        "pledge": frame.pledge,
        "promise": frame.threats.promises,
    }
    of_pairs = ("power", "regard_base", "alignment", "dependence", "commitment", "belief")
    return {
        **dict.fromkeys((*of_pairs, "proximity"), pairs),
        **dict.fromkeys(("precision", "balance"), parties),
        **dict.fromkeys(("base_rate", "self_help"), actions),
        **{name: len(own.k) for name, own in linked.items()},
        "aversion": parties * frame.theatres,
        "tension": frame.theatres,
    }


def _names(actors: int, actions: int) -> Names:
    acts = tuple(f"act_{k}" for k in range(actions))
    return Names(
        parties=tuple(f"P{i}" for i in range(actors)),
        actors=actors,
        instruments=acts,
        actions=acts,
        theatres=("theatre",),
        postures=(),
        threats=(),
    )
