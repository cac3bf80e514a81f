"""``sim results``: what has been run; open, compare or remove it."""

from pathlib import Path

import click

from sim.app import options
from sim.app.say import say


@click.group(
    name="results", invoke_without_command=True, short_help="What has been run; open, remove it."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("results"),
    show_default=True,
    help="Where result folders are.",
)
@click.option("--all", "whole", is_flag=True, help="List all, not the newest only.")
@options.as_json
@click.pass_context
def command(ctx: click.Context, out: Path, whole: bool, as_json: bool) -> None:
    """List what has been run: scenario, what was changed, runs, date and the finding in a line.

    A result is named by its scenario (the newest), by its id or the beginning of it, by
    SCENARIO/ID, or by its folder.
    """
    ctx.obj = out
    if ctx.invoked_subcommand is not None:
        return
    from sim.report import shelf as report
    from sim.report.screen import console
    from sim.results.shelf import shelf

    entries = shelf(out)
    if as_json:
        say(report.as_json(entries))
    else:
        report.show(entries, out, console(), whole)


@command.command(name="open")
@click.argument("result")
@click.pass_obj
def open_command(out: Path, result: str) -> None:
    """Print where the page of RESULT is, which any browser opens."""
    from sim.results import LoadError
    from sim.results.shelf import meant

    place = meant(result, out)
    page = place / "report.html"
    if not page.is_file():
        raise LoadError(f"{place} has no page")
    say(page)


@command.command(name="compare")
@click.argument("result")
@click.argument("other")
@click.pass_obj
def compare_command(out: Path, result: str, other: str) -> None:
    """Put the effects of two results side by side, those furthest apart first."""
    from sim.report.screen import console
    from sim.report.shelf import show_two
    from sim.results.load import load
    from sim.results.shelf import meant

    places = [meant(ref, out) for ref in (result, other)]
    show_two(places, [load(place).results for place in places], console())


@command.command(name="remove")
@click.argument("results", nargs=-1, required=True)
@click.pass_obj
def remove_command(out: Path, results: tuple[str, ...]) -> None:
    """Remove RESULTS for good. A scenario of several results means none of them: give the id."""
    from sim.results.shelf import meant
    from sim.results.store import remove

    for place in dict.fromkeys(meant(ref, out, newest=False) for ref in results):
        remove(place)
        say(f"removed {place}")
