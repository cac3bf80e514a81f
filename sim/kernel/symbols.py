"""The symbols of the laws: which columns there are, by family and key, and the slot of each.

A law sees two things: ``s``, the state before the step with what the step has already made
(readings), and ``p``, the values of the world with its frame.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from sim.kernel.algebra import LEAF, ZERO, Column, Tree, refuse
from sim.kernel.frame import Act, Frame, Threat

Key = Any
"""What a column of a family is called by: a number, a tuple of numbers, or a name first."""

STATE = {
    "z": "pair",
    "a": "pair",
    "d": "pair",
    "c": "pair",
    "r": "pair",
    "g": "pair",
    "expected": "action",
    "e": "theatre",
    "posture": "posture",
    "voiced": "threat",
    "credible": "threat",
    "pulled": "threat",
    "coming": "capability",
    "stock": "capability",
    "pace": "tempo",
    "before": "action",
    "clock": "clock",
    "begun": "clock",
    "since": "watched",
    "due": "order",
    "done": "order",
    "noted": "noted",
    "bounded": "one",
}
"""What moves: latent alignment z, alignment a = tanh z, dependence d, commitment c, assurance r,
grievance g, expected frequency, tension e, posture, threats voiced, believed and pulled,
capabilities on their way and at hand, the pace of what comes in spells, the surprise of the step
before; where a scenario says *if*: steps made, months since a deed, months due of its orders and
since they were carried out, and levels noted at the start; and whether a numerical bound was
reached. Symbol -> axis."""

PARAMETERS = {
    "power": "party",
    "precision": "party",
    "phi": "party",
    "regard_base": "party",
    "proximity": "pair",
    "aversion": "party theatre",
    "base_rate": "action",
    "self_help": "self_help",
    "tempo": "tempo",
    "x": "impact",
    "share": "alongside",
    "returned": "in_return",
    "force": "shows_force",
    "built": "equips",
    "routine": "routine",
    "escalation": "escalation",
    "transfer": "transfer",
    "reassurance": "reassurance",
    "pledge": "pledge",
    "promise": "promise",
    "credible_ref": "threat",
    "cases": "one",
    "evidence": "one",
    "delivery": "capability",
    "service": "capability",
    "z_ref": "pair",
    "d_ref": "pair",
    "c_ref": "pair",
    "r_ref": "pair",
    "e_ref": "theatre",
}
"""Values of the world that laws know by a name of their own: symbol -> axis. A mechanism's own
parameters (one number for each party), ``weight[motive, actor]`` and ``keep[memory]`` come besides;
``_ref`` marks the reference state."""

GIVEN = {"uniform": "draw", "free": "line", "scripted": "action", "foreseen": "action"}
"""What comes from outside in each step: luck, who is left to decide, what is scripted, and a
further tilt of actors that look ahead."""


INDEX = {
    "one": (),
    "clock": (),
    "watched": ("k",),
    "order": ("e",),
    "noted": ("x",),
    "draw": ("line",),
    "party": ("i",),
    "pair": ("i", "j"),
    "action": ("k",),
    "line": ("line",),
    "theatre": ("q",),
    "posture": ("w",),
    "threat": ("t",),
    "capability": ("v",),
    "self_help": ("k",),
    "tempo": ("k",),
    "alongside": ("k", "m"),
    "in_return": ("k", "m"),
    "shows_force": ("k", "m"),
    "equips": ("k", "v"),
    "routine": ("k", "l"),
    "promise": ("k", "t"),
    "party theatre": ("i", "q"),
    "impact": ("k", "m"),
    "escalation": ("k", "q"),
    "transfer": ("k", "m"),
    "reassurance": ("k", "m"),
    "pledge": ("k", "m"),
}
"""Axis -> what its keys count, in the letters of the equations: i, j, m, n, o for parties, k for
an action, l another, q a theatre, t a threat, v a capability, w a posture."""


def keys_of(axis: str, frame: Frame) -> tuple[Key, ...]:
    """The keys of an axis, in order."""
    acts = frame.acts
    plain = {
        "one": (0,),
        "party": range(frame.parties),
        "pair": frame.pairs,
        "action": range(frame.actions),
        "line": range(len(frame.lines)),
        "draw": range(frame.draws),
        "clock": (0,) if frame.directed else (),
        "watched": frame.watched,
        "order": range(len(frame.orders)),
        "noted": frame.noted,
        "theatre": range(frame.theatres),
        "posture": range(frame.postures),
        "threat": range(len(frame.threats)),
        "capability": range(len(frame.capabilities)),
        "tempo": (act.k for act in acts if act.tempo),
        "self_help": (act.k for act in acts if act.self_help),
        "promise": ((k, t) for t, threat in enumerate(frame.threats) for k in threat.promises),
        "party theatre": ((i, q) for i in range(frame.parties) for q in range(frame.theatres)),
    }
    if axis in plain:
        return tuple(plain[axis])
    return tuple((act.k, to) for act in acts for to in getattr(act, axis))


class Family:
    """The columns of one symbol, by key: ``s.a[i, m]``."""

    def __init__(self, symbol: str, columns: Mapping[Key, Column]) -> None:
        self._symbol = symbol
        self._columns = columns

    def __getitem__(self, key: Key) -> Column:
        try:
            return self._columns[key]
        except KeyError:
            refuse(
                f"there is no {self._symbol}[{_said(key)}]",
                "Ask first, as `if key in ...`, or iterate over what there is",
            )

    def __contains__(self, key: Key) -> bool:
        return key in self._columns

    def __iter__(self) -> Iterator[Key]:
        return iter(self._columns)


def _said(key: Key) -> str:
    return ", ".join(map(str, key)) if isinstance(key, tuple) else str(key)


class Symbols:
    """``s``: families by name."""

    def __init__(self, families: Mapping[str, Family]) -> None:
        self._families = families

    def __getattr__(self, symbol: str) -> Family:
        try:
            return self._families[symbol]
        except KeyError:
            if symbol.startswith("__"):
                raise AttributeError(symbol) from None
            near = get_close_matches(symbol, self._families, 1)
            hint = f"Did you mean `{near[0]}`?" if near else "A law file or its YAML must name it"
            refuse(f"there is no symbol `{symbol}`", hint)


class Values(Symbols):
    """``p``: the values of the world by name, and its frame."""

    def __init__(self, families: Mapping[str, Family], frame: Frame, off: frozenset[str]) -> None:
        super().__init__(families)
        self.frame = frame
        self.actors = range(frame.actors)
        self.parties = range(frame.parties)
        self.theatres = range(frame.theatres)
        self.postures = range(frame.postures)
        self.pairs = frame.pairs
        self.acts: tuple[Act, ...] = frame.acts
        self.lines = frame.lines
        self.orders = frame.orders
        self.bars = frame.bars
        self.threats: tuple[Threat, ...] = frame.threats
        self.capabilities = frame.capabilities
        self.allied = frame.allied
        self.client = frame.client
        self._off = off
        self.asked: set[str] = set()  # which laws others have asked about

    def on(self, law: str) -> bool:
        """Whether a mechanism or motive is on."""
        self.asked.add(law)
        return law not in self._off


@dataclass
class Layout:
    """Slots: one after another as families are laid out, and never moved."""

    slots: dict[str, dict[Key, int]] = field(default_factory=dict)
    width: int = 0

    def lay(self, symbol: str, keys: Iterable[Key]) -> dict[Key, int]:
        """Slots for keys of a symbol that have none yet."""
        family = self.slots.setdefault(symbol, {})
        for key in keys:
            if key not in family:
                family[key] = self.width
                self.width += 1
        return family

    def span(self, symbol: str) -> slice:
        """The slots of a symbol whose keys were laid out at once. Raises ValueError for others."""
        family = self.slots[symbol]
        if not family:
            return slice(0, 0)
        first, last = next(iter(family.values())), next(reversed(family.values()))
        if last - first != len(family) - 1:
            raise ValueError(f"the slots of `{symbol}` do not stand side by side")
        return slice(first, last + 1)


class Heard(Values):
    """``p`` of a world that does not exist yet: it takes note of every name of its own that laws
    ask for, and answers with a column."""

    def __init__(self, families: dict[str, Family], frame: Frame) -> None:
        super().__init__(families, frame, frozenset())
        self._known = families
        self.strengths: dict[str, None] = {}
        self.memories: dict[str, None] = {}
        families["keep"] = _Any("keep", self.memories)

    def __getattr__(self, symbol: str) -> Family:
        if not symbol.startswith("_") and symbol not in self._known:
            self.strengths[symbol] = None
            self._known[symbol] = _Any(symbol, {})
        return super().__getattr__(symbol)


class _Any(Family):
    """A family that has whatever it is asked for, and remembers that it was."""

    def __init__(self, symbol: str, heard: dict[Key, None]) -> None:
        super().__init__(symbol, {})
        self._heard = heard

    def __getitem__(self, key: Key) -> Column:
        self._heard[key] = None
        return ZERO


class Leaves(dict[Key, Tree]):
    """The columns of a family as trees."""

    def __init__(self, slots: Mapping[Key, int]) -> None:
        super().__init__((key, Tree(LEAF, (slot,))) for key, slot in slots.items())
