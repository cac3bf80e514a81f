"""The screen that ``sim calibrate`` prints."""

import shlex
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.screen import grid, heading, paragraph, print_blocks
from sim.results.calibration import AFTER, AHEAD, BEFORE, WEEK, Calibration
from sim.world.beta import Interval
from sim.world.values import Values

OTHERS = 5  # other countries named


def show(found: Calibration, values: Values, place: Path | None, console: Console) -> None:
    """Print the screen; ``place`` is the values file, where one was written."""
    print_blocks(_blocks(found, values, place), console)


def _blocks(
    found: Calibration, values: Values, place: Path | None
) -> Iterator[list[RenderableType]]:
    yield _read(found)
    yield _rates(found)
    yield _reciprocity(found)
    if found.answers:
        yield _answers(found)
    yield _cannot(found)
    yield _close(values, place)


def _read(found: Calibration) -> list[RenderableType]:
    met, covered = found.met, found.covered
    title = Text(words.printable(found.wanted.path.name), style="bold")
    title.append(f"  read as {met.layout.name}; {met.rows:,} rows", style="dim not bold")
    pieces: list[RenderableType] = [title]
    between = f"{found.events:,} events between {', '.join(found.states)} count"
    out = "; ".join(
        f"{words.count(number, 'row')} {what}" for what, number in left_out(found) if number
    )
    pieces.append(paragraph(f"{between}. Left out: {out}." if out else f"{between}."))
    months = f"{words.count(len(covered.months), 'month')}, {covered.span}"
    if covered.gaps:
        months += f"; left out as gaps or cut off: {', '.join(covered.gaps[:6])}"
        months += f" and {len(covered.gaps) - 6} more" if len(covered.gaps) > 6 else ""
    pieces.append(paragraph(f"{months}. A month without an event counts as quiet."))
    if met.backward:
        pieces.append(
            paragraph(f"{met.backward:,} rows are dated before the row above: order is not needed.")
        )
    if met.restored:
        mended = f"{words.count(met.restored, 'code')} that a spreadsheet had changed (042 to 42)"
        pieces.append(paragraph(f"{mended} read as before: none that occurs could be two codes."))
    if met.suspect:
        doubt = "No code begins with 0, and some of 10 to 20 occur: if a spreadsheet has cut the "
        pieces.append(paragraph(f"{doubt}zeros off, 010 counts here as 10. Look at the file."))
    if met.others:
        most = sorted(met.others.items(), key=lambda item: (-item[1], item[0]))[:OTHERS]
        told = ", ".join(f"{words.printable(name)} ({number:,})" for name, number in most)
        pieces.append(paragraph(told, "Countries most met that are no party here"))
    return pieces


def left_out(found: Calibration) -> list[tuple[str, int]]:
    """Return the rows that do not count, by the reason."""
    met = found.met
    same = "id, day, pair and code" if met.layout.id >= 0 else "in every cell"
    return [
        ("about other countries or none", met.elsewhere),
        ("of a state toward itself", met.own),
        ("outside the months asked for", met.outside),
        (f"repeated, the same {same} as a row above", found.repeated),
        ("that cannot be read", met.faulty),
    ]


def _rates(found: Calibration) -> list[RenderableType]:
    explained = "chance of one or more in a month, and events a month; ranges hold 8 of 10"
    pieces: list[RenderableType] = [heading("Base rates", explained)]
    usable = found.usable()
    if not usable:
        return [*pieces, paragraph("None that this record supports.")]
    header = ("action", "code", "months with", "record", "range", "world", "a month", "range")
    rows = [
        (
            rate.action,
            rate.code,
            f"{rate.with_} of {rate.months}",
            f"{rate.share.value:.3f}",
            _span(rate.share),
            f"{rate.world.value:.3f}",
            words.times(rate.count.value),
            _span(rate.count, 2),
        )
        for rate in usable
    ]
    wide = "A code is wider than the action it stands for: read the record as an upper end."
    return [*pieces, grid(header, rows, right=range(2, 8)), paragraph(wide)]


def _reciprocity(found: Calibration) -> list[RenderableType]:
    explained = f"what a unit of tone beyond the usual brings back within {AHEAD * WEEK} days"
    pieces: list[RenderableType] = [heading("Reciprocity", explained)]
    told = found.reciprocity
    if told.answer is None:
        return [*pieces, paragraph(f"Cannot be estimated: {told.why_not}.")]
    text = (
        f"{told.answer.value:.3f}, 8 of 10 {_span(told.answer)} (t {told.t:.1f}; {told.weeks:,} "
        f"weeks of a direction; errors clustered by {told.pairs} pairs of states)."
    )
    if told.answer.value <= 0.0:
        text += " No answer in kind: no value is written."
    return [*pieces, paragraph(text)]


def _answers(found: Calibration) -> list[RenderableType]:
    explained = f"hostile events a day: {BEFORE} days before, days 0 to {AFTER - 1}"
    pieces: list[RenderableType] = [heading("Answers to provocations", explained)]
    told = [answer for answer in found.answers if answer.rise is not None]
    header = ("who toward whom", "provocations", "before", "after", "rise", "8 of 10", "p")
    rows = [
        (
            f"{answer.source}>{answer.target}",
            str(answer.provocations),
            f"{answer.before:.2f}",
            f"{answer.after:.2f}",
            words.signed(answer.rise.value),
            f"{words.signed(answer.rise.low)} to {words.signed(answer.rise.high)}",
            f"{answer.chance:.4f}",
        )
        for answer in told
        if answer.rise is not None
    ]
    if rows:
        pieces.append(grid(header, rows, right=range(1, 7)))
        note = "p: how often as many days drawn at random rise as much. First of each cluster only."
        pieces.append(paragraph(note))
    untold = sorted({answer.why_not for answer in found.answers if answer.why_not})
    if untold:
        pieces.append(paragraph(f"Cannot be estimated: {'; '.join(untold)}."))
    return pieces


def _cannot(found: Calibration) -> list[RenderableType]:
    grouped: dict[str, list[str]] = {}
    for rate in found.rates:
        if (reason := found.why_not(rate)) is not None:
            grouped.setdefault(reason.short, []).append(rate.action)
    pieces: list[RenderableType] = [heading("What this record cannot tell")]
    pieces += [paragraph(", ".join(names), short) for short, names in grouped.items()]
    pieces.append(
        paragraph("weights, impacts, escalation, memory: what an action means, no count can say.")
    )
    return pieces


def _close(values: Values, place: Path | None) -> list[RenderableType]:
    number = words.count(len(values.set), "value")
    if not values.set:
        return [Text("The record supports no value: there is nothing to write.")]
    if place is None:
        return [Text(f"{number} could be written: add --out FILE.")]
    return [
        Text(f"{number} in {place}; use them: sim run SCENARIO --values {shlex.quote(str(place))}")
    ]


def _span(interval: Interval, digits: int = 3) -> str:
    return f"{interval.low:.{digits}f} to {interval.high:.{digits}f}"
