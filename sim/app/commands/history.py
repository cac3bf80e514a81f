"""``sim history``: what is known of the months since the world's date."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.anew import write_anew
from sim.app.say import say
from sim.app.screenful import screenful

if TYPE_CHECKING:
    from sim.world.history import History


@click.group(name="history", short_help="What is known since the world's date: check, show, draft.")
def command() -> None:
    """Write down what is known of the months since the world's date, and see what it changes.

    A history is a file of dated deeds, and of months in which a deed is known not to have
    happened, each with its source: see docs/histories.md.
    """


@command.command(name="check")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@options.world
def check(files: tuple[str, ...], seeds: Path | None) -> None:
    """Check histories (files or ids). Without FILE: those that come with the world."""
    from sim.ask.place import find_history, history_files
    from sim.world import WorldError, load_world
    from sim.world.document import shown
    from sim.world.read_history import load_history

    world = load_world(seeds)
    paths = [find_history(file, world) for file in files] or history_files(world)
    problems = []
    for path in paths:
        try:
            say(f"{shown(path)}: {_contents(load_history(path, world))}: ok")
        except WorldError as error:
            problems += error.problems
    if problems:
        raise WorldError(problems)
    if not paths:
        say(f"the world {world.id} comes with no history")


@command.command(name="show")
@click.argument("file", required=False)
@options.as_json
@options.full
@options.world
def show(file: str | None, as_json: bool, full: bool, seeds: Path | None) -> None:
    """Show what a history knows, what it leaves open, and the base rates that it moves.

    Without FILE: the history that comes with the world.
    """
    from sim.ask.place import find_history
    from sim.report import history as report
    from sim.world import load_world
    from sim.world.read_history import load_history

    world = load_world(seeds)
    found = load_history(find_history(file, world), world)
    if as_json:
        say(report.as_json(found, world))
    else:
        with screenful(full) as screen:
            report.show(found, world, screen)


@command.command(name="draft")
@click.argument("events", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the draft there, where there is no file yet; default: print it.",
)
@click.option(
    "--from", "first", metavar="MONTH", callback=options.month, help="First month [the world's]."
)
@click.option("--to", "last", metavar="MONTH", callback=options.month, help="Last month.")
@click.option("--keep-repeated", is_flag=True, help="Count rows that repeat a row above again.")
@click.option("--skip-faulty", is_flag=True, help="Leave out rows that cannot be read.")
@options.world
def draft(
    events: Path,
    out: Path | None,
    first: str | None,
    last: str | None,
    keep_repeated: bool,
    skip_faulty: bool,
    seeds: Path | None,
) -> None:
    """Propose entries of a history from EVENTS, a record of coded events as of `sim calibrate`.

    An event is proposed as the action that a coder would see so: who does what to whom. Every
    proposal stands in a comment. A person decides which are true, and finds each its own source.
    """
    from sim.app.progress import bar
    from sim.report.draft import text
    from sim.study.calibration import Wanted
    from sim.study.calibration.draft import drafted
    from sim.world import load_world

    if out is not None and out.exists():
        raise click.ClickException(f"{out} is there already and stays as it is")
    world = load_world(seeds)
    wanted = Wanted(
        path=events, first=first, last=last, lenient=skip_faulty, once=not keep_repeated
    )
    size = events.stat().st_size if events.is_file() else 0
    with bar(f"reading {events.name}", size) as progress:
        found = drafted(world, wanted, progress)
    if out is None:
        say(text(found, world))
        return
    write_anew(out, text(found, world))
    say(f"{out} written: accept what is true, then: sim history check {out}")


def _contents(found: "History") -> str:
    from sim.report.words import count

    known = sum(map(len, found.covered.values()))
    return (
        f"{found.start} to {found.end}, {count(len(found.deeds), 'deed')}, "
        f"{count(known, 'month')} of {count(len(found.covered), 'action')} known, "
        f"{count(len(found.leaders), 'leader')}"
    )
