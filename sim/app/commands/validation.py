"""``sim validation``: the page of what agrees, what does not, what was not tested."""

from pathlib import Path

import click

from sim.app import options
from sim.app.say import say
from sim.app.screenful import say_page
from sim.study.limits import JUDGED, SCORED

_TIMELINE, _SCENARIO = "after_the_pact", "pact"


@click.command(name="validation", short_help="What agrees, what does not, what is untested.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the page there instead of printing it.",
)
@click.option(
    "--draws",
    type=options.whole(JUDGED),
    default=2000,
    show_default=True,
    help="Draws of all values for the claims scorecard.",
)
@click.option(
    "--runs",
    type=options.whole(SCORED),
    default=100,
    show_default=True,
    help="Runs at each origin of the backtest.",
)
@click.option(
    "--timeline-runs",
    type=options.whole(SCORED),
    default=2000,
    show_default=True,
    help="Runs of each arm for the timeline.",
)
@options.workers
@options.full
@options.world
def command(
    out: Path | None,
    draws: int,
    runs: int,
    timeline_runs: int,
    workers: int | None,
    full: bool,
    seeds: Path | None,
) -> None:
    """Run every check of the model that comes with the program, and write one page about them.

    Published results, the claims of the sources, the answer to a launch, the record before the
    world's date, what is known of the months after it, and the values' own sources.
    """
    from sim.app.progress import bar
    from sim.ask.place import find_timeline
    from sim.report.validation.page import page
    from sim.results.validation import Effort
    from sim.results.writing import check_file, write_file
    from sim.study.validation import WHOLE, validation
    from sim.world import load_scenario, load_world
    from sim.world.read_timeline import load_timeline

    world = load_world(seeds)
    scenario = load_scenario(_SCENARIO, world)
    timeline = load_timeline(find_timeline(_TIMELINE, world), world, scenario.reported(world))
    check_file(out)
    effort = Effort(draws, runs, timeline_runs, options.threads(workers))
    with bar("checking", WHOLE) as report:
        found = validation(world, [(scenario, timeline)], effort, report=report)
    text = page(found)
    if out is None:
        say_page(text, full)
    else:
        write_file(out, text)
        say(out)
