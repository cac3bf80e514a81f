"""The page of validation: what agrees, what does not, what was not tested. As Markdown."""

from collections.abc import Iterator, Sequence

from sim.report.backtest import text as of_backtest
from sim.report.backtest import timeline as of_timeline
from sim.report.markdown import filled, table
from sim.report.origin import origin
from sim.report.scorecard import null
from sim.report.scorecard.worth import counts
from sim.report.validation.findings import SECTIONS, Finding, findings
from sim.report.validation.gaps import gaps
from sim.report.words import percent
from sim.results.validation import Validation

_INTRO = """\
# Validation: what agrees, what does not, what was not tested

Written by `sim validation --out docs/validation.md`. Do not edit it: run the command again.
"""

_WHAT = """\
The model is held against results that others published, against what its sources say leads to \
what, against the record before its date, and against what is known to have happened after it. \
What turned out badly stays on the page."""

_BASE_RATES = """\
Base rates of recorded actions follow by one rule from the record that they are scored on; what is \
scored is what it would have said earlier. The claims were put in as well: what agrees with a \
claim that a value states is listed apart too."""


def page(found: Validation) -> str:
    """The whole page. It ends with a newline."""
    return "\n".join(_blocks(found)) + "\n"


def _blocks(found: Validation) -> Iterator[str]:
    told = findings(found)
    yield _INTRO
    yield filled(_in_short(told)) + "\n"
    yield origin(found.world) + "\n"
    yield filled(_WHAT) + "\n"
    yield filled(_in_view(found)) + "\n"
    for verdict, title in SECTIONS.items():
        yield f"## {title}\n"
        own = [one for one in told if one.verdict == verdict]
        yield from (f"- **{one.check}**: {one.said}" for one in own)
        yield "" if own else "Nothing.\n"
    yield "## What was not tested\n"
    yield from (f"- {gap}" for gap in gaps(found))
    yield from _details(found)


def _in_short(told: Sequence[Finding]) -> str:
    """How many findings each section lists."""
    counted = {
        title: sum(one.verdict == verdict for one in told) for verdict, title in SECTIONS.items()
    }
    return f"In short: {'; '.join(f'{title}: {number}' for title, number in counted.items())}."


def _in_view(found: Validation) -> str:
    """Which values were set with one of the checks in view, told from their own sources."""
    if not found.in_view:
        return f"No value cites a record of answers that it is compared with here. {_BASE_RATES}"
    return (
        "No value was computed so that these come out, but some were set by hand with one of them "
        "in view. The sources of these values name the record of answers to launches: "
        f"{'; '.join(_grouped(found.in_view))}. So what is compared with that record is listed "
        f"apart and is no independent check. {_BASE_RATES}"
    )


def _grouped(paths: tuple[str, ...]) -> Iterator[str]:
    """Values by what they are, each with those it is of: `precision` of CHN, JPN."""
    whose: dict[str, list[str]] = {}
    for path in paths:
        _, owner, *what = path.split(".")
        named = what[1] if what[0] == "motives" else what[0]
        own = whose.setdefault(named, [])
        if owner not in own:
            own.append(owner)
    order = sorted(whose, key=lambda named: -len(whose[named]))
    yield from (f"`{named}` of {', '.join(whose[named])}" for named in order)


def _details(found: Validation) -> Iterator[str]:
    if found.card is not None:
        yield "\n## Claims\n"
        yield filled(null.lead(found.card))
        yield "\n" + filled(f"In all: {counts(found.card)}. Every test: [claims](claims.md).")
        if null.shuffles(found.card):
            yield "\n" + filled(null.said(found.card))
    tested = found.backtest
    yield "\n## The record, month by month\n"
    yield filled(f"{of_backtest.scored(tested)} {of_backtest.FROZEN} {of_backtest.MEANT}")
    for panel in (*tested.rule, *tested.deeds, *tested.tone):
        yield f"\n{panel.title} ({of_backtest.caption(panel)}):\n"
        yield from table(of_backtest.SCORES, of_backtest.score_rows(panel))
    for panel in (tested.rule[0], tested.deeds[0], *tested.tone[:1]):
        yield f"\nCalibration of {panel.scores[-1].name}, {panel.title}:\n"
        yield from table(of_backtest.BINS, of_backtest.bin_rows(panel.said))
    yield "\nThe rule action by action:\n"
    yield from table(of_backtest.EACH, of_backtest.each_rows(tested.each))
    yield "\n" + filled(of_backtest.each_said(tested.each))
    for line in found.timelines:
        yield f"\n## {line.timeline.title}\n"
        yield from table(of_timeline.ITEMS, of_timeline.item_rows(line))
        yield ""
        yield from table(of_timeline.SCORES, of_timeline.score_rows(line))
        yield ""
        yield from (filled(text) for text in of_timeline.caveats(line))
    yield "\n## What the values rest on\n"
    shares = "; ".join(
        f"{number} cite {kind} ({percent(number / found.values)})"
        for kind, number in found.cited.items()
    )
    yield filled(f"Of {found.values} values: {shares}. One that cites two kinds counts in both.")
