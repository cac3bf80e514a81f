"""The one screen that ``sim run`` prints."""

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import selection, words
from sim.report.run import uncertainty
from sim.report.screen import effect, grid, hanging, heading, paragraph
from sim.results import (
    WITH,
    WITHOUT,
    EventRow,
    Meta,
    ReactionRow,
    Results,
    Script,
    ShiftRow,
    TheatreRow,
)
from sim.results.uncertainty import Uncertainty
from sim.study.ensemble.reactions import WINDOW

SHIFTS, REACTIONS, INDICATORS = 5, 5, 4
SCRIPTED, CHOSEN = 3, 3  # events told of the typical run


def show(
    results: Results, place: Path | None, console: Console, doubt: Uncertainty | None = None
) -> None:
    """Print the screen; ``place`` is the result folder, where one was written."""
    for number, block in enumerate(_blocks(results, place, doubt)):
        if number:
            console.print()
        for piece in block:
            console.print(piece)


def _blocks(
    results: Results, place: Path | None, doubt: Uncertainty | None
) -> Iterator[list[RenderableType]]:
    yield _asked(results.meta)
    yield _shifts(results)
    yield _reactions(results)
    if results.indicators:
        yield _indicators(results)
    if results.theatres:
        yield _theatres(results)
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
    if only:
        pieces.append(_sentences("Asked: what if ", only, meta, "?"))
    if both:
        pieces.append(_sentences("In both: ", both, meta, "."))
    if not meta.script:
        pieces.append(Text("Asked: what if nothing is scripted?"))
    changed = [f"{path} = {value}" for path, value in meta.set_values.items()]
    changed += [f"{item} switched off" for item in meta.off]
    if changed:
        pieces.append(Text("Changed: " + words.printable("; ".join(changed))))
    runs = words.count(meta.runs, "pair") + " of runs, with and without, on the same luck"
    horizon = f"{words.count(meta.steps, meta.step_unit)} from {words.month(meta.start)}"
    pieces.append(Text(f"{runs}; {horizon}; seed {meta.seed}.", style="dim"))
    return pieces


def _sentences(lead: str, script: list[Script], meta: Meta, end: str) -> Text:
    said = [
        f"{words.sentence(item.actor, item.title, meta.names)} ({words.month(item.month)})"
        for item in script
    ]
    more = f"; and {len(said) - 4} more" if len(said) > 4 else ""
    return paragraph(lead + "; ".join(said[:4]) + more + end, indent="")


def _shifts(results: Results) -> list[RenderableType]:
    explained = "how far one state sides with another, -1 foe to +1 ally; error: of sampling"
    pieces: list[RenderableType] = [heading("Alignments that shift", explained)]
    rows = selection.shifts(results.shifts, SHIFTS)
    if not rows:
        pieces.append(Text("  None by more than chance: the two arms end up alike."))
        rows = sorted(results.shifts, key=lambda row: -abs(row.end - row.start))[:3]
    if not rows:
        return pieces
    header = (
        "who toward whom",
        "start",
        "end",
        "without",
        "effect",
        "8 runs in 10",
        "error",
        "peak",
    )
    pieces.append(grid(header, (_shift(row, results.meta) for row in rows), right=range(1, 8)))
    return pieces


def _shift(row: ShiftRow, meta: Meta) -> tuple[str | Text, ...]:
    return (
        words.pair(row.source, row.target, meta.names),
        words.signed(row.start),
        words.signed(row.end),
        words.signed(row.baseline_end),
        effect(words.signed(row.effect)),
        words.span(row.effect_p10, row.effect_p90),
        f"±{row.mc_error:.3f}",
        f"{words.signed(row.peak)} ({row.peak_step})",
    )


def _reactions(results: Results) -> list[RenderableType]:
    meta = results.meta
    window = words.count(WINDOW, meta.step_unit)
    explained = f"times per run in the first {window} after the event, scripted not counted"
    pieces: list[RenderableType] = [heading("Likeliest reactions", explained)]
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
    pieces: list[RenderableType] = [heading("Indicators", "share of runs in which it comes true")]
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
                    f"±{row.mc_error * 100:.1f}",
                )
                for row in rows[:INDICATORS]
            ),
            right=(1, 2, 3, 4),
        )
    )
    return pieces


def _theatres(results: Results) -> list[RenderableType]:
    explained = "tension from 0 to 10 at the end, and the rung of the ladder it stands on"
    rows = []
    for start, end, other in _ends(results.theatres):
        rows.append(
            (
                words.printable(end.title),
                f"{start.p50:.1f}",
                f"{end.p50:.1f}",
                f"{other.p50:.1f}",
                f"{end.p10:.1f} to {end.p90:.1f}",
                words.printable(end.rung),
            )
        )
    header = ("theatre", "start", "end", "without", "8 runs in 10", "rung")
    return [heading("Theatres", explained), grid(header, rows, right=range(1, 5), most={5: 40})]


def _ends(rows: tuple[TheatreRow, ...]) -> Iterator[tuple[TheatreRow, TheatreRow, TheatreRow]]:
    by_place = {(row.theatre, row.arm, row.step): row for row in rows}
    first, last = min(row.step for row in rows), max(row.step for row in rows)
    for theatre in dict.fromkeys(row.theatre for row in rows):
        start = by_place[theatre, WITH, first]
        yield start, by_place[theatre, WITH, last], by_place[theatre, WITHOUT, last]


def _story(results: Results) -> list[RenderableType]:
    meta = results.meta
    which = "" if meta.typical_run is None else f"run {meta.typical_run}, the nearest to the middle"
    pieces: list[RenderableType] = [heading("One typical run", which)]
    told = selection.telling(results.events, SCRIPTED, CHOSEN)
    pieces += [_told(row, meta) for row in told]
    rest = len(results.events) - len(told)
    if rest:
        pieces.append(Text(f"  and {words.count(rest, 'further act')}: events.csv", style="dim"))
    return pieces


def _told(row: EventRow, meta: Meta) -> Text:
    said = f"{words.month(row.month)}  {words.sentence(row.actor, row.title, meta.names)}"
    reason = "scripted" if row.scripted else _reason(row)
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
        value = results.reproduction.value
        verdict = "shocks die out" if value < 1 else "shocks feed on themselves"
        pieces.append(
            Text(
                f"Escalation: before the event, one escalatory act sets off {value:.2f} more "
                f"({verdict})."
            )
        )
    for notice in results.warnings:
        text = Text("Warning: ", style="bold yellow")
        text.append(words.printable(notice.text), style="not bold")
        pieces.append(text)
    if place is not None:
        pieces.append(Text(f"Files: {place}"))
    return pieces
