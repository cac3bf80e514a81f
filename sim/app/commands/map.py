"""``sim map``: where the answer turns, over two values or with the month of an event."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.say import say
from sim.app.screenful import screenful

if TYPE_CHECKING:
    from sim.ask.since import Since
    from sim.results.maps import MonthSweep, ValueMap

_MOST_POINTS = 41
_POINTS, _RUNS, _SWEEP_RUNS = 15, 200, 1000


@click.command(name="map", short_help="Where the answer turns, over two values or by the month.")
@click.argument("scenario")
@click.option(
    "--x", "across", metavar="PATH", help="The value across, such as actors.KOR.precision."
)
@click.option("--y", "up", metavar="PATH", help="The value upwards.")
@click.option(
    "--sweep-month",
    "event",
    metavar="ACTION",
    help="Instead of two values: move this scripted action through all months.",
)
@click.option(
    "--of",
    required=True,
    metavar="NAME",
    help="An alignment ('RUS>KOR'), an indicator or a theatre (its mean tension).",
)
@click.option(
    "--level", is_flag=True, help="Of the outcome itself, not of what changes; needs --turn."
)
@click.option("--turn", type=float, help="Where the answer turns.  [default: 0, for what changes]")
@click.option(
    "--points",
    type=click.IntRange(2, _MOST_POINTS),
    default=_POINTS,
    show_default=True,
    help="Along each value.",
)
@click.option(
    "--runs",
    type=click.IntRange(2, 1_000_000),
    help=f"At each point [{_RUNS}] or in each month [{_SWEEP_RUNS}].",
)
@options.seed
@options.steps
@options.settings
@options.files
@options.off
@options.against
@options.workers
@options.out
@options.as_json
@options.quiet
@options.full
@options.world
@options.since
def command(
    scenario: str,
    across: str | None,
    up: str | None,
    event: str | None,
    of: str,
    level: bool,
    turn: float | None,
    points: int,
    runs: int | None,
    seed: int,
    steps: int | None,
    values: tuple[str, ...],
    files: tuple[Path, ...],
    off: tuple[str, ...],
    against: str | None,
    workers: int | None,
    out: Path,
    as_json: bool,
    quiet: bool,
    full: bool,
    seeds: "Path | Since | None",
) -> None:
    """Map an answer of SCENARIO (a file or an id): hold two values at every point of a grid.

    All else is as drawn, on the same luck at every point. With --sweep-month ACTION instead, the
    answer by the month in which that scripted action comes. Writes a folder results/map/ID with the
    table and a page. Ctrl-C writes nothing.
    """
    from datetime import UTC, datetime

    from sim.app.progress import bar
    from sim.ask.again import given
    from sim.ask.asking import mapped, swept
    from sim.ask.question import question

    if (event is None) == (across is None or up is None) or (event and (across or up)):
        raise click.UsageError(
            "name two values, --x PATH --y PATH, or one event, --sweep-month ACTION"
        )
    started = datetime.now(UTC)
    asked = question(
        scenario, seeds=seeds, against=against, values=values, off=off, steps=steps, files=files
    )

    from sim.report.html.maps import page
    from sim.report.html.shell import NAME
    from sim.report.maps import text
    from sim.results import check_writable
    from sim.results.maps import save_map
    from sim.study.maps.maps import What

    check_writable(out)
    what, cores = What(of, level, turn), options.threads(workers)
    some = runs or (_SWEEP_RUNS if event else _RUNS)
    found: ValueMap | MonthSweep
    whole = some * (asked.scenario.steps if event else points**2)
    with bar(f"{whole:,} pairs of runs", whole, quiet or as_json) as progress:
        if event is not None:
            found = swept(
                scenario, asked, event, what, runs=some, seed=seed, workers=cores, progress=progress
            )
        else:
            found = mapped(
                asked,
                (str(across), str(up)),
                what,
                points=points,
                runs=some,
                seed=seed,
                workers=cores,
                progress=progress,
            )
    place = save_map(
        found,
        asked.world,
        asked.scenario,
        asked.baseline,
        out,
        started,
        {NAME: page(found, asked.world), **given(asked)},
    )
    if as_json:
        say(text.as_json(found, place))
    elif quiet:
        say(place)
    else:
        with screenful(full) as screen:
            text.show(found, place, screen)
