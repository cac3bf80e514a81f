"""``sim backtest``: the model's probabilities held against what happened."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.app import options
from sim.app.groups import Changes, Effort, Shown, grouped
from sim.app.writing import write

if TYPE_CHECKING:
    from sim.ask.found import Found
    from sim.ask.question import Question
    from sim.results.backtest import Backtest
    from sim.results.shocks import Replays

_BASELINE = "baseline"


@dataclass(frozen=True)
class On:
    """What the model is scored on: the record, a timeline or past shocks."""

    first: str | None
    cut: str | None
    timeline: str | None
    scenario: str | None
    shocks: bool
    docs: Path | None

    def check(self) -> None:
        """Refuse options that do not go together. Raises ``click.UsageError``."""
        of_record = self.first or self.cut
        if self.timeline is None and self.scenario is not None:
            raise click.UsageError("--scenario is scored on a timeline: add --timeline FILE")
        if self.timeline is not None and of_record:
            raise click.UsageError("--from and --cut are of the record, not of a timeline")
        if self.shocks and (self.timeline is not None or of_record):
            said = "--shocks stands alone: no --from, --cut or --timeline with it"
            raise click.UsageError(said)
        if self.docs is not None and not self.shocks:
            raise click.UsageError("--docs writes the tables of --shocks: add it")


@click.command(name="backtest", short_help="Score the model on what happened.")
@click.option(
    "--from", "first", metavar="MONTH", callback=options.month, help="First origin [2012-01]."
)
@click.option(
    "--cut",
    metavar="MONTH",
    callback=options.month,
    help="Last month whose outcome is used; default: the last before the world's date.",
)
@click.option(
    "--timeline",
    metavar="FILE",
    help="Score a scenario on this timeline of dated events instead (a file or an id).",
)
@click.option(
    "--scenario",
    metavar="SCENARIO",
    help="Which scenario to score on the timeline, against what it is compared with [pact].",
)
@click.option(
    "--shocks",
    is_flag=True,
    help="Replay past shocks of the record instead, by the model's closest deeds.",
)
@click.option(
    "--docs",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="PAGE",
    help="With --shocks: also write its tables where PAGE marks them, as in docs/backtest.md.",
)
@click.option(
    "--runs",
    type=click.IntRange(20, 1_000_000),
    help="Runs at each origin [100], of each arm for a timeline [2000], of each deed [300].",
)
@options.seed
@options.workers
@options.settings
@options.files
@options.off
@options.as_json
@options.full
@options.world
@grouped
def command(on: On, effort: Effort, changes: Changes, shown: Shown) -> None:
    """Score the model's probabilities out of sample, beside base rates, slow levels, persistence.

    On the record that comes with the world, month after month: what happens next, from what was
    known. With --timeline: a scenario, by what is known to have happened and not after the
    world's date. With --shocks: sizes instead of probabilities, what past shocks did to the tone
    of a pair beside what the closest deed does in the model. No value is changed by any of it.
    """
    from sim.ask import checks

    on.check()
    asked = changes.question(_BASELINE if on.timeline is None else on.scenario or "pact")
    found: Found[Any]
    if on.timeline is not None:
        found = checks.timeline_score(asked, on.timeline, effort.runs, effort.seed)
    elif on.shocks:
        found = checks.shocks_replayed(asked, effort.runs, effort.seed)
        if on.docs is not None:
            _write(on.docs, found.found, asked)
    else:
        found = _record(asked, on, effort)
    shown.tell(found.json, found.show)


def _record(asked: "Question", on: On, effort: Effort) -> "Found[Backtest]":
    from sim.app.progress import bar
    from sim.ask import checks
    from sim.study.backtest.backtest import WHOLE

    with bar("going from month to month", WHOLE) as progress:
        return checks.record_score(
            asked,
            on.first,
            on.cut,
            runs=effort.runs,
            seed=effort.seed,
            workers=effort.threads,
            progress=progress,
        )


def _write(docs: Path, found: "Replays", asked: "Question") -> None:
    from sim.report.backtest.shocks import tables
    from sim.report.markdown import with_marked

    try:
        text = with_marked(docs.read_text(encoding="utf-8"), tables(found, asked.world))
    except ValueError as error:
        raise click.ClickException(f"{docs}: {error}") from error
    write(docs, text)
