"""Every check of the validation page with its verdict."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.report.scorecard.worth import WORDS
from sim.report.words import signed, span
from sim.results.backtest import Skill
from sim.results.card import STANDINGS, AnswerRow, Standing
from sim.results.timeline import TimelineScore
from sim.results.validation import Validation

AGREES, USED, WEAK = "agrees", "used in setting a value", "too weak"
NOT, OPEN = "does not agree", "not told apart"
SECTIONS = {
    AGREES: "What agrees",
    USED: "What agrees, but was used in setting a value",
    WEAK: "What goes the right way and says little",
    NOT: "What does not agree",
    OPEN: "What cannot be told apart from chance",
}

_CLAIMS: dict[Standing, tuple[str, str]] = {
    "clear": (AGREES, "agree by more than next to nothing, and no value says so already"),
    "stated by an input": (USED, "agree, but a value that was put in says so already"),
    "next to nothing": (WEAK, "agree by next to nothing"),
    "far too weak": (WEAK, "go the right way, far too weakly for the record"),
    "leans to": (OPEN, "lean to it"),
    "undecided": (OPEN, "undecided"),
    "leans against": (NOT, "lean against it"),
    "contradicts": (NOT, "contradict"),
}
_COUNTED = ("stated by an input", "next to nothing")  # so many that only their number is told
BAND = 0.1  # of an ordinary month's acts; a change within it is taken for none


@dataclass(frozen=True)
class Finding:
    """One thing that was checked and how it came out."""

    verdict: str
    check: str
    said: str


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


def _docked(found: Validation) -> Iterator[Finding]:
    for docking in found.dockings:
        met = sum(row.agrees for row in docking.rows)
        said = f"{met} of {len(docking.rows)} numbers met ([docking](docking.md))"
        missed = [row.what for row in docking.rows if not row.agrees]
        said += f"; missed: {', '.join(missed)}" if missed else ""
        yield Finding(NOT if missed else AGREES, docking.title, said)


def _claimed(found: Validation) -> Iterator[Finding]:
    rows = () if found.card is None else found.card.verdicts
    for standing in STANDINGS:
        own = [row for row in rows if row.standing == standing]
        verdict, said = _CLAIMS[standing]
        if own:
            told = f"{len(own)} of {len(rows)} {said} ([claims](claims.md))"
            if standing not in _COUNTED:
                told += ": " + "; ".join(row.title for row in own)
            yield Finding(verdict, f"Claims of the sources, {WORDS[standing]}", told)


def _answered(found: Validation) -> Iterator[Finding]:
    """Answers to a launch, whose size the record gives; values were set with it in view."""
    answers = () if found.card is None else found.card.answers
    for row in answers:
        check = f"{row.source} toward {row.target} in the month after {row.scenario}"
        ours = f"the model x {row.quiet:.2f} ({row.quiet_low:.2f} to {row.quiet_high:.2f})"
        if row.record is not None:
            theirs = (
                f"the record x {row.record:.2f} ({row.record_low:.2f} to {row.record_high:.2f})"
            )
            weak = ": right direction, far too weak" if row.weak else ""
            yield Finding(_of_answer(row), check, f"{theirs}, {ours}{weak}")
        elif all(_about_one(one) for one in answers if one.scenario == row.scenario):
            said = (
                f"{ours} of a quiet month; the record sees no change that stands out of chance. "
                f"It agrees only by a band of {BAND:.0%} on either side, within which every answer "
                "of the model lies, those that the record does see too"
            )
            yield Finding(WEAK, check, said)
        else:
            said = f"{ours} of a quiet month; the record sees no change that stands out of chance"
            yield Finding(USED if _about_one(row) else NOT, check, said)


def _of_answer(row: AnswerRow) -> str:
    if row.weak:
        return WEAK
    return USED if row.meets else NOT


def _about_one(row: AnswerRow) -> bool:
    """Whether nine parts in ten of an ordinary month's acts are left as they are."""
    return abs(row.quiet - 1.0) <= BAND


def _recorded(found: Validation) -> Iterator[Finding]:
    tested = found.backtest
    for panel in (*tested.rule, *tested.deeds, *tested.tone):
        check = f"{panel.scores[-1].name} on {panel.title}"
        yield from _against(check, "Brier", panel.brier)


def _against(title: str, measure: str, skills: tuple[Skill, ...]) -> Iterator[Finding]:
    """What a forecaster is worth against its rivals, those of one verdict together."""
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
    said = (
        f"skill in Brier {signed(skill.value)} ({span(skill.low, skill.high)}) on "
        f"{len(line.scored)} things"
    )
    if line.least is not None:
        said += f"; {signed(line.least[1])} without `{line.least[0]}`"
    if refuted := line.contradicting(line.scenario):
        said += f"; its script contradicts the record in {len(refuted)} of those looked for"
    yield Finding(_word(skill.verdict), check, said)


def _rated(found: Validation) -> Iterator[Finding]:
    given = [one for one in found.rates if one.rate is not None]
    astray = [one.action for one in found.rates if not one.follows]
    said = f"{len(given) - len(astray)} of {len(given)} are what the record gives by the one rule"
    said += f"; not so: {', '.join(astray)}" if astray else ""
    if given:
        yield Finding(NOT if astray else USED, "Base rates of actions with a record", said)
