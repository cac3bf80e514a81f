"""``sim map``: where the answer turns, over two values or with the month of an event."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.groups import Changes, Effort, Shown, grouped

if TYPE_CHECKING:
    from sim.ask.question import Question
    from sim.results.maps import MonthSweep, ValueMap

_MOST_POINTS = 41
_POINTS, _RUNS, _SWEEP_RUNS = 15, 200, 1000


@dataclass(frozen=True)
class Over:
    """What it is mapped over: two values, or the months of an event."""

    across: str | None
    up: str | None
    event: str | None
    points: int

    def check(self) -> None:
        """Refuse neither and both. Raises ``click.UsageError``."""
        two = self.across is not None and self.up is not None
        if (self.event is None) != two or (self.event and (self.across or self.up)):
            said = "name two values, --x PATH --y PATH, or one event, --sweep-month ACTION"
            raise click.UsageError(said)

    def places(self, asked: "Question") -> int:
        """How many points or months there are."""
        return asked.scenario.steps if self.event else self.points**2


@dataclass(frozen=True)
class Of:
    """What is mapped: an alignment, an indicator or a theatre."""

    of: str
    level: bool
    turn: float | None


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
@grouped
def command(
    scenario: str,
    over: Over,
    what: Of,
    changes: Changes,
    runs: int | None,
    effort: Effort,
    out: Path,
    shown: Shown,
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

    over.check()
    started = datetime.now(UTC)
    asked = changes.question(scenario)

    from sim.report.html.maps import page
    from sim.report.html.shell import NAME
    from sim.report.maps import text
    from sim.results import check_writable
    from sim.results.maps import save_map
    from sim.study.maps.maps import What

    check_writable(out)
    some = runs or (_SWEEP_RUNS if over.event else _RUNS)
    whole = some * over.places(asked)
    answer = What(what.of, what.level, what.turn)
    found: ValueMap | MonthSweep
    with bar(f"{whole:,} pairs of runs", whole, shown.quiet or shown.as_json) as progress:
        if over.event is not None:
            found = swept(
                scenario,
                asked,
                over.event,
                answer,
                runs=some,
                seed=effort.seed,
                workers=effort.threads,
                progress=progress,
            )
        else:
            found = mapped(
                asked,
                (str(over.across), str(over.up)),
                answer,
                points=over.points,
                runs=some,
                seed=effort.seed,
                workers=effort.threads,
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
    shown.tell(
        lambda: text.as_json(found, place),
        lambda screen: text.show(found, asked.world, place, screen),
        place,
    )
