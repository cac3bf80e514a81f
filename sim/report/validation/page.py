"""The page of validation: what agrees, what does not, what was not tested. As Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.report.backtest import text as of_backtest
from sim.report.backtest import timeline as of_timeline
from sim.report.markdown import filled, table
from sim.report.scorecard.text import counts
from sim.report.validation.gaps import gaps
from sim.report.words import percent, signed, span
from sim.results.card import AnswerRow
from sim.study.backtest.scores import Skill
from sim.study.backtest.timeline import TimelineScore
from sim.study.validation import Validation

AGREES, NOT, OPEN = "agrees", "does not agree", "not told apart"

_INTRO = """\
# Validation: what agrees, what does not, what was not tested

Written by `sim validation --out docs/validation.md`. Do not edit it: run the command again.

The model is held against results that others published, against what its sources say leads to
what, against the record before its date, and against what is known to have happened after it. No
coefficient was fitted to any of these. Base rates of launches were read from the same record, as
their sources say, so that they agree with it is no test. What turned out badly stays on the page.
"""


@dataclass(frozen=True)
class Finding:
    """One thing that was checked and how it came out."""

    verdict: str
    check: str
    said: str


def page(found: Validation) -> str:
    """The whole page. It ends with a newline."""
    return "\n".join(_blocks(found)) + "\n"


def findings(found: Validation) -> list[Finding]:
    """Every check with its verdict."""
    return [
        *_docked(found),
        *_claimed(found),
        *_answered(found),
        *_recorded(found),
        *(one for line in found.timelines for one in _later(line)),
        *_rated(found),
    ]


def _blocks(found: Validation) -> Iterator[str]:
    yield _INTRO
    told = findings(found)
    for title, verdict in (("What agrees", AGREES), ("What does not agree", NOT)):
        yield from _listed(title, verdict, told)
    yield from _listed("What cannot be told apart from chance", OPEN, told)
    yield "## What was not tested\n"
    yield from (f"- {gap}" for gap in gaps(found))
    yield from _details(found)


def _listed(title: str, verdict: str, told: list[Finding]) -> Iterator[str]:
    yield f"## {title}\n"
    own = [one for one in told if one.verdict == verdict]
    yield from (f"- **{one.check}**: {one.said}" for one in own)
    if not own:
        yield "Nothing."
    yield ""


def _docked(found: Validation) -> Iterator[Finding]:
    for docking in found.dockings:
        met = sum(row.agrees for row in docking.rows)
        said = f"{met} of {len(docking.rows)} numbers met ([docking](docking.md))"
        missed = [row.what for row in docking.rows if not row.agrees]
        said += f"; missed: {', '.join(missed)}" if missed else ""
        yield Finding(NOT if missed else AGREES, docking.title, said)


def _claimed(found: Validation) -> Iterator[Finding]:
    if found.card is None:
        return
    words = {"agrees": AGREES, "leans to": AGREES, "undecided": OPEN}
    for verdict in (AGREES, OPEN, NOT):
        own = [row for row in found.card.verdicts if words.get(row.verdict, NOT) == verdict]
        if own:
            slight = sum(row.slight for row in own)
            small = f"; {slight} of them with an effect next to nothing" if slight else ""
            said = f"{len(own)} of {len(found.card.verdicts)} ([claims](claims.md)){small}"
            if verdict != AGREES:
                said += ": " + "; ".join(row.title for row in own)
            yield Finding(verdict, "Claims of the sources", said)


def _answered(found: Validation) -> Iterator[Finding]:
    """Answers to a launch, whose size the record gives."""
    for row in () if found.card is None else found.card.answers:
        check = f"{row.source} toward {row.target} in the month after {row.scenario}"
        ours = f"the model x {row.quiet:.2f} ({row.quiet_p10:.2f} to {row.quiet_p90:.2f})"
        if row.record is None:
            said = f"{ours} of a quiet month; the record sees no change that stands out of chance"
            yield Finding(AGREES if _about_one(row) else NOT, check, said)
        else:
            theirs = (
                f"the record x {row.record:.2f} ({row.record_low:.2f} to {row.record_high:.2f})"
            )
            yield Finding(AGREES if _overlap(row) else NOT, check, f"{theirs}, {ours}")


def _about_one(row: AnswerRow) -> bool:
    """Whether nine parts in ten of an ordinary month's acts are left as they are."""
    return 0.9 <= row.quiet <= 1.1


def _overlap(row: AnswerRow) -> bool:
    assert row.record_low is not None
    assert row.record_high is not None
    return row.quiet_p90 >= row.record_low and row.quiet_p10 <= row.record_high


def _recorded(found: Validation) -> Iterator[Finding]:
    for panel in (*found.backtest.deeds, *found.backtest.tone):
        yield from _against(panel.title, "Brier", panel.brier)
    yield from _against(found.backtest.counts.title, "ranked score", found.backtest.counts.skills)


def _against(title: str, measure: str, skills: tuple[Skill, ...]) -> Iterator[Finding]:
    """What the model is worth against its rivals, those of one verdict together."""
    for verdict in dict.fromkeys(skill.verdict for skill in skills):
        own = [skill for skill in skills if skill.verdict == verdict]
        told = "; ".join(
            f"{skill.rival} {signed(skill.value, 3)} ({span(skill.low, skill.high, 3)})"
            for skill in own
        )
        yield Finding(_word(verdict), title, f"skill in {measure} against {told}")


def _word(verdict: str) -> str:
    return {"better": AGREES, "worse": NOT}.get(verdict, OPEN)


def _later(line: TimelineScore) -> Iterator[Finding]:
    skill, check = line.skill, f"{line.timeline.title}, {line.scenario} against {line.baseline}"
    name, least = line.least
    said = (
        f"skill in Brier {signed(skill.value)} ({span(skill.low, skill.high)}) on "
        f"{len(line.scored)} things; {signed(least)} without `{name}`"
    )
    yield Finding(_word(skill.verdict), check, said)


def _rated(found: Validation) -> Iterator[Finding]:
    for rate in found.rates:
        record = f"{rate.record.value:.2f} ({rate.record.low:.2f} to {rate.record.high:.2f})"
        said = f"world {rate.world.value:g}, record {record} a month, {rate.first} to {rate.last}"
        yield Finding(AGREES if rate.agrees else NOT, f"Base rate of {rate.action}", said)


def _details(found: Validation) -> Iterator[str]:
    if found.card is not None:
        yield "\n## Claims\n"
        yield filled(f"{counts(found.card)}. Every test: [claims](claims.md).")
    tested = found.backtest
    yield "\n## The record, month by month\n"
    runs = f"{tested.origins} origins from {tested.first}; nothing after {tested.cut} is used; "
    deeds = f"Recorded deeds: {', '.join(tested.actions)}. "
    yield filled(
        f"{runs}{tested.runs} runs at each. {deeds}{of_backtest.FROZEN} {of_backtest.MEANT}"
    )
    for panel in (*tested.deeds, *tested.tone):
        yield f"\n{panel.title} ({of_backtest.caption(panel)}):\n"
        yield from table(of_backtest.SCORES, of_backtest.score_rows(panel))
    yield f"\n{tested.counts.title} ({tested.counts.events} origins):\n"
    yield from table(of_backtest.COUNTS, of_backtest.count_rows(tested.counts))
    for panel in (tested.deeds[0], *tested.tone[:1]):
        yield f"\nCalibration of the model, {panel.title}:\n"
        yield from table(of_backtest.BINS, of_backtest.bin_rows(panel.said))
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
