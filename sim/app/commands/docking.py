"""``sim docking``: published results beside ours."""

from pathlib import Path

import click

from sim.app import options
from sim.app.say import say
from sim.app.screenful import say_page

_SCENARIO = "pact"  # under which the rival's forecast is compared with ours


@click.command(name="docking", short_help="Published results beside ours.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the page there instead of printing it.",
)
@options.full
@options.world
def command(out: Path | None, full: bool, seeds: Path | None) -> None:
    """Strip the model to cases that others have published, and set their numbers beside ours.

    Structural balance, landscape theory, Richardson's arms race, and a rival model on one issue.
    Prints the page as Markdown. Exits with 1 if a comparison does not agree that is
    not known to be missed.
    """
    from sim.app.progress import bar
    from sim.report.docking.page import page
    from sim.results.writing import check_file, write_file
    from sim.study.docking import WHOLE, dockings
    from sim.world import load_scenario, load_world

    check_file(out)
    world = load_world(seeds)
    with bar("docking", WHOLE) as report:
        found = dockings(world, load_scenario(_SCENARIO, world), report)
    text = page(found, world)
    if out is None:
        say_page(text, full)
    else:
        write_file(out, text)
        say(out)
    if not all(row.agrees or row.known_miss for docking in found for row in docking.rows):
        click.get_current_context().exit(1)
