"""One month of one run with nothing hidden: every number, its name, and how it was worked out.

What is said here is read off the traced laws; nothing is written beside them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sim.binding import Case
from sim.binding.luck import Luck
from sim.binding.parameters import NONE
from sim.binding.spelling import at_rest, spelled
from sim.kernel.algebra import LEAF, Leaf
from sim.kernel.arrays import Floats
from sim.kernel.infix import pruned, written
from sim.kernel.order import BEGIN, CHOOSE, DIRECT, EFFECTS, ODDS, REASONS
from sim.kernel.program import CONSTANT, Expression, Program
from sim.kernel.symbols import GIVEN, STATE
from sim.ledger.sums import Kind, Source, Sum, Symbol
from sim.world import Quantity, Scenario, World

DIGITS = 4  # of a number that stands in a sum


class Place(NamedTuple):
    """A slot, in the step or in the reference state."""

    slot: int
    resting: bool


class Formula(NamedTuple):
    """An expression, and whether what moves in it is meant as it is in the reference state."""

    expression: Expression
    resting: bool


@dataclass(frozen=True, eq=False)
class Workings:
    """Every number of one step. Arrays are (slot,)."""

    case: Case
    quantities: Mapping[str, Quantity]
    drawn: Floats  # (value,) in the order of the case's table
    now: Floats  # while the state before the step still stands
    rest: Floats  # in the reference state

    @property
    def program(self) -> Program:
        """The laws written down, with the ledger."""
        return self.case.laws.booked

    def sum(self, slot: int, expression: Expression) -> Sum:
        """How a number of the step was worked out."""
        return self._sum(float(self.now[slot]), Formula(expression, False))

    def of(self, slot: int) -> Sum:
        """How the laws of the step worked out a number that one of them makes."""
        return self.sum(slot, self._made[slot])

    def symbols(self, sums: Iterable[Sum]) -> tuple[Symbol, ...]:
        """Every symbol in some sums, and in the sums of those in turn, each once."""
        found: dict[str, Symbol] = {}
        waiting = [name for one in sums for name in one.reads]
        while waiting:
            name = waiting.pop(0)
            if name not in found:
                found[name] = self._symbol(name)
                own = found[name].sum
                waiting = [*(own.reads if own else ()), *waiting]
        return tuple(found.values())

    @cached_property
    def _names(self) -> Mapping[int, str]:
        return spelled(self.program, self.case.names)

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        now = {name: Place(slot, False) for slot, name in self._names.items()}
        resting = {at_rest(name): Place(place.slot, True) for name, place in now.items()}
        return resting | now  # z_ref and its like are values of the world

    @cached_property
    def _made(self) -> Mapping[int, Expression]:
        return self.program.expressions(ODDS, REASONS, EFFECTS)

    @cached_property
    def _begun(self) -> Mapping[int, Expression]:
        return self.program.expressions(BEGIN)

    @cached_property
    def _state(self) -> frozenset[int]:
        return frozenset(slot for symbol in STATE for slot in self.program.slots(symbol).values())

    @cached_property
    def _kinds(self) -> Mapping[int, Kind]:
        """Slot -> kind, of those that are not worked out."""
        program = self.program
        given = (slot for symbol in GIVEN for slot in program.slots(symbol).values())
        values = range(program.values.start, program.values.stop)
        return {
            **dict.fromkeys(given, "given"),
            **dict.fromkeys(values, "value"),
            **dict.fromkeys(program.expressions(DIRECT, CHOOSE), "deed"),
            **dict.fromkeys(self._state, "state"),
        }

    @cached_property
    def _constants(self) -> Mapping[int, float]:
        return {slot: float(value) for value, slot in self.program.slots(CONSTANT).items()}

    def _sum(self, amount: float, formula: Formula) -> Sum:
        expression, resting = formula
        form = expression.form

        def number(leaf: int | float) -> float:
            return self._number(self._place(leaf, resting))

        leaves = pruned(form, expression.leaves, number)
        text = written(form, leaves, lambda leaf: self._name(self._place(leaf, resting)))
        places = [self._place(slot, resting) for slot in _slots(leaves)]
        read = {self._name(one): one for one in places if one.slot not in self._constants}
        if text in read and (own := self._formula(read[text])):
            return self._sum(amount, own)  # only another name: how that was worked out
        numbers = written(form, leaves, lambda leaf: shortly(number(leaf)))
        return Sum(text, numbers, amount, tuple(read))

    def _symbol(self, name: str) -> Symbol:
        place = self._places[name]
        amount, kind = self._number(place), self._kinds.get(place.slot, "reading")
        if kind == "value":
            return Symbol(name, amount, kind, source=self._source(place.slot))
        formula = self._formula(place)
        return Symbol(name, amount, kind, None if formula is None else self._sum(amount, formula))

    def _source(self, slot: int) -> Source:
        column = int(self.case.columns.joined[slot - self.program.values.start])
        if column == NONE:
            return Source()
        path = self.case.values.paths[column]
        known = self.quantities[path]
        drawn = float(self.drawn[column])
        return Source(path, drawn, known.value, known.low, known.high, known.sources)

    def _formula(self, place: Place) -> Formula | None:
        """How a place was worked out; None for values, the state, and where several laws add."""
        if place.slot in self._made and not place.resting:
            return Formula(self._made[place.slot], False)
        begun = self._begun.get(place.slot)
        if begun is None or (place.slot in self._state and not place.resting):
            return None
        return Formula(begun, True)

    def _place(self, leaf: int | float, resting: bool) -> Place:
        """Where a leaf stands; in the reference state, what is only set to another is that."""
        slot = int(leaf)
        moves = slot in self._state or slot in self._made
        begun = self._begun.get(slot)
        if resting and slot in self._state and begun is not None and begun.form == LEAF:
            return self._place(_slots(begun.leaves)[0], True)
        return Place(slot, resting and moves)

    def _name(self, place: Place) -> str:
        if place.slot in self._constants:
            return f"{self._constants[place.slot]:g}"
        name = self._names[place.slot]
        return at_rest(name) if place.resting else name

    def _number(self, place: Place) -> float:
        return float((self.rest if place.resting else self.now)[place.slot]) + 0.0  # no minus zero


def workings(world: World, scenario: Scenario, case: Case, luck: Luck, step: int) -> Workings:
    """The workings of a step, of the first of the runs whose luck it is."""
    alone = luck.part(0, 1)
    drawn = case.values.quantile(alone.values)
    return Workings(
        case,
        scenario.apply(world).quantities(),
        drawn[0],
        case.numbers(alone, step)[:, 0],
        case.batch_of(drawn).at_rest[:, 0],
    )


def shortly(number: float) -> str:
    """A number with as many digits as a sum has."""
    return f"{number:.{DIGITS}g}"


def _slots(leaves: Iterable[Leaf]) -> list[int]:
    return list(_each(leaves))


def _each(leaves: Iterable[Leaf]) -> Iterator[int]:
    for leaf in leaves:
        if isinstance(leaf, tuple):
            yield from _each(leaf)
        else:
            yield int(leaf)
