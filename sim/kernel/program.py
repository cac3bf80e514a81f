"""A world's laws written down once: groups of expressions of equal form, over slots.

The law texts are read with trees for columns (*traced*). Every yielded expression is a form and the
slots at its leaves; expressions of one law with equal form make a group, whose slots stand in
tables. Forms are few and the same in every world; the tables are the world's. Every engine runs
from this.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sim.kernel.algebra import FORMS, LEAF, Leaf
from sim.kernel.frame import Frame
from sim.kernel.symbols import PARAMETERS, Key, Layout, keys_of

CONSTANT = "constant"
VALUES = "values"  # all that a run draws once, side by side
NEXT = "next "  # the state after the step, while the state before is still read
COPY = "copy"


ADDED_TO = frozenset({"latent", "departure", "inclination", "reason"})
"""Where mechanisms and motives leave their amounts, each its own, or added to those of others."""


@dataclass(frozen=True, eq=False)
class Group:
    """Expressions of one law with equal form: each row is a target slot and its leaves."""

    law: str
    symbol: str
    form: str
    rows: tuple[tuple[int, tuple[Leaf, ...]], ...]


@dataclass(frozen=True)
class Expression:
    """What one law makes of one number: a form over leaves."""

    law: str
    form: str
    leaves: tuple[Leaf, ...]

    @property
    def added(self) -> "Expression":
        """Of an expression that adds to its own number: what it adds."""
        operation, own, form = FORMS[self.form]
        assert (operation, own) == ("+", LEAF)
        return Expression(self.law, form, self.leaves[1:])


@dataclass(frozen=True, eq=False)
class Program:
    """Everything that is computed in a run of a world, and where each number stands."""

    frame: Frame
    off: frozenset[str]
    layout: Layout
    segments: Mapping[str, tuple[Group, ...]]
    values: slice  # the slots of what a run draws once
    asked: frozenset[str] = frozenset()  # the laws that other laws ask about

    def without(self, laws: frozenset[str]) -> "Program":
        """The program without laws that no other law asks about.

        It is the same as one that is traced anew: what they would leave stays zero, and adds
        nothing.
        """
        segments = {
            segment: tuple(g for g in groups if g.law not in laws or g.symbol not in ADDED_TO)
            for segment, groups in self.segments.items()
        }
        return replace(self, off=self.off | laws, segments=segments)

    def slots(self, symbol: str) -> Mapping[Key, int]:
        """Key -> slot of a symbol; empty where no law makes it."""
        return self.layout.slots.get(symbol, {})

    def span(self, symbol: str) -> slice:
        """The slots of a symbol, side by side."""
        if symbol == VALUES:
            return self.values
        return self.layout.span(symbol) if self.slots(symbol) else slice(0, 0)

    def expressions(self, *segments: str) -> Mapping[int, Expression]:
        """Slot -> its expression, for every number that one law alone makes in some segments."""
        found: dict[int, Expression] = {}
        several: set[int] = set()
        for segment in segments:
            for group in self.segments[segment]:
                for to, leaves in group.rows:
                    several |= {to} & found.keys()
                    found[to] = Expression(group.law, group.form, leaves)
        return {slot: one for slot, one in found.items() if slot not in several}


@dataclass(frozen=True)
class Vocabulary:
    """Which names a world gives to numbers of its own: parameters of mechanisms, motives,
    memories."""

    strengths: tuple[str, ...]
    motives: tuple[str, ...]
    memories: tuple[str, ...]


def values(frame: Frame, words: Vocabulary) -> dict[str, tuple[Key, ...]]:
    """Symbol -> keys of all that a run draws once, in the order of their slots."""
    found = {symbol: keys_of(axis, frame) for symbol, axis in PARAMETERS.items()}
    parties = keys_of("party", frame)
    found |= dict.fromkeys(words.strengths, parties)
    found["weight"] = tuple((name, i) for name in words.motives for i in range(frame.actors))
    found["keep"] = words.memories
    return found
