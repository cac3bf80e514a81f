"""Worlds with nothing in them but what a published model has: a few parties, acts, numbers.

They are made straight for the kernel, not read from files: what is not given is zero, and every
value is fixed.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from sim.binding import Case, Names
from sim.binding.parameters import NONE, Columns
from sim.binding.values import ValueTable
from sim.kernel.arrays import Ints
from sim.kernel.frame import Act, Frame
from sim.kernel.laws import Laws
from sim.kernel.order import MECHANISMS, MOTIVES
from sim.kernel.program import values
from sim.kernel.specimen import vocabulary

FOREVER = 1e12  # steps; the half-life of a memory that does not fade


def bare_case(
    actors: int,
    impacts: Sequence[tuple[int, int, int]],
    given: Mapping[str, Sequence[float]],
    *,
    on: Iterable[str] = (),
    half_lives: Mapping[str, float] | None = None,
    escalating: bool = False,
) -> Case:
    """A world of actors only, each action an instrument of its own.

    ``impacts`` (action, owner, party it acts upon), actions numbered from 0 without a gap.
    ``given`` fills symbols of the laws: "z_ref" (pair,), "x" (impact,), "base_rate" (action,),
    "precision" or "phi" (party,), a parameter of a mechanism (party,), "weight.MOTIVE" (actor,).
    ``on`` names the mechanisms and motives that act. ``half_lives`` in steps; what is not named
    never fades. ``escalating``: every action also raises the one theatre's tension, which nobody
    minds, so that it counts in R. Raises ValueError for a symbol that the laws do not have.
    """
    frame = _frame(actors, impacts, escalating)
    words = vocabulary()
    table, columns = _table(dict(given), half_lives or {}, frame)
    off = (set(MECHANISMS) | set(MOTIVES)) - set(on)
    return Case(
        names=_names(actors, frame.actions),
        laws=Laws(frame, words, frozenset(off)),
        values=table,
        columns=columns,
        script={},
        streams=tuple(range(frame.actions)),
    )


def _frame(actors: int, impacts: Sequence[tuple[int, int, int]], escalating: bool) -> Frame:
    owners = dict(sorted((k, owner) for k, owner, _ in impacts))
    upon: dict[int, list[int]] = {}
    for k, _, to in impacts:
        upon.setdefault(k, []).append(to)
    return Frame(
        actors=actors,
        parties=actors,
        theatres=1,
        levels=(),
        acts=tuple(
            Act(
                k=k,
                owner=owner,
                line=k,
                impact=tuple(upon[k]),
                harms=frozenset(upon[k]),
                helps=frozenset(upon[k]),
                escalation=(0,) if escalating else (),
            )
            for k, owner in owners.items()
        ),
    )


def _table(
    given: dict[str, Sequence[float]], half_lives: Mapping[str, float], frame: Frame
) -> tuple[ValueTable, Columns]:
    """Every value in a row, and which of them feed which symbol."""
    words = vocabulary()
    given["evidence"] = [1.0]  # deed; nothing is learned where no memory fades
    given["keep"] = [half_lives.get(name, FOREVER) for name in words.memories]
    if any(act.escalation for act in frame.acts):
        given["escalation"] = [1.0] * frame.actions
    keys = values(frame, words)
    start = dict(zip(given, np.cumsum([0, *map(len, given.values())]), strict=False))
    used: set[str] = set()

    def where(name: str, size: int) -> Ints:
        if name not in given:
            return np.full(size, NONE, dtype=np.intp)
        if len(given[name]) != size:
            raise ValueError(f"{name} has {len(given[name])} values: want {size}")
        used.add(name)
        return np.arange(start[name], start[name] + size, dtype=np.intp)

    columns = {symbol: where(symbol, len(own)) for symbol, own in keys.items()}
    weights = [where(f"weight.{name}", frame.actors) for name in words.motives]
    columns["weight"] = np.concatenate(weights)
    if unknown := set(given) - used:
        raise ValueError(f"the laws have no {', '.join(sorted(unknown))}")
    return _fixed(given), Columns(columns)


def _fixed(given: Mapping[str, Sequence[float]]) -> ValueTable:
    row = np.concatenate([np.asarray(own, dtype=np.float64) for own in given.values()])
    return ValueTable(
        paths=tuple(f"{name}.{n}" for name, own in given.items() for n in range(len(own))),
        keys=tuple(range(len(row))),
        low=row,
        mode=row,
        high=row,
        logarithmic=np.zeros(len(row), dtype=np.bool_),
    )


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
        capabilities=(),
    )
