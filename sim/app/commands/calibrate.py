"""``sim calibrate``: what a record of coded events can support, as values to run with."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.groups import grouped
from sim.app.say import say
from sim.kernel.asked import SEED

if TYPE_CHECKING:
    from sim.results.calibration import Wanted
    from sim.world import World


@dataclass(frozen=True)
class Read:
    """What is read of an event file, and how."""

    actors: str | None
    first: str | None
    last: str | None
    marks: Path | None
    citation: str
    keep_repeated: bool
    skip_faulty: bool
    seed: int

    def wanted(self, events: Path, world: "World") -> "Wanted":
        """The same for the study; provocations are of a file, or the record's dated deeds."""
        from sim.results.calibration import Wanted
        from sim.study.calibration.marks import marks_of_record, read_marks

        actors = self.actors.split(",") if self.actors else ()
        return Wanted(
            path=events,
            actors=tuple(part.strip().upper() for part in actors),
            first=self.first,
            last=self.last,
            lenient=self.skip_faulty,
            once=not self.keep_repeated,
            marks=marks_of_record(world) if self.marks is None else read_marks(self.marks, world),
            seed=self.seed,
        )


@click.command(name="calibrate", short_help="Estimate values from coded events.")
@click.argument("events", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the values there, for --values of other commands.",
)
@click.option("--actors", metavar="CODES", help="Only events among these states: RUS,PRK,KOR.")
@click.option(
    "--from", "first", metavar="MONTH", callback=options.month, help="First month, 2018-01."
)
@click.option("--to", "last", metavar="MONTH", callback=options.month, help="Last month.")
@click.option(
    "--marks",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Provocations to study (columns date, actor); default: uses of force in the record.",
)
@click.option("--citation", default="", metavar="TEXT", help="Whose data these are.")
@click.option("--keep-repeated", is_flag=True, help="Count rows that repeat a row above again.")
@click.option("--skip-faulty", is_flag=True, help="Leave out rows that cannot be read.")
@click.option(
    "--seed",
    type=options.whole(SEED),
    default=0,
    show_default=True,
    help="Of the days drawn at random.",
)
@options.as_json
@options.world
@grouped
def command(events: Path, out: Path | None, read: Read, as_json: bool, seeds: Path | None) -> None:
    """Estimate from EVENTS what a record of coded events can support.

    EVENTS has one event a row: date, source, target and CAMEO code, or is an ICEWS or GDELT
    export. Estimated are base rates of actions, reciprocity, and the answer to provocations;
    what cannot be estimated is said. Exits with 1 if values were to be written and there are none.
    """
    from sim.app.progress import bar
    from sim.report.calibrate.files import as_json as json_of
    from sim.report.calibrate.files import values_text
    from sim.report.calibrate.text import show
    from sim.report.screen import console
    from sim.results.writing import check_file, write_file
    from sim.study.calibration import calibrate
    from sim.study.calibration.supported import supported
    from sim.world import load_world

    check_file(out)
    world = load_world(seeds)
    wanted = read.wanted(events, world)
    size = events.stat().st_size if events.is_file() else 0
    with bar(f"reading {events.name}", size) as progress:
        found = calibrate(world, wanted, progress)
    values = supported(world, found, read.citation)
    place = out if values.set else None
    if place is not None:
        write_file(place, values_text(found, values))
    if as_json:
        say(json_of(found, values, place))
    else:
        show(found, values, place, console())
    if out is not None and place is None:
        click.get_current_context().exit(1)
