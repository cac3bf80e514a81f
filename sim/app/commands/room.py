"""``sim room``: a class plays, month by month."""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.groups import grouped
from sim.app.say import say
from sim.kernel.asked import SEED

if TYPE_CHECKING:
    from sim.room.core.record import Kept
    from sim.world import World
    from sim.world.lesson import Lesson

FIRST = "fifteen_minutes"
NEEDED = ("segno", "starlette", "uvicorn", "websockets")
PORT = 8421
FOLDER = Path("rooms")
NUMBER = options.whole(SEED)


@dataclass(frozen=True)
class Players:
    """Who plays: a class with phones, one whose hands are counted, or one state ``solo``."""

    no_phones: bool
    solo: str | None

    @property
    def phones(self) -> bool:
        return not (self.no_phones or self.solo)


@click.command(name="room", short_help="Play a crisis with a class, or alone.")
@click.argument("what", metavar="[LESSON | SCENARIO]", required=False)
@click.option(
    "--no-phones", is_flag=True, help="No phones: the host types what a show of hands says."
)
@click.option("--solo", metavar="STATE", help="Play one state alone; the model plays all others.")
@click.option("--resume", metavar="ID", help="Take a room up again where it stopped.")
@click.option("--seed", type=NUMBER, help="Other luck than the lesson's.")
@click.option("--run", type=NUMBER, help="The luck of another run.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=FOLDER,
    show_default=True,
    help="Where rooms are kept.",
)
@options.time_limit
@click.option("--no-open", is_flag=True, help="Do not open the host's page in a browser.")
@options.world
@grouped
def command(
    what: str | None,
    players: Players,
    resume: str | None,
    seed: int | None,
    run: int | None,
    port: int,
    folder: Path,
    time_limit: float,
    no_open: bool,
    seeds: Path | None,
) -> None:
    """Open a live room for a LESSON (sim lesson list) or for any SCENARIO.

    Prints the address and the code for phones, and opens the host's page. Nothing is needed but
    this machine and the network it is in; with --no-phones or --solo not even that. Ctrl-C closes
    the room; what has been played is kept, and --resume takes it up again.
    """
    from sim.ask.extras import need
    from sim.world import load_world

    for module in NEEDED:
        need(module, "room")
    world = load_world(seeds)
    if resume is not None:
        kept, home = _again(resume, folder, world)
    else:
        lesson = _lesson(what or FIRST, world)
        if players.solo is not None:
            lesson = _alone(lesson, players.solo.upper(), world)
        kept, home = _new(lesson, folder, world, seed, run, hands=not players.phones)
    _open(kept, home, port, phones=players.phones, limit=time_limit, show=not no_open)


def _lesson(what: str, world: "World") -> "Lesson":
    """A lesson by id or path, else a lesson made of a scenario."""
    from sim.ask.place import find
    from sim.world import load_scenario
    from sim.world.lesson import any_lesson, is_lesson, known_lessons, load_lesson
    from sim.world.locate import files_in, scenario_folders
    from sim.world.problems import Problem, WorldError, suggest

    if is_lesson(what, world):
        return load_lesson(what, world)
    ref = find(what)
    scenarios = files_in(scenario_folders(world.folder))
    if isinstance(ref, str) and ref not in scenarios:
        hint = suggest(what, [*known_lessons(world), *scenarios])
        raise WorldError([Problem("", 0, f"`{what}`: no lesson and no scenario", hint)])
    return any_lesson(ref, load_scenario(ref, world), world)


def _alone(lesson: "Lesson", code: str, world: "World") -> "Lesson":
    from dataclasses import replace

    from sim.world.problems import Problem, WorldError, suggest

    if code not in world.deciding:
        said, hint = f"--solo {code}: no state that decides", suggest(code, world.deciding)
        raise WorldError([Problem("", 0, said, hint)])
    offer = {state: acts for state, acts in lesson.text.offer.items() if state == code}
    bet_on = tuple(name for name in lesson.text.bet_on if world.actions[name].owner != code)
    seats = {state: how for state, how in lesson.text.seats.items() if state != code}
    changed = {"played": (code,), "offer": offer, "bet_on": bet_on, "poll": None, "seats": seats}
    return replace(lesson, text=lesson.text.model_copy(update=changed))


def _new(
    lesson: "Lesson",
    folder: Path,
    world: "World",
    seed: int | None,
    run: int | None,
    *,
    hands: bool,
) -> "tuple[Kept, Path]":
    from sim.room.core.setup import Setup
    from sim.room.web.serve import new_room

    text = lesson.text
    setup = Setup(
        world, lesson, text.seed if seed is None else seed, text.run if run is None else run
    )
    name = stem = datetime.now(UTC).astimezone().strftime("%Y%m%d-%H%M%S")
    for number in count(2):
        if not (folder / name).exists():
            break
        name = f"{stem}-{number}"
    return new_room(setup, name, hands), folder / name


def _again(name: str, folder: Path, world: "World") -> "tuple[Kept, Path]":
    from sim.room.core.shelf import found
    from sim.room.web.serve import old_room

    home = found(folder, name)
    return old_room(home, world), home


def _open(kept: "Kept", home: Path, port: int, *, phones: bool, limit: float, show: bool) -> None:
    from sim.room.web.serve import BusyError, Opened, Opening

    again = kept.header.id
    if home.parent != FOLDER:
        again += f" --folder {home.parent}"
    try:
        opened = Opened(kept, Opening(home, port, phones, _log, limit))
    except BusyError as error:
        raise click.ClickException(f"{error}. Another one: --port 0") from None
    say(f"{kept.header.card.title}: kept in {home}")
    for code, how in kept.setup.lesson.programs.items():
        say(f"program {how}   plays {kept.setup.world.parties[code].name}")
    say(f"host    {opened.host}")
    say(f"stage   {opened.stage}")
    if phones:
        say(f"phones  {opened.address}   code {opened.code}\n")
        say(opened.qr())
        for other in opened.addresses[1:]:
            say(f"also    {other}")
        if not opened.addresses:
            say("This machine is in no network: phones cannot come. See the host's check page.")
    say(f"Ctrl-C closes it. To take it up again: sim room --resume {again}")
    if show:
        import webbrowser

        webbrowser.open(opened.host)
    sys.stdout.flush()
    opened.run()
    say(f"Closed. Debrief and results: sim rooms debrief {again}")


def _log(line: str) -> None:
    now = datetime.now(UTC).astimezone().strftime("%H:%M:%S")
    say(f"{now} {line}", err=True)
