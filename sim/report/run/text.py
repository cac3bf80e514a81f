"""The one screen that ``sim run`` prints."""

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import asked, escalation, selection, words, yardstick
from sim.report.run import stakes, theatres, threats, uncertainty
from sim.report.screen import effect, grid, hanging, heading, of_runs, paragraph, print_blocks
from sim.report.threats import told
from sim.results import WITH, EventRow, Meta, ReactionRow, Reproduction, Results, ShiftRow
from sim.results.uncertainty import Uncertainty
from sim.study.ensemble.reactions import WINDOW
from sim.world.record import month_of

SHIFTS, REACTIONS, INDICATORS = 5, 5, 4
RANGE_AT = 5  # the column of 8 runs in 10
CHOSEN = 3  # acts of one run that are told beside the scripted


def show(
    results: Results, place: Path | None, console: Console, doubt: Uncertainty | None = None
) -> None:
    """Print the screen; ``place`` is the result folder, where one was written."""
    print_blocks(_blocks(results, place, doubt), console)


def _blocks(
    results: Results, place: Path | None, doubt: Uncertainty | None
) -> Iterator[list[RenderableType]]:
    yield _asked(results.meta)
    yield _shifts(results)
    yield _reactions(results)
    if found := told(results):
        yield threats.block(found, results.meta)
    if results.indicators:
        yield _indicators(results)
    if results.stakes:
        yield stakes.block(results)
    if results.theatres:
        yield theatres.block(results)
    if results.events:
        yield _story(results)
    if doubt is not None:
        yield from uncertainty.blocks(results, doubt)
    yield _close(results, place)


def _asked(meta: Meta) -> list[RenderableType]:
    title = Text(words.printable(meta.title), style="bold")
    against = f"{meta.scenario}, compared with {meta.baseline} ({meta.baseline_title})"
    pieces: list[RenderableType] = [title, Text(words.printable(against), style="dim")]
    only = [item for item in meta.script if item.arms == (WITH,)]
    both = [item for item in meta.script if len(item.arms) > 1]
    apart = asked.apart(meta.changes)
    if only or apart:
        pieces.append(_sentences("Asked: what if ", [*asked.deeds(only, meta), *apart], "?"))
    else:
        pieces.append(paragraph(f"Asked: {asked.rest(meta)}", indent=""))
    if both:
        pieces.append(_sentences("In both: ", asked.deeds(both, meta), "."))
    changed = asked.shared(meta.changes, meta.set_values, meta.off)
    if changed and (only or apart):
        pieces.append(paragraph("Changed in both: " + "; ".join(changed) + ".", indent=""))
    runs = words.count(meta.runs, "pair") + " of runs, with and without, on the same luck"
    horizon = f"{words.count(meta.steps, meta.step_unit)} from {words.month(meta.start)}"
    pieces.append(Text(f"{runs}; {horizon}; seed {meta.seed}.", style="dim"))
    return pieces


def _sentences(lead: str, said: list[str], end: str) -> RenderableType:
    more = f"; and {len(said) - 4} more" if len(said) > 4 else ""
    return paragraph(lead + "; ".join(said[:4]) + more + end, indent="")


def _shifts(results: Results) -> list[RenderableType]:
    explained = "difference to without, at its peak and left at the end; -1 foe, +1 ally"
    pieces: list[RenderableType] = [heading("Alignments that shift", explained)]
    rows = told = selection.shifts(results.shifts, SHIFTS)
    if not told:
        pieces.append(Text("  None by more than chance: the two arms end up alike."))
        rows = sorted(results.shifts, key=lambda row: -abs(row.end - row.start))[:3]
    if not rows:
        return pieces
    header = ["who toward whom", "peak", "error", "in", "left", "8 runs in 10", "start", "end"]
    shown = [_shift(row, results.meta) for row in rows]
    sizes = [yardstick.of(results.yardstick, row) for row in told]
    if sizes and sizes[0] is not None:
        header.append("years")
        for cells, one in zip(shown, sizes, strict=True):
            cells.append(yardstick.years(one))
    runs = results.meta.runs
    lines = (of_runs(cells, RANGE_AT, runs) for cells in shown)
    right = range(1, len(header))
    pieces.append(grid(of_runs(header, RANGE_AT, runs), lines, right=right, wrap=True))
    if sizes and sizes[0] is not None:
        pieces.append(paragraph(yardstick.said(sizes[0], results.meta)))
    return pieces


def _shift(row: ShiftRow, meta: Meta) -> list[str | Text]:
    return [
        words.pair(row.source, row.target, meta.names),
        effect(words.signed(row.peak)),
        words.error(row.peak_error),
        _month(row, meta),
        effect(words.signed(row.effect)),
        words.over_runs(row.effect_p10, row.effect_p90, row.mc_error),
        words.signed(row.start),
        words.signed(row.end),
    ]


def _month(row: ShiftRow, meta: Meta) -> str:
    if row.peak_step:
        return words.month(month_of(meta.start, row.peak_step))
    return "start" if row.peak else words.UNKNOWN


