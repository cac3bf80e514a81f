"""``sim options``: who decides, between what, by what: which option is best, and how sure is it?"""

from pathlib import Path

import click

from sim.app import options
from sim.app.groups import Changes, Effort, Shown, grouped

_FEWEST, _MOST = 8, 1_000_000


@click.command(name="options", short_help="Which option is best, by what, and how sure is that?")
@click.argument("file", metavar="FILE|ID")
@click.option(
    "--runs",
    type=click.IntRange(_FEWEST, _MOST),
    default=2000,
    show_default=True,
    help="Runs of each option under each answer.",
)
@options.seed
@options.out
@options.settings
@options.off
@options.workers
@options.as_json
@options.quiet
@options.full
@options.files
@options.world
@options.since
@grouped
def command(
    file: str, changes: Changes, runs: int, effort: Effort, out: Path, shown: Shown
) -> None:
    """Put the options in FILE (or of that id: sim list options) under every answer of the others.

    All on the same luck. Prints one screen: options by objectives, which are dominated, how often
    each is best over draws of the values and rival forms of the model, which value would turn the
    choice and what to find out next. Writes a folder results/options/ID with every table and a
    page, report.html, on which each objective has a weight to slide. Ctrl-C writes nothing.
    """
    from datetime import UTC, datetime

    from sim.app.progress import bar
    from sim.ask.again import files_given
    from sim.ask.asking import weighed

    started = datetime.now(UTC)
    asked = changes.choice(file)

    from sim.report.html.options import page
    from sim.report.html.shell import NAME
    from sim.report.options import text
    from sim.results import check_writable
    from sim.results.options import save_options
    from sim.study.options.options import work

    check_writable(out)
    cells = len(asked.choice.cells)
    whole = work(asked.world, asked.choice, runs)
    with bar(f"{cells} x {runs:,} runs", whole, shown.quiet or shown.as_json) as progress:
        found = weighed(
            asked, runs=runs, seed=effort.seed, workers=effort.threads, progress=progress
        )
    further = {NAME: page(found, asked.world), **files_given(asked)}
    place = save_options(found, asked.world, asked.choice, out, started, further)
    shown.tell(
        lambda: text.as_json(found, place),
        lambda screen: text.show(found, asked.world, place, screen),
        place,
    )
