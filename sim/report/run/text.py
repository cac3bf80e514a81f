"""The one screen that ``sim run`` prints: its answer first, and all of it on request."""

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import asked, escalation, words
from sim.report.finding import finding
from sim.report.run import (
    indicators,
    reactions,
    shifts,
    stakes,
    story,
    theatres,
    threats,
    uncertainty,
)
from sim.report.screen import hanging, heading, paragraph, print_blocks
from sim.report.sentence import plain
from sim.report.threats import told
from sim.results import WITH, Meta, Reproduction, Results
from sim.results.uncertainty import Uncertainty
from sim.world.record import month_of

ASKED, ALL_ASKED = 3, 8  # scripted acts and changes that are told


def show(
    results: Results,
    place: Path | None,
    console: Console,
    doubt: Uncertainty | None = None,
    *,
    full: bool = False,
) -> None:
    """Print the screen; ``place`` is the result folder, where one was written.

    It is about 60 lines of 80 columns; if ``full``, every block is printed in full.
    """
    print_blocks(_blocks(results, place, doubt, full), console)


def _blocks(
    results: Results, place: Path | None, doubt: Uncertainty | None, full: bool
) -> Iterator[list[RenderableType]]:
    yield _asked(results.meta, full)
    yield _finding(results, full)
    if results.indicators:
        yield indicators.block(results, full)
    yield shifts.block(results, full)
    yield reactions.block(results, full)
    rest = list(_rest(results, full))
    yield from rest if full else [[piece for block in rest for piece in block]]
    if doubt is not None:
        yield from uncertainty.blocks(results, doubt)
    yield _close(results, place)


def _rest(results: Results, full: bool) -> Iterator[list[RenderableType]]:
    """Blocks of a few lines each by default, which then stand without empty lines between them."""
    if found := told(results):
        yield threats.block(found, results.meta, full)
    if results.stakes:
        yield stakes.block(results, full)
    if results.theatres:
        yield theatres.block(results, full)
    if results.events:
        yield story.block(results, full)
    if results.reproduction is not None:
        yield [paragraph(_escalation(results.reproduction, results.meta, full), indent="")]


def _asked(meta: Meta, full: bool) -> list[RenderableType]:
    most = ALL_ASKED if full else ASKED
    title = f" ({meta.baseline_title})" if full else ""
    against = f"{meta.scenario}, compared with {meta.baseline}{title}"
    pieces: list[RenderableType] = [
        paragraph(words.printable(meta.title), indent="", style="bold"),
        paragraph(words.printable(against), indent="", style="dim"),
    ]
    only = [item for item in meta.script if item.arms == (WITH,)]
    both = [item for item in meta.script if len(item.arms) > 1]
    apart = asked.apart(meta.changes)
    if only or apart:
        said = [*asked.deeds(only, meta), *apart]
        pieces.append(_sentences("Asked: what if ", said, "?", most))
    else:
        pieces.append(paragraph(f"Asked: {asked.rest(meta)}", indent=""))
    if both and full:
        pieces.append(_sentences("In both: ", asked.deeds(both, meta), ".", most))
    changed = asked.shared(meta.changes, meta.set_values, meta.off)
    if changed and (only or apart):
        pieces.append(_sentences("Changed in both: ", changed, ".", len(changed)))
    runs = words.count(meta.runs, "pair") + " of runs on the same luck"
    horizon = f"{words.count(meta.steps, meta.step_unit)} from {words.month(meta.start)}"
    pieces.append(Text(f"{runs}; {horizon}; seed {meta.seed}.", style="dim"))
    return pieces


def _sentences(lead: str, said: list[str], end: str, most: int) -> RenderableType:
    more = f"; and {len(said) - most} more" if len(said) > most else ""
    return paragraph(lead + "; ".join(said[:most]) + more + end, indent="")


def _finding(results: Results, full: bool) -> list[RenderableType]:
    said = [plain(sentence) for sentence in finding(results)]
    head = heading("The finding", "" if full else "every block below in full: --full")
    return [head, *(hanging(words.printable(one), 4) for one in said)]


def _close(results: Results, place: Path | None) -> list[RenderableType]:
    pieces: list[RenderableType] = [
        paragraph(words.printable(f"Its own source {one.source}: {one.says}"), indent="")
        for one in results.sources
        if one.own
    ]
    for notice in results.warnings:
        said = f"Warning: {words.printable(notice.text)}"
        pieces.append(paragraph(said, indent="", style="yellow"))
    if place is not None:
        pieces.append(Text(f"Files: {place}"))
    return pieces


def _escalation(found: Reproduction, meta: Meta, full: bool) -> str:
    lead = f"Escalation: one escalatory act sets off {found.value:.2f} more at the start"
    course = f" Month by month: sim diagnose {meta.scenario}." if full else ""
    stated = ", at the stated values" if full else ""
    if found.mean is None or found.peak is None or found.peak_step is None:
        return f"{lead}{stated}.{course}"
    draws = f" ({found.mean:.2f} on average over {found.draws} draws of them)" if full else ""
    when = escalation.when(
        found.peak_step, words.when(month_of(meta.start, found.peak_step), found.peak_step)
    )
    share = words.percent(found.peak_above or 0.0)
    return (
        f"{lead}{stated}{draws}. {when} it is {found.peak:.2f}, and 1 or more in {share} of runs; "
        f"{escalation.verdict(found)}.{course}"
    )