def _reactions(results: Results) -> list[RenderableType]:
    meta = results.meta
    window = words.count(WINDOW, meta.step_unit)
    explained = f"times per run in the {window} from the event on, scripted not counted"
    pieces: list[RenderableType] = [heading("Likeliest reactions", explained)]
    event = selection.event(meta)
    if event is not None:
        said = words.clause(event.actor, event.title, meta.names)
        pieces.append(paragraph(f"The event: {said} ({words.month(event.month)}).", style="dim"))
    rows = selection.more_often(results.reactions, REACTIONS)
    if not rows:
        pieces.append(Text("  None that stands out of chance."))
        return pieces
    pieces.append(
        grid(
            ("who does what", "with", "without", "ratio", meta.step_unit, "because"),
            (
                (
                    words.sentence(row.actor, row.title, meta.names),
                    words.times(row.rate),
                    words.times(row.baseline_rate),
                    _ratio(row),
                    words.UNKNOWN if row.lag is None else f"+{row.lag:.0f}",
                    words.printable(row.because),
                )
                for row in rows
            ),
            right=range(1, 5),
            most={5: 24},
        )
    )
    return pieces


def _ratio(row: ReactionRow) -> Text:
    return Text(words.ratio(row.ratio), style="green" if row.extra > 0 else "red")


def _indicators(results: Results) -> list[RenderableType]:
    free = selection.free(results.indicators, results.meta.settled)
    rows = sorted(free, key=lambda row: -abs(row.difference))
    within = words.count(results.meta.steps, results.meta.step_unit)
    explained = f"share of runs in which it is true at some time, within {within} or as it says"
    pieces: list[RenderableType] = [heading("Indicators", explained)]
    if not rows:
        return [*pieces, Text("  The script decides all of them: indicators.csv")]
    pieces.append(
        grid(
            ("what", "with", "without", "difference", "error"),
            (
                (
                    words.printable(row.title),
                    words.percent(row.with_),
                    words.percent(row.without),
                    effect(words.signed(row.difference * 100, 0) + " points"),
                    words.error(row.mc_error * 100, 1),
                )
                for row in rows[:INDICATORS]
            ),
            right=(1, 2, 3, 4),
        )
    )
    return pieces


def _story(results: Results) -> list[RenderableType]:
    meta = results.meta
    near = "nearest to the mean" if meta.runs > 1 else "the only one"
    which = [] if meta.typical_run is None else [f"run {meta.typical_run}, {near}"]
    if selection.event(meta) is not None:
        which.append("first what its twin without the event does not have")
    pieces: list[RenderableType] = [heading("One run, told", "; ".join(which))]
    told = selection.telling(results.events, selection.SCRIPTED, CHOSEN)
    pieces += [_told(row, meta) for row in told]
    left = [row for row in results.events if row not in told]
    if left:
        scripted = sum(row.scripted for row in left)
        among = f", {scripted} of them scripted" if scripted else ""
        more = f"  and {words.count(len(left), 'further act')}{among}: events.csv"
        pieces.append(Text(more, style="dim"))
    return pieces


def _told(row: EventRow, meta: Meta) -> RenderableType:
    said = f"{words.month(row.month)}  {words.sentence(row.actor, row.title, meta.names)}"
    reason = "scripted" if row.scripted else _reason(row)
    if row.twin and not row.scripted and selection.event(meta) is not None:
        reason = f"{reason}; also without the event" if reason else "also without the event"
    return hanging(f"{said}: {reason}" if reason else said, len("  Jun 2024  "))


def _reason(row: EventRow) -> str:
    parts = [words.printable(row.because)] if row.because else []
    if row.probability is not None and row.base_rate is not None:
        parts.append(
            f"chance {words.percent(row.probability)}, normally {words.percent(row.base_rate)}"
        )
    return "; ".join(parts)


def _close(results: Results, place: Path | None) -> list[RenderableType]:
    pieces: list[RenderableType] = []
    if results.reproduction is not None:
        pieces.append(paragraph(_escalation(results.reproduction, results.meta), indent=""))
    for notice in results.warnings:
        said = f"Warning: {words.printable(notice.text)}"
        pieces.append(paragraph(said, indent="", style="yellow"))
    if place is not None:
        pieces.append(Text(f"Files: {place}"))
    return pieces


def _escalation(found: Reproduction, meta: Meta) -> str:
    lead = "Escalation: one escalatory act sets off"
    course = f"Month by month: sim diagnose {meta.scenario}."
    stated = f"{found.value:.2f} more at the start, at the stated values"
    if found.mean is None or found.peak is None or found.peak_step is None:
        return f"{lead} {stated}. {course}"
    when = escalation.when(
        found.peak_step, words.when(month_of(meta.start, found.peak_step), found.peak_step)
    )
    share = words.percent(found.peak_above or 0.0)
    return (
        f"{lead} {stated} ({found.mean:.2f} on average over {found.draws} draws of them). "
        f"{when} it is {found.peak:.2f}, and 1 or more in {share} of runs; "
        f"{escalation.verdict(found)}. {course}"
    )
