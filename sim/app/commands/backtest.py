"""``sim backtest``: the model's probabilities held against what happened."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.app import options
from sim.app.groups import Changes, Effort, Shown, grouped
from sim.study.limits import SCORED

if TYPE_CHECKING:
    from sim.ask.found import Found
    from sim.ask.question import Question
    from sim.results.shocks import Replays


@dataclass(frozen=True)
class On:
    """What the model is scored on: the record, a timeline (that is learnt from) or past shocks."""

    first: str | None
    cut: str | None
    timeline: str | None
    scenario: str | None
    learn_until: str | None
    rolling: bool
    shocks: bool
    docs: Path | None

    @property
    def learnt(self) -> bool:
        """Whether the timeline is learnt from."""
        return self.learn_until is not None or self.rolling

    @property
    def asked(self) -> str:
        """The scenario that is scored, or run beside what is learnt."""
        if self.timeline is None:
            return "baseline"
        return self.scenario or ("baseline" if self.learnt else "pact")

    def check(self) -> None:
        """Refuse options that do not go together. Raises ``click.UsageError``."""
        of_record = self.first or self.cut
        if self.timeline is None and self.scenario is not None:
            raise click.UsageError("--scenario is scored on a timeline: add --timeline FILE")
        if self.timeline is None and self.learnt:
            said = "--learn-until and --rolling learn from one: add --timeline FILE"
            raise click.UsageError(said)
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
    help="Which scenario to score on the timeline, against what it is compared with [pact]; what "
    "runs beside a timeline that is learnt from [baseline].",
)
@click.option(
    "--learn-until",
    metavar="MONTH",
    callback=options.month,
    help="Learn from the timeline up to this month, and score all that it tells after it.",
)
@click.option(
    "--rolling",
    is_flag=True,
    help="Score the timeline one month ahead, from each of its months on (or from --learn-until).",
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
    type=options.whole(SCORED),
    help="Runs at each origin [100], of each arm for a timeline [2000], for one that is learnt "
    "from [1000], of each deed [300].",
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
def command(on: On, changes: Changes, runs: int | None, effort: Effort, shown: Shown) -> None:
    """Score the model's probabilities out of sample, beside base rates, slow levels, persistence.

    On the record that comes with the world, month after month: what happens next, from what was
    known. With --timeline: a scenario, by what is known to have happened and not after the
    world's date; with --learn-until or --rolling, the model that has learnt from the timeline up
    to a month, by what came after it. With --shocks: sizes instead of probabilities, what past
    shocks did to the tone of a pair beside what the closest deed does in the model. No value is
    changed by any of it.
    """
    from sim.results.writing import check_file

    on.check()
    asked = changes.question(on.asked)
    check_file(on.docs)
    found = _found(on, asked, runs, effort)
    if on.docs is not None:
        _write(on.docs, found.found, asked)
    shown.tell(found.json, found.show)


def _found(on: On, asked: "Question", runs: int | None, effort: Effort) -> "Found[Any]":
    from sim.app.progress import bar
    from sim.ask import checks
    from sim.study.backtest.backtest import WHOLE

    seed = effort.seed
    if on.timeline is not None and on.learnt:
        return checks.learnt_score(asked, on.timeline, on.learn_until, on.rolling, runs, seed)
    if on.timeline is not None:
        with bar(f"{runs or checks.TIMELINE_RUNS:,} runs of each arm", WHOLE) as progress:
            return checks.timeline_score(asked, on.timeline, runs, seed, progress)
    if on.shocks:
        with bar(f"{runs or checks.SHOCK_RUNS:,} runs of each deed", WHOLE) as progress:
            return checks.shocks_replayed(asked, runs, seed, progress)
    with bar("going from month to month", WHOLE) as progress:
        return checks.record_score(
            asked,
            on.first,
            on.cut,
            runs=runs,
            seed=seed,
            workers=effort.threads,
            progress=progress,
        )


def _write(docs: Path, found: "Replays", asked: "Question") -> None:
    from sim.report.backtest.shocks import tables
    from sim.report.markdown import with_marked
    from sim.results.writing import write_file
    from sim.world.regular import read_text

    try:
        text = with_marked(read_text(docs), tables(found, asked.world))
    except ValueError as error:
        raise click.ClickException(f"{docs}: {error}") from error
    write_file(docs, text)
