"""``sim backtest``: the model's probabilities held against what happened."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.say import say
from sim.app.screenful import screenful
from sim.study.limits import SCORED

if TYPE_CHECKING:
    from sim.ask.question import Question

_BASELINE = "baseline"


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
def command(
    first: str | None,
    cut: str | None,
    timeline: str | None,
    scenario: str | None,
    learn_until: str | None,
    rolling: bool,
    shocks: bool,
    docs: Path | None,
    runs: int | None,
    seed: int,
    workers: int | None,
    values: tuple[str, ...],
    files: tuple[Path, ...],
    off: tuple[str, ...],
    as_json: bool,
    full: bool,
    seeds: Path | None,
) -> None:
    """Score the model's probabilities out of sample, beside base rates, slow levels, persistence.

    On the record that comes with the world, month after month: what happens next, from what was
    known. With --timeline: a scenario, by what is known to have happened and not after the
    world's date; with --learn-until or --rolling, the model that has learnt from the timeline up
    to a month, by what came after it. With --shocks: sizes instead of probabilities, what past
    shocks did to the tone of a pair beside what the closest deed does in the model. No value is
    changed by any of it.
    """
    from sim.ask.question import question

    learnt = learn_until is not None or rolling
    if timeline is None and scenario is not None:
        raise click.UsageError("--scenario is scored on a timeline: add --timeline FILE")
    if timeline is None and learnt:
        raise click.UsageError("--learn-until and --rolling learn from one: add --timeline FILE")
    if timeline is not None and (first or cut):
        raise click.UsageError("--from and --cut are of the record, not of a timeline")
    if shocks and (timeline is not None or first or cut):
        raise click.UsageError("--shocks stands alone: no --from, --cut or --timeline with it")
    if docs is not None and not shocks:
        raise click.UsageError("--docs writes the tables of --shocks: add it")
    name = _BASELINE if timeline is None else scenario or (_BASELINE if learnt else "pact")
    asked = question(name, seeds=seeds, values=values, off=off, files=files)
    if timeline is not None and learnt:
        _learnt(asked, timeline, learn_until, rolling, runs or 1000, seed, as_json, full)
        return
    if timeline is not None:
        _timeline(asked, timeline, runs or 2000, seed, as_json, full)
        return
    if shocks:
        _shocks(asked, docs, runs or 300, seed, as_json, full)
        return
    from sim.app.progress import bar
    from sim.report.backtest import text as report
    from sim.results.findings import as_json as json_of
    from sim.study.backtest import backtest
    from sim.study.backtest.backtest import FROM, WHOLE

    with bar("going from month to month", WHOLE) as progress:
        found = backtest(
            asked.world,
            asked.scenario,
            first=first or FROM,
            cut=cut,
            runs=runs or 100,
            seed=seed,
            workers=options.threads(workers),
            progress=progress,
        )
    if as_json:
        say(json_of(found))
    else:
        with screenful(full) as screen:
            report.show(found, screen)


def _timeline(asked: "Question", ref: str, runs: int, seed: int, as_json: bool, full: bool) -> None:
    from sim.app.progress import bar
    from sim.ask.place import find_timeline
    from sim.report.backtest import timeline as report
    from sim.results.findings import as_json as json_of
    from sim.study.backtest.backtest import WHOLE
    from sim.study.backtest.timeline import score_timeline
    from sim.world.read_timeline import load_timeline

    reported = asked.scenario.reported(asked.world)
    timeline = load_timeline(find_timeline(ref, asked.world), asked.world, reported)
    arms = (asked.scenario, asked.baseline)
    with bar(f"{runs:,} runs of each arm", WHOLE) as progress:
        found = score_timeline(
            asked.world, timeline, *arms, runs=runs, seed=seed, progress=progress
        )
    if as_json:
        say(json_of(found))
    else:
        with screenful(full) as screen:
            report.show(found, screen)


def _learnt(
    asked: "Question",
    ref: str,
    until: str | None,
    rolling: bool,
    runs: int,
    seed: int,
    as_json: bool,
    full: bool,
) -> None:
    from sim.ask.place import find_timeline
    from sim.report.backtest import learnt as report
    from sim.study.backtest.learnt import score_learnt
    from sim.world.read_history import load_history

    world = asked.world
    path = find_timeline(ref, world)
    history = load_history(path, world, asked.scenario.reported(world))
    found = score_learnt(
        world, history, asked.scenario, until=until, rolling=rolling, runs=runs, seed=seed
    )
    if as_json:
        say(report.as_json(found))
    else:
        with screenful(full) as screen:
            report.show(found, screen)


def _shocks(
    asked: "Question", docs: Path | None, runs: int, seed: int, as_json: bool, full: bool
) -> None:
    from sim.app.progress import bar
    from sim.report.backtest import shocks as report
    from sim.report.markdown import with_marked
    from sim.results.writing import check_file, write_file
    from sim.study.backtest.backtest import WHOLE
    from sim.study.backtest.shocks import replay_shocks
    from sim.world.regular import read_text

    check_file(docs)
    with bar(f"{runs:,} runs of each deed", WHOLE) as progress:
        found = replay_shocks(asked.world, asked.scenario, runs=runs, seed=seed, progress=progress)
    if docs is not None:
        try:
            tables = report.tables(found, asked.world)
            text = with_marked(read_text(docs), tables)
        except ValueError as error:
            raise click.ClickException(f"{docs}: {error}") from error
        write_file(docs, text)
    if as_json:
        say(report.as_json(found))
    else:
        with screenful(full) as screen:
            report.show(found, asked.world, screen)
