"""Where runs begin: at the reference or, by a scenario's `state`, off it while it stays."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.binding.names import Names
from sim.binding.values import ValueTable
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
