"""``sim compare``: several scenarios against one reference, on the same draws."""

from pathlib import Path

import click

from sim.app import options
from sim.app.groups import Changes, Effort, Shown, grouped
from sim.app.say import say
from sim.kernel.asked import STEPS
from sim.study.limits import RUNS


@click.command(name="compare", short_help="Put scenarios side by side on the same draws.")
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO SCENARIO [SCENARIO]...")
@click.option(
    "--against",
    metavar="SCENARIO",
    help="What each is compared with; default: what the first one is compared with by itself.",
)
@click.option(
    "--runs",
    type=options.whole(RUNS),
    default=1000,
    show_default=True,
    help="Runs of each scenario.",
)
@options.seed
@click.option(
    "--steps",
    type=options.whole(STEPS),
    help="Length of a run in steps (months); default: the longest that a scenario asks for.",
)
@options.out
@options.settings
@options.off
@options.workers
@options.as_json
@options.quiet
@options.files
@options.world
@options.since
@grouped
def command(
    scenarios: tuple[str, ...],
    changes: Changes,
    runs: int,
    effort: Effort,
    out: Path,
    shown: Shown,
) -> None:
    """Compare two or more scenarios (files or ids) on the same draws.

    Every two are held against each other, run by run, and each against one reference. Prints one
    screen and writes a folder results/compare/ID with every table and a page, report.html. The same
    inputs give the same folder and the same files. Ctrl-C ends early with the runs that are
    finished.
    """
    from datetime import UTC, datetime

    from sim.app.progress import bar
    from sim.ask.again import files_given
    from sim.ask.asking import compared

    started = datetime.now(UTC)
    asked = changes.several(scenarios)

    from sim.report.html.comparison import page
    from sim.report.html.shell import NAME
    from sim.results import check_writable
    from sim.results.comparison import Comparison, save_comparison

    check_writable(out / Comparison.FOLDER / "study")
    with bar(f"{runs:,} runs of each", runs, shown.quiet or shown.as_json) as progress:
        found = compared(
            asked, runs=runs, seed=effort.seed, workers=effort.threads, progress=progress
        )
    place = save_comparison(
        found,
        asked.world,
        asked.scenarios,
        asked.reference,
        out=out,
        started=started,
        further={NAME: page(found), **files_given(asked)},
    )

    from sim.report.compare import text as comparison
    from sim.report.screen import console

    if shown.as_json:
        say(comparison.as_json(found, place))
    elif shown.quiet:
        say(place)
    else:
        comparison.show(found, place, console())
    if found.meta.runs < runs:
        click.get_current_context().exit(130)
