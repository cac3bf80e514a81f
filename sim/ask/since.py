"""A world that a question does not begin in, but is led to by a history."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.ask.place import find_history

if TYPE_CHECKING:
    from sim.world import World

NAME = "history.yaml"  # what a result folder calls the history that it was asked after


@dataclass(frozen=True)
class Since:
    """A question that begins in a ``month`` (None: the one after the history), after a ``history``.

    The history is a file, the id of one that comes with the world, or None: the only one that does.
    ``seeds`` is the world's folder or the world itself, None for the one that comes along. ``name``
    is what the history is called, where its file is a copy under another name.
    """

    month: str | None = None
    history: str | Path | None = None
    seeds: "str | Path | World | Since | None" = None
    name: str | None = None

    def file(self, world: "World") -> Path:
        """The history's file. Raises ``WorldError`` where there is none, or more than one."""
        return find_history(self.history, world)

    def led_to(self, world: "World") -> "World":
        """The world when the month begins. Raises ``WorldError``."""
        from sim.world import Problem, WorldError
        from sim.world.history import since
        from sim.world.month import next_month
        from sim.world.read_history import load_history

        if world.history is not None:
            said = f"the world stands in {world.date}, after a history already"
            raise WorldError([Problem("", 0, said, "Begin from the world at its own date")])
        history = load_history(self.file(world), world)
        history = replace(history, id=self.name or history.id)
        return since(world, history, self.month or next_month(history.end))


def since(
    month: str | None = None,
    *,
    history: str | Path | None = None,
    world: "str | Path | World | None" = None,
) -> "World":
    """Return the world as it stands when a month begins, to be asked about as any other.

    >>> sim.run("lethal_aid", world=sim.since("2025-07"))

    Raises ``WorldError`` for a month that cannot be begun in and a history that cannot be read,
    ``ValueError`` for what is no month.
    """
    from sim.ask.where import chosen, world_of
    from sim.kernel.asked import check_month

    check_month("month", month)
    return world_of(Since(month, history, chosen(world)))
