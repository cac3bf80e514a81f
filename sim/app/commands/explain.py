"""``sim explain``: why, what is left without this or that, what would flip it; or one run told."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.say import say
from sim.app.screenful import screenful
from sim.kernel.asked import RUN, STEPS
from sim.study.limits import EXPLAINED

if TYPE_CHECKING:
    from sim.ask.repeat import Repeat
    from sim.ask.since import Since
    from sim.ledger import Arithmetic
    from sim.results.explanation import Explanation

_SAME = 1e-5  # a repeated effect that differs by more is not the same


@click.command(name="explain", short_help="Explain an effect, or tell one run.")
@click.argument("result")
@click.option("--pair", metavar="'A>B'", help="Explain an alignment, such as 'RUS>KOR' (quoted).")
@click.option("--indicator", metavar="NAME", help="Explain an indicator.")
@click.option("--action", metavar="NAME", help="Explain how often an action is chosen.")
@click.option(
    "--without",
    multiple=True,
    metavar="NAME",
    help="Take away an event (kor_lethal_aid or kor_lethal_aid@3), an action, a mechanism or a "
    "motive, and show what is left; default: each event and mechanism in turn. Repeatable.",
)
@click.option("--no-flip", is_flag=True, help="Do not search for the value that would flip it.")
@click.option(
    "--at",
    type=options.whole(STEPS),
    metavar="STEP",
    help="Explain what had happened by this step.",
)
@click.option(
    "--runs",
    type=options.whole(EXPLAINED),
    help="Pairs of runs to repeat; default: those of the result, at most 2,000.",
)
@click.option("--run", "number", type=options.whole(RUN), metavar="N", help="Tell run N instead.")
@click.option(
    "--arithmetic",
    is_flag=True,
    help="With --run and --month: the sums behind a --pair or --action, every number with its "
    "source.",
)
@click.option("--month", metavar="MONTH", help="With --arithmetic: 2024-09, or the step's number.")
@click.option(
    "--all",
    "whole",
    is_flag=True,
    help="With --run: tell the usual acts too, or show every sum.",
)
@click.option("--sources", is_flag=True, help="With --run: list the sources that are cited.")
@options.as_json
@options.full
@options.files
@options.world
@options.since
def command(
    result: str,
    pair: str | None,
    indicator: str | None,
    action: str | None,
    without: tuple[str, ...],
    no_flip: bool,
    at: int | None,
    runs: int | None,
    number: int | None,
    arithmetic: bool,
    month: str | None,
    whole: bool,
    sources: bool,
    files: tuple[Path, ...],
    as_json: bool,
    full: bool,
    seeds: "Path | Since | None",
) -> None:
    """Explain an effect of RESULT: a result folder of `sim run`, or a scenario, which is then run.

    Without --pair, --indicator or --action it is the largest effect on an alignment. The runs are
    those of the result: the same values, the same luck.
    """
    from sim.ask.repeat import repeat

    asked = [name for name in (pair, indicator, action) if name is not None]
    if len(asked) > 1:
        raise click.UsageError("Explain one thing: --pair, --indicator or --action.")
    if arithmetic or month is not None:
        _check_arithmetic(arithmetic, number, month, pair, action)
    if number is not None and ((asked and not arithmetic) or without or no_flip or at):
        only = "--arithmetic, --all, --sources, --json, --values and --world"
        raise click.UsageError(f"--run tells a run; only {only} go with it.")
    if (whole or sources) and number is None:
        raise click.UsageError(f"--{'all' if whole else 'sources'} goes with --run.")
    again = repeat(result, seeds, runs, files)
    if number is not None:
        _check_run(again, number)
    if number is not None and month is not None:
        shown = _sums(again, number, month, pair, action)
        _print_sums(again, shown, whole=whole, sources=sources, as_json=as_json, full=full)
        return
    if number is not None:
        _tell(again, number, whole=whole, sources=sources, as_json=as_json, full=full)
        return
    if at is not None and at > again.steps:
        raise click.UsageError(f"--at {at}: the runs end with step {again.steps}.")

    from sim.app.progress import bar
    from sim.ask.asking import explained

    with bar("explaining", 100) as progress:
        found = explained(
            again,
            pair=pair,
            indicator=indicator,
            action=action,
            without=without,
            flip=not no_flip,
            at=at,
            workers=options.threads(None),
            progress=progress,
        )
    _print(again, found, as_json=as_json, full=full)


def _print(again: "Repeat", found: "Explanation", *, as_json: bool, full: bool) -> None:
    from sim.report.explain.as_json import explanation_json
    from sim.report.explain.explained import View, warning
    from sim.report.explain.text import show

    question = again.question
    notes = (*again.notes, *again.share, *_differs(again, found))
    asked = (question.world, question.scenario, question.baseline)
    view = View(found, *asked, question.values, question.off)
    if as_json:
        say(explanation_json(view, notes))
        return
    with screenful(full) as out:
        for note in notes:
            out.print(warning(note))
        show(view, out)


def _differs(again: "Repeat", found: "Explanation") -> tuple[str, ...]:
    """Say so if the effect is not the one that the result folder shows."""
    if again.results is None or found.runs != again.whole or found.steps != again.steps:
        return ()
    target, results = found.target, again.results
    shown = {
        "pair": {f"{row.source}>{row.target}": row.effect for row in results.shifts},
        "indicator": {row.indicator: row.difference for row in results.indicators},
        "action": {row.action: row.extra for row in results.reactions},
    }[target.kind].get(target.name)
    if shown is None or abs(shown - found.effect) < _SAME:
        return ()
    return (f"the folder shows an effect of {shown:+.4f}, its runs repeated {found.effect:+.4f}.",)


def _check_arithmetic(
    arithmetic: bool, number: int | None, month: str | None, pair: str | None, action: str | None
) -> None:
    if not arithmetic:
        raise click.UsageError("--month goes with --arithmetic.")
    if number is None or month is None:
        said = "--arithmetic shows one month of one run: add --run N and --month MONTH."
        raise click.UsageError(said)
    if pair is None and action is None:
        raise click.UsageError("--arithmetic shows --pair 'A>B' or --action NAME: add one.")


def _check_run(again: "Repeat", number: int) -> None:
    if number >= again.whole:
        raise click.UsageError(
            f"--run {number}: there are {again.whole:,} runs, numbered 0 to {again.whole - 1}."
        )


def _sums(
    again: "Repeat", number: int, month: str, pair: str | None, action: str | None
) -> "Arithmetic":
    from sim.ledger import arithmetic

    asked = again.question
    return arithmetic(
        asked.world,
        asked.scenario,
        run=number,
        month=month,
        pair=pair,
        action=action,
        seed=again.seed,
    )


def _print_sums(
    again: "Repeat",
    found: "Arithmetic",
    *,
    whole: bool,
    sources: bool,
    as_json: bool,
    full: bool,
) -> None:
    from sim.report.explain.arithmetic import Sheet, show_arithmetic
    from sim.report.explain.as_json import arithmetic_json
    from sim.report.explain.explained import warning

    asked = again.question
    if as_json:
        say(arithmetic_json(found, asked.scenario.id, again.seed, again.notes))
        return
    sheet = Sheet(asked.world, asked.scenario, again.seed, whole, sources)
    with screenful(full) as out:
        for note in again.notes:
            out.print(warning(note))
        show_arithmetic(found, sheet, out)


def _tell(
    again: "Repeat", number: int, *, whole: bool, sources: bool, as_json: bool, full: bool
) -> None:
    from sim.binding import build_case
    from sim.ledger import trace
    from sim.report.explain.as_json import story_json
    from sim.report.explain.explained import warning
    from sim.report.explain.story import tell
    from sim.report.explain.telling import show_story

    asked = again.question
    with_, without = (build_case(asked.world, one) for one in (asked.scenario, asked.baseline))
    told, twin = (trace(case, again.seed, number, again.steps) for case in (with_, without))
    story = tell(told, twin, asked.world, asked.scenario, with_.names.pairs)
    if as_json:
        ids = (asked.scenario.id, asked.baseline.id)
        say(story_json(story, *ids, again.seed, again.notes))
        return
    ours = (asked.world, asked.scenario, asked.baseline)
    with screenful(full) as out:
        for note in again.notes:
            out.print(warning(note))
        show_story(story, *ours, out, whole=whole, sources=sources)
