"""Where runs begin: at the reference or, by a scenario's `state`, off it while it stays."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from sim.binding.names import Names
from sim.binding.values import ValueTable
from sim.kernel.arrays import Floats
from sim.kernel.laws import Batch, Laws
from sim.kernel.state import State
from sim.world import Quantity, World
from sim.world.paths import at_start


@dataclass(frozen=True)
class Start:
    """What is off the reference when a run begins.

    ``values`` maps the column of a reference value to that of what stands in its place,
    ``levels`` a posture to its level.
    """

    values: Mapping[int, int] = field(default_factory=dict)
    levels: Mapping[int, float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.values or self.levels)

    def without(self, path: str, names: Names, table: ValueTable) -> "Start":
        """The same with what stands at a path back at its reference."""
        return Start(
            {a: b for a, b in self.values.items() if table.paths[a] != path},
            {w: x for w, x in self.levels.items() if f"postures.{names.postures[w]}.start" != path},
        )


def start_of(
    world: World, state: Mapping[str, Quantity | str], names: Names, table: ValueTable
) -> Start:
    """What a scenario's state puts off the reference."""
    values, levels = {}, {}
    for path, stands in state.items():
        if isinstance(stands, Quantity):
            values[table.column(path)] = table.column(at_start(path))
        else:
            _, posture, _ = path.split(".")
            level = world.postures[posture].rank(stands)
            levels[names.postures.index(posture)] = float(level)
    return Start(values, levels)


@dataclass(frozen=True, eq=False)
class Begun(Batch):
    """A batch whose runs begin off their reference.

    ``outset`` is as ``values``, with what the runs begin at in the place of the reference.
    """

    outset: Floats
    levels: Mapping[int, float]  # posture -> level

    def under(self, laws: Laws) -> "Begun":
        """The same values and beginnings under other laws of the same frame."""
        return replace(self, laws=laws)

    def part(self, runs: slice) -> "Begun":
        """Some of its runs."""
        return replace(self, values=self.values[:, runs], outset=self.outset[:, runs])

    def repeated(self, times: int) -> "Begun":
        """Each run so many times over, side by side."""
        whole, outset = super().repeated(times), Batch(self.laws, self.outset).repeated(times)
        return replace(self, values=whole.values, outset=outset.values)

    @cached_property
    def begins(self) -> State:
        """The state of a world that were at rest there."""
        at = Batch(self.laws, self.outset).start
        posture = at.posture.copy()
        for which, level in self.levels.items():
            posture[:, which] = level
        return replace(at, posture=posture)


def off_reference(batch: Batch) -> State | None:
    """Where the runs of a batch begin; None where that is the reference."""
    return batch.begins if isinstance(batch, Begun) else None


def beginning(batch: Batch) -> State:
    """Where the runs of a batch begin."""
    begun = off_reference(batch)
    return batch.start if begun is None else begun
