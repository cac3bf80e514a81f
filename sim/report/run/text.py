"""The one screen that ``sim run`` prints: its answer first, and all of it on request."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import asked, escalation, words
from sim.report.finding import finding
from sim.report.run import (
    branches,
    contingencies,
    indicators,
    reactions,
    shifts,
    stakes,
    story,
    theatres,
    threats,
    uncertainty,
)
from sim.report.screen import LINES, hanging, heading, height, paragraph, print_blocks
from sim.report.sentence import plain
from sim.report.threats import told
from sim.results import WITH, Meta, Reproduction, Results
from sim.results.uncertainty import Uncertainty
from sim.world.month import month_of

ASKED, ALL_ASKED = 3, 8  # scripted acts and changes that are told
THREATS, STAKES, THEATRES = "threats", "who gains and who loses", "the theatres"
BRANCHES, CONTINGENCIES = "branch by branch", "if and when"
STORY, ESCALATION = "one run", "escalation"
NEEDED_LEAST = (STORY, ESCALATION, THEATRES, STAKES, THREATS, CONTINGENCIES, BRANCHES)

Block = list[RenderableType]


def show(
    results: Results,
    place: Path | None,
    console: Console,
    doubt: Uncertainty | None = None,
    *,
    full: bool = False,
) -> None:
    """Print the screen; ``place`` is the result folder, where one was written.

    It is a screen of :data:`sim.report.screen.LINES` lines, besides the ``doubt`` that was asked
    for: of the blocks after the reactions it has those that fit, the others by name. If ``full``,
    every block is printed in full.
    """
    if full:
        print_blocks(_blocks(results, place, doubt), console)
        return
    rest, left = dict(_rest(results, False)), list[str]()
    for name in NEEDED_LEAST:
        if height(_screen(results, place, None, rest, left), console) <= LINES:
            break
        if rest.pop(name, None) is not None:
            left.append(name)
    print_blocks(_screen(results, place, doubt, rest, left), console)


def _blocks(results: Results, place: Path | None, doubt: Uncertainty | None) -> Iterator[Block]:
    yield from _first(results, full=True)
    yield from dict(_rest(results, True)).values()
    if doubt is not None:
        yield from uncertainty.blocks(results, doubt)
    yield _close(results, place)


def _screen(
    results: Results,
    place: Path | None,
    doubt: Uncertainty | None,
    rest: Mapping[str, Block],
    left: Sequence[str],
) -> Iterator[Block]:
    """The blocks of one screen; those of ``rest`` stand without empty lines between them."""
    yield from _first(results, full=False)
    pieces = [piece for block in rest.values() for piece in block]
    if left:
        pieces.append(
            paragraph(f"Left out for want of room: {', '.join(left)} (--full).", style="dim")
        )
    yield pieces
    if doubt is not None:
        yield from uncertainty.blocks(results, doubt)
    yield _close(results, place)


def _first(results: Results, full: bool) -> Iterator[Block]:
    """What is always told: what was asked, the finding, and what it rests on."""
    yield _asked(results.meta, full)
    yield _finding(results, full)
    if results.indicators:
        yield indicators.block(results, full)
    yield shifts.block(results, full)
    yield reactions.block(results, full)


def _rest(results: Results, full: bool) -> Iterator[tuple[str, Block]]:
    """Blocks of a few lines each by default, by what they are about."""
    if found := told(results):
        yield THREATS, threats.block(found, results.meta, full)
    if results.stakes:
        yield STAKES, stakes.block(results, full)
    if results.theatres:
        yield THEATRES, theatres.block(results, full)
    if results.branches:
        yield BRANCHES, branches.block(results, full)
    if results.contingencies:
        yield CONTINGENCIES, contingencies.block(results, full)
    if results.events:
        yield STORY, story.block(results, full)
    if results.reproduction is not None:
        said = _escalation(results.reproduction, results.meta, full)
        yield ESCALATION, [paragraph(said, indent="")]


def _asked(meta: Meta, full: bool) -> list[RenderableType]:
    most = ALL_ASKED if full else ASKED
    title = f" ({meta.baseline_title})" if full else ""
    past = " after the same history" if meta.known_past is not None else ""
    against = f"{meta.scenario}, compared with {meta.baseline}{title}{past}"
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
    if meta.known_past is not None:
        pieces.append(
            paragraph(f"Known before: {asked.known(meta.known_past, meta.start)}.", indent="")
        )
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
    said = f"Escalation: one escalatory act sets off {found.value:.2f} more at the start"
    course = f" Month by month: sim diagnose {shlex.quote(meta.scenario)}." if full else ""
    said += ", at the stated values" if full else ""
    if found.mean is None or found.peak is None or found.peak_step is None:
        return f"{said}.{course}"
    when = escalation.when(
        found.peak_step, words.when(month_of(meta.start, found.peak_step), found.peak_step)
    )
    means = escalation.verdict(found)
    if not full:
        when = f"{when[:1].lower()}{when[1:]}".removesuffix(",")
        return f"{said} and {found.peak:.2f} {when}: {means}."
    said += f" ({found.mean:.2f} on average over {found.draws} draws of them)"
    share = words.percent(found.peak_above or 0.0)
    return (
        f"{said}. {when} it is {found.peak:.2f}, and 1 or more in {share} of runs; {means}.{course}"
    )
