"""``sim run``: a scenario and what it is compared with, on the same draws."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import classroom, options
from sim.app.classroom import Closer
from sim.app.groups import Changes, Effort, Shown, grouped
from sim.app.say import say
from sim.study.limits import RUNS

if TYPE_CHECKING:
    from sim.ask.question import Question
    from sim.results import Meta, Results
    from sim.results.uncertainty import Uncertainty


@dataclass(frozen=True)
class How:
    """Where and how far it is run: ``variants`` asks the rival forms of the model as well."""

    cluster: str | None
    resume: bool
    variants: bool


@dataclass(frozen=True)
class Keeping:
    """Where the folder goes, and what is kept in it besides."""

    out: Path
    netcdf: bool
    parquet: bool


@click.command(name="run", short_help="Run a scenario and print what it changes.")
@click.argument("scenario")
@click.option("--runs", type=options.whole(RUNS), default=1000, show_default=True, help="Pairs.")
@options.seed
@options.steps
@options.out
@options.settings
@options.off
@options.workers
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Let a dask cluster run it: the address of its scheduler, such as tcp://host:8786.",
)
@click.option("--resume", is_flag=True, help="Go on where an interrupted run of the same left off.")
@options.against
@click.option(
    "--variants",
    is_flag=True,
    help="Also ask rival forms of the model, and split the doubt by where it comes from.",
)
@click.option(
    "--netcdf",
    is_flag=True,
    help="Also write ensemble.nc, whole runs with the values they drew (extra arrays).",
)
@click.option("--parquet", is_flag=True, help="Also write every table as Parquet (extra parquet).")
@click.option(
    "--pair",
    "pairs",
    multiple=True,
    metavar="'A>B'",
    help="Also print how this alignment shifts, such as 'KOR>RUS' (quoted). Repeatable.",
)
@click.option(
    "--compare-off",
    "law",
    metavar="NAME",
    help="Print instead what the scenario does with a mechanism or motive on and off, side by "
    "side, to the alignments it affects (or to each --pair).",
)
@options.full
@options.as_json
@options.quiet
@options.files
@options.world
@options.since
@grouped
def command(
    scenario: str,
    changes: Changes,
    runs: int,
    effort: Effort,
    how: How,
    kept: Keeping,
    closer: Closer,
    shown: Shown,
) -> None:
    """Run SCENARIO (a file or an id) and what it is compared with on the same draws.

    Prints one screen, its answer first, and writes a folder results/SCENARIO/RUN with every table.
    The same inputs give the same folder and the same files. Ctrl-C ends early with the runs that
    are finished; --resume then goes on to the same results as an uninterrupted run. A second Ctrl-C
    ends at once.
    """
    from datetime import UTC, datetime
    from functools import partial

    from sim.app.progress import bar
    from sim.ask.files import check_extras
    from sim.ask.run import answer, inputs

    started = datetime.now(UTC)
    check_extras(netcdf=kept.netcdf, parquet=kept.parquet)
    asked = changes.question(scenario)
    classroom.check(asked, closer)

    from sim.results.findings import csv_files
    from sim.results.store import check_writable, folder
    from sim.study.ensemble.checkpoint import checkpoint_of

    made_of = inputs(asked, runs, effort.seed)
    check_writable(folder(kept.out, asked.scenario.id, made_of))
    checkpoint = checkpoint_of(
        kept.out, asked.scenario.id, made_of, how.resume, partial(_tell_resumed, runs=runs)
    )
    with bar(f"{runs:,} pairs of runs", runs, shown.quiet) as progress:
        found = answer(
            asked,
            made_of,
            started,
            progress=progress,
            workers=effort.workers,
            checkpoint=checkpoint,
            cluster=how.cluster,
        )
    whole = found.meta.runs == runs
    doubt = _doubt(asked, found.meta, effort, shown.quiet) if how.variants and whole else None
    if doubt is not None:
        found = found.with_files(csv_files(doubt), variants=_forms(asked))
    place = found.save(kept.out, netcdf=kept.netcdf, parquet=kept.parquet)
    if whole:
        checkpoint.clear()
    if closer.law is not None and not shown.quiet and whole:
        classroom.show_switched(asked, found.results, closer, effort, place, shown)
    else:
        _print(found.results, place, doubt, closer, shown)
    if not whole:  # interrupted: what was finished has been kept, as if so many were asked
        say("Go on with the same command and --resume.", err=True)
        click.get_current_context().exit(130)
    if how.variants and doubt is None:
        say("Interrupted: the rival forms are left out.", err=True)
        click.get_current_context().exit(130)


def _print(
    found: "Results",
    place: Path,
    doubt: "Uncertainty | None",
    closer: Closer,
    shown: Shown,
) -> None:
    from sim.report.run.as_json import as_json
    from sim.report.run.text import show
    from sim.report.screen import console

    if shown.as_json:
        say(as_json(found, place, doubt))
    elif shown.quiet:
        say(place)
    else:
        show(found, place, console(), doubt, full=shown.full)
        if closer.pairs:
            classroom.show_pairs(found, closer.pairs)


def _tell_resumed(finished: int, runs: int) -> None:
    said = f"resumed at run {finished:,} of {runs:,}" if finished else "nothing to resume"
    say(f"{said}.", err=True)


def _doubt(asked: "Question", meta: "Meta", effort: Effort, quiet: bool) -> "Uncertainty | None":
    """Ask the rival forms; None where that is interrupted, for what is finished is kept."""
    from sim.app.progress import bar
    from sim.study.uncertainty.uncertainty import uncertainty, work

    whole = work(asked.world, asked.scenario, asked.baseline, meta.runs)
    try:
        with bar("rival forms of the model", whole, quiet) as progress:
            return uncertainty(
                asked.world,
                asked.scenario,
                asked.baseline,
                runs=meta.runs,
                seed=meta.seed,
                steps=meta.steps,
                progress=progress,
                workers=effort.threads,
            )
    except KeyboardInterrupt:
        return None


def _forms(asked: "Question") -> dict[str, dict[str, object]]:
    """What each form is, for the manifest."""
    return {
        form.id: {"off": sorted(form.off), "decision": form.decision}
        for form in asked.scenario.forms(asked.world, asked.baseline.off)
    }
