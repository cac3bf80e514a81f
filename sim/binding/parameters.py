"""From a table of drawn values to the values of the laws: which value of the world is which
symbol."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from sim.binding.names import Names
from sim.binding.values import ValueTable
from sim.kernel.arrays import Floats, Ints
from sim.kernel.frame import Frame
from sim.kernel.latent import LATENT_LIMIT
from sim.kernel.program import Vocabulary, values
from sim.world import World

NONE = -1  # the column of what a world says nothing of: a plain zero


@dataclass(frozen=True)
class Columns:
    """For each symbol of the laws, in the order of their slots, the columns of the value table."""

    columns: Mapping[str, Ints]

    def __getitem__(self, symbol: str) -> Ints:
        return self.columns[symbol]

    @cached_property
    def joined(self) -> Ints:
        """All of them, one symbol after another."""
        return np.concatenate(list(self.columns.values()))

    def instead(self, others: Mapping[int, int]) -> "Columns":
        """The same with other columns of the table in the place of some."""
        return Columns(
            {
                symbol: np.array([others.get(int(n), n) for n in own], dtype=np.intp)
                for symbol, own in self.columns.items()
            }
        )


def columns_of(
    world: World, names: Names, frame: Frame, words: Vocabulary, table: ValueTable
) -> Columns:
    """Where the values of each symbol stand in the table."""
    paths = _Paths(world, names)
    return Columns(
        {
            symbol: np.array([paths.column(symbol, key, table) for key in keys], dtype=np.intp)
            for symbol, keys in values(frame, words).items()
        }
    )


class _Paths:
    """The dotted path of the value behind each symbol."""

    def __init__(self, world: World, names: Names) -> None:
        self._names = names
        self._known = world.quantities()
        self._strength = {
            parameter: f"mechanisms.{name}.{parameter}"
            for name, it in world.mechanisms.items()
            for parameter in it.parameters
        }

    def column(self, symbol: str, key: Any, table: ValueTable) -> int:
        """Where the value stands. KeyError for one that a world must have and this one has not."""
        path = self.of(symbol, key)
        if path in table.columns:
            return table.columns[path]
        if path.startswith("dyads.") or self._passive(path):
            return NONE
        raise KeyError(f"{symbol}[{key}] is read by the laws, and there is no value {path}")

    def _passive(self, path: str) -> bool:
        """Whether it would be a trait of a party that does not decide."""
        head, name, *_ = path.split(".")
        return head == "actors" and name in self._names.parties[self._names.actors :]

    def of(self, symbol: str, key: Any) -> str:
        """``actors.KOR.balance`` for ``phi[4]``."""
        if symbol in self._strength:
            return self._for_party(self._strength[symbol], self._names.parties[key])
        if symbol in ACTORS:
            return f"actors.{self._names.parties[key]}.{ACTORS[symbol]}"
        if symbol in RELATIONS:
            i, m = (self._names.parties[n] for n in key)
            return f"dyads.{i}>{m}.{RELATIONS[symbol]}"
        if symbol in EFFECTS:
            k, to = key
            towards = getattr(self._names, TOWARDS.get(symbol, "parties"))
            return f"actions.{self._names.actions[k]}.{EFFECTS[symbol]}.{towards[to]}"
        path: str = getattr(self, f"_{symbol}")(key)
        return path

    def _for_party(self, path: str, party: str) -> str:
        own = f"{path}.by_actor.{party}"
        return own if own in self._known else path

    def _proximity(self, key: tuple[int, int]) -> str:
        return f"dyads.{'-'.join(sorted(self._names.parties[n] for n in key))}.proximity"

    def _aversion(self, key: tuple[int, int]) -> str:
        i, q = key
        return f"actors.{self._names.parties[i]}.aversion.{self._names.theatres[q]}"

    def _base_rate(self, k: int) -> str:
        return f"actions.{self._names.actions[k]}.base_rate"

    def _self_help(self, k: int) -> str:
        return f"actions.{self._names.actions[k]}.self_help"

    def _tempo(self, k: int) -> str:
        return f"actions.{self._names.actions[k]}.tempo"

    def _credible_ref(self, t: int) -> str:
        return f"threats.{self._names.threats[t]}.credibility"

    def _cases(self, _: int) -> str:
        return "memory.cases"

    def _evidence(self, _: int) -> str:
        return "memory.evidence"

    def _delivery(self, v: int) -> str:
        return f"capabilities.{self._names.capabilities[v]}.delivery"

    def _service(self, v: int) -> str:
        return f"capabilities.{self._names.capabilities[v]}.service"

    def _promise(self, key: tuple[int, int]) -> str:
        k, t = key
        return f"threats.{self._names.threats[t]}.promises.{self._names.actions[k]}"

    def _e_ref(self, q: int) -> str:
        return f"theatres.{self._names.theatres[q]}.tension"

    def _weight(self, key: tuple[str, int]) -> str:
        motive, o = key
        return f"actors.{self._names.parties[o]}.motives.{motive}"

    def _keep(self, memory: str) -> str:
        return f"memory.{memory}"


ACTORS = {
    "power": "power",
    "precision": "precision",
    "phi": "balance",
    "regard_base": "regard_base",
}
RELATIONS = {
    "z_ref": "alignment",
    "d_ref": "dependence",
    "c_ref": "commitment",
    "r_ref": "assurance",
}
EFFECTS = {
    "x": "impacts",
    "escalation": "escalates",
    "transfer": "transfers",
    "reassurance": "reassures",
    "pledge": "pledges",
    "share": "alongside",
    "returned": "in_return",
    "force": "shows_force",
    "built": "equips",
    "routine": "routine",
}
TOWARDS = {"escalation": "theatres", "built": "capabilities", "routine": "actions"}
USED_AS = {
    "z_ref": "atanh of",
    "keep": "share that a step leaves at the half-life",
    "service": "share that a step leaves at the half-life",
    "delivery": "share that arrives in a step at the half-life",
}
"""Symbols that are not the value itself -> what laws use of it."""


def parameters(columns: Columns, drawn: Floats) -> Floats:
    """(value of the laws, run) from (run, value) draws of the table.

    Alignments come as they add up (atanh), half-lives as the share that a month leaves.
    """
    where = columns.joined
    found: Floats = drawn.T.take(where, axis=0)
    found[where == NONE] = 0.0
    first = 0
    for symbol, own in columns.columns.items():
        rows = found[first : first + len(own)]
        if symbol == "z_ref":
            np.clip(np.arctanh(rows), -LATENT_LIMIT, LATENT_LIMIT, out=rows)
        elif symbol in ("keep", "service"):
            rows[...] = 0.5 ** (1.0 / rows)
        elif symbol == "delivery":
            rows[...] = 1.0 - 0.5 ** (1.0 / rows)
        first += len(own)
    return found
