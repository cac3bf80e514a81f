"""``sim faults``: what is known to be wrong with the model, measured anew."""

from pathlib import Path

import click

import sim
from sim.app import options
from sim.app.groups import Effort, Shown, grouped
from sim.app.say import say
from sim.app.screenful import say_page
from sim.study.limits import MEASURED


@click.command(name="faults", short_help="Known faults of the model, measured anew.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the page there instead of printing it.",
)
@click.option(
    "--before",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Set readings of another version beside today's, as --save has kept them.",
)
@click.option(
    "--save",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also keep today's readings there, as JSON.",
)
@click.option(
    "--label", default="a run of this version", help="What to call today's readings once kept."
)
@click.option(
    "--runs",
    type=options.whole(MEASURED),
    default=1000,
    show_default=True,
    help="Runs of each arm.",
)
@options.seed
@options.workers
@options.as_json
@options.full
@options.world
@grouped
def command(
    out: Path | None,
    before: Path | None,
    save: Path | None,
    label: str,
    runs: int,
    effort: Effort,
    shown: Shown,
    seeds: Path | None,
) -> None:
    """Ask again what the model is known to get wrong, and write one page about it.

    Does a warning deter, does a shock keep its sign, do levels matter: each question with its
    measure, which any version of the laws can be put to. To judge a change of the laws:

        sim faults --save before.json --label 'before the change'

        sim faults --before before.json
    """
    from sim.app.progress import bar
    from sim.report.faults.page import page
    from sim.results.faults import read_saved
    from sim.results.writing import check_file, write_file
    from sim.study.faults import FAULTS, Desk, measured
    from sim.world import load_world

    earlier = None if before is None else read_saved(before)
    for file in (out, save):
        check_file(file)
    desk = Desk(load_world(seeds), runs, effort.seed, effort.threads)
    with bar("measuring", len(FAULTS)) as report:
        found = measured(desk, report)
    kept = found.saved(label, sim.__version__)
    if save is not None:
        write_file(save, kept.text())
    if shown.as_json:
        say(kept.text(), nl=False)
    elif out is None:
        say_page(page(found, earlier), shown.full)
    if out is not None:
        write_file(out, page(found, earlier))
        say(out, err=shown.as_json)
