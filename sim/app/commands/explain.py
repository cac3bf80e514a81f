"""``sim explain``: why, what is left without this or that, what would flip it; or one run told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.groups import Changes, Shown, grouped
from sim.kernel.asked import RUN, STEPS
from sim.study.limits import EXPLAINED

if TYPE_CHECKING:
    from rich.console import Console

    from sim.ask.repeat import Repeat
    from sim.ledger import Arithmetic
    from sim.results.explanation import Explanation

_SAME = 1e-5  # a repeated effect that differs by more is not the same


@dataclass(frozen=True)
class Effect:
    """Which effect is explained, up to which step; what is taken away to see what is left."""

    pair: str | None
    indicator: str | None
    action: str | None
    without: tuple[str, ...]
    no_flip: bool
    at: int | None


@dataclass(frozen=True)
class OneRun:
    """Which run is told instead, or with ``arithmetic`` which of its months is reckoned up."""

    number: int | None
    arithmetic: bool
    month: str | None
    whole: bool
    sources: bool

    def check(self, effect: Effect) -> None:
        """Refuse options that do not go together. Raises ``click.UsageError``."""
        named = (effect.pair, effect.indicator, effect.action)
        asked = [name for name in named if name is not None]
        if len(asked) > 1:
            raise click.UsageError("Explain one thing: --pair, --indicator or --action.")
        if self.arithmetic or self.month is not None:
            self._check_arithmetic(effect)
        other = effect.without or effect.no_flip or effect.at
        if self.number is not None and ((asked and not self.arithmetic) or other):
            only = "--arithmetic, --all, --sources, --json, --values and --world"
            raise click.UsageError(f"--run tells a run; only {only} go with it.")
        if (self.whole or self.sources) and self.number is None:
            raise click.UsageError(f"--{'all' if self.whole else 'sources'} goes with --run.")

    def _check_arithmetic(self, effect: Effect) -> None:
        if not self.arithmetic:
            raise click.UsageError("--month goes with --arithmetic.")
        if self.number is None or self.month is None:
            said = "--arithmetic shows one month of one run: add --run N and --month MONTH."
            raise click.UsageError(said)
        if effect.pair is None and effect.action is None:
            raise click.UsageError("--arithmetic shows --pair 'A>B' or --action NAME: add one.")


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
@grouped
def command(
    result: str,
    effect: Effect,
    one: OneRun,
    runs: int | None,
    changes: Changes,
    shown: Shown,
) -> None:
    """Explain an effect of RESULT: a result folder of `sim run`, or a scenario, which is then run.

    Without --pair, --indicator or --action it is the largest effect on an alignment. The runs are
    those of the result: the same values, the same luck.
    """
    from sim.ask.repeat import repeat

    one.check(effect)
    again = repeat(result, changes.world, runs, changes.files)
    if one.number is not None:
        _check_run(again, one.number)
        if one.month is not None:
            _print_sums(again, _sums(again, one, effect), one, shown)
        else:
            _tell(again, one, shown)
        return
    if effect.at is not None and effect.at > again.steps:
        raise click.UsageError(f"--at {effect.at}: the runs end with step {again.steps}.")

    from sim.app.progress import bar
    from sim.ask.asking import explained

    with bar("explaining", 100) as progress:
        found = explained(
            again,
            pair=effect.pair,
            indicator=effect.indicator,
            action=effect.action,
            without=effect.without,
            flip=not effect.no_flip,
            at=effect.at,
            workers=options.threads(None),
            progress=progress,
        )
    _print(again, found, shown)


def _print(again: "Repeat", found: "Explanation", shown: Shown) -> None:
    from sim.report.explain.as_json import explanation_json
    from sim.report.explain.explained import View
    from sim.report.explain.text import show

    question = again.question
    notes = (*again.notes, *again.share, *_differs(again, found))
    asked = (question.world, question.scenario, question.baseline)
    view = View(found, *asked, question.values, question.off)
    shown.tell(lambda: explanation_json(view, notes), lambda out: show(view, _warned(out, notes)))


def _warned(out: "Console", notes: Sequence[str]) -> "Console":
    """The console, with notes on it."""
    from sim.report.explain.explained import warning

    for note in notes:
        out.print(warning(note))
    return out


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


def _check_run(again: "Repeat", number: int) -> None:
    if number >= again.whole:
        raise click.UsageError(
            f"--run {number}: there are {again.whole:,} runs, numbered 0 to {again.whole - 1}."
        )


def _sums(again: "Repeat", one: OneRun, effect: Effect) -> "Arithmetic":
    from sim.ledger import arithmetic

    asked = again.question
    return arithmetic(
        asked.world,
        asked.scenario,
        run=one.number or 0,
        month=one.month or "",
        pair=effect.pair,
        action=effect.action,
        seed=again.seed,
    )


def _print_sums(again: "Repeat", found: "Arithmetic", one: OneRun, shown: Shown) -> None:
    from sim.report.explain.arithmetic import Sheet, show_arithmetic
    from sim.report.explain.as_json import arithmetic_json

    asked = again.question
    sheet = Sheet(asked.world, asked.scenario, again.seed, one.whole, one.sources)
    shown.tell(
        lambda: arithmetic_json(found, asked.scenario.id, again.seed, again.notes),
        lambda out: show_arithmetic(found, sheet, _warned(out, again.notes)),
    )


def _tell(again: "Repeat", one: OneRun, shown: Shown) -> None:
    from sim.binding import build_case
    from sim.ledger import trace
    from sim.report.explain.as_json import story_json
    from sim.report.explain.story import tell
    from sim.report.explain.telling import show_story

    asked, number = again.question, one.number or 0
    with_, without = (build_case(asked.world, arm) for arm in (asked.scenario, asked.baseline))
    told, twin = (trace(case, again.seed, number, again.steps) for case in (with_, without))
    story = tell(told, twin, asked.world, asked.scenario, with_.names.pairs)
    ids = (asked.scenario.id, asked.baseline.id)
    ours = (asked.world, asked.scenario, asked.baseline)
    shown.tell(
        lambda: story_json(story, *ids, again.seed, again.notes),
        lambda out: show_story(
            story, *ours, _warned(out, again.notes), whole=one.whole, sources=one.sources
        ),
    )
