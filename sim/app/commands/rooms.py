"""``sim rooms``: what has been played."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.say import say

if TYPE_CHECKING:
    from sim.room.core.record import Kept

folder = click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("rooms"),
    show_default=True,
    help="Where rooms are kept.",
)


@click.group(name="rooms", short_help="Rooms that were played: debrief, results, export.")
def command() -> None:
    """Rooms that `sim room` has kept."""


@command.command(name="list")
@folder
def list_(folder: Path) -> None:
    """Every room, the latest last."""
    from sim.room.core.record import top
    from sim.room.core.shelf import rooms

    found = rooms(folder)
    for name in found:
        header, events = top(folder / name)
        say(f"{name}  {header.card.title} ({len(events)} events)")
    if not found:
        say(f"There is no room in {folder}. Open one: sim room")


@command.command()
@click.argument("room")
@folder
@options.world
def debrief(room: str, folder: Path, seeds: Path | None) -> None:
    """Write debrief.html and results.csv into the folder of a ROOM."""
    from sim.room.debrief.page import NAME, page
    from sim.room.debrief.results import results

    kept = _kept(folder, room, seeds)
    files = {
        NAME: page(kept.game, kept.room, kept.header),
        "results.csv": results(kept.game, kept.room, kept.events),
    }
    for name, text in files.items():
        from sim.results.writing import write_file

        write_file(folder / room / name, text)
        say(folder / room / name)


@command.command()
@click.argument("room")
@click.argument("name")
@folder
@options.world
def export(room: str, name: str, folder: Path, seeds: Path | None) -> None:
    """Write scenarios/NAME.yaml: what the class of a ROOM chose, for `sim run`."""
    from sim.room.debrief.export import export as written

    kept = _kept(folder, room, seeds)
    path = Path("scenarios") / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    try:
        written(kept.game.look(kept.room.months), room, path)
    except FileExistsError:
        raise click.ClickException(f"{path} is there already and stays as it is") from None
    say(f"{path} written. Next: sim run {path}")


@command.command()
@click.argument("room")
@click.argument("month", type=click.IntRange(0, 600))
@folder
@options.world
def branch(room: str, month: int, folder: Path, seeds: Path | None) -> None:
    """Make a room as a ROOM stood after a MONTH (0: the start)."""
    from sim.room.core.branch import branched
    from sim.room.core.shelf import found

    kept = _kept(folder, room, seeds)
    name = branched(kept, found(folder, room), month)
    say(f"{folder / name} stands after month {month}. Next: sim room --resume {name}")


@command.command()
@click.argument("room")
@folder
def remove(room: str, folder: Path) -> None:
    """Take a ROOM away, with everything that its seats have said. It cannot be had back."""
    from sim.room.core.shelf import remove as gone

    gone(folder, room)
    say(f"{folder / room} is gone")


def _kept(folder: Path, room: str, seeds: Path | None) -> "Kept":
    from sim.room.core.record import take_up
    from sim.room.core.shelf import found
    from sim.world import load_world

    return take_up(found(folder, room), load_world(seeds))
