"""The screen and the JSON object that ``sim compare`` prints."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from string import ascii_uppercase

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import asked, selection, words, yardstick
from sim.report.screen import Cell, effect, grid, hanging, heading, of_runs, paragraph, print_blocks
from sim.results import ARMS, WITH, record
from sim.results.change import Change
from sim.results.comparison import (
    CompareArmRow,
    CompareIndicatorRow,
    CompareMeta,
    CompareRow,
    Comparison,
    PartingRow,
)
from sim.results.manifest import plain

RANGE_AT = 3  # the column of 8 runs in 10
PAIRS, INDICATORS, FIRST_ACTS = 5, 6, 3
SIDES = 4  # scenarios whose differences fit beside their shares
COLUMNS = 9  # scenarios whose shares fit on the screen


def as_json(found: Comparison, place: Path | None) -> str:
    """Return everything as one JSON object; rows bear the columns of the CSV files."""
    meta = found.meta
    fields = {
        "scenarios": list(meta.scenarios),
        "reference": meta.reference,
        "world": meta.world,
        "runs": meta.runs,
        "seed": meta.seed,
        "steps": meta.steps,
        "start": meta.start,
        "off": list(meta.off),
        "set": dict(meta.set_values),
        "changes": plain(meta.changes),
        "ordinary": meta.ordinary,
        "compare": [record(row) for row in found.alignments],
        "compare_indicators": [record(row) for row in found.indicators],
        "compare_arms": [record(row) for row in found.arms],
        "parting": [record(row) for row in found.partings],
        "warnings": [record(row) for row in found.warnings],
        "results_dir": None if place is None else place.as_posix(),
    }
    return json.dumps(fields, ensure_ascii=False, allow_nan=False)


def show(found: Comparison, place: Path | None, console: Console) -> None:
    """Print the screen; ``place`` is the result folder, where one was written."""
    print_blocks(_blocks(found, place), console)


def letters(meta: CompareMeta) -> dict[str, str]:
    """Scenario -> the letter it goes by on the screen: A for the first; a number past Z."""
    return {
        name: ascii_uppercase[n] if n < len(ascii_uppercase) else str(n + 1)
        for n, name in enumerate(meta.scenarios)
    }


def _blocks(found: Comparison, place: Path | None) -> Iterator[list[RenderableType]]:
    yield _asked(found)
    yield _alignments(found)
    if found.indicators:
        yield _indicators(found)
    yield _partings(found)
    yield _close(found, place)


def _asked(found: Comparison) -> list[RenderableType]:
    meta = found.meta
    title = f"{len(meta.scenarios)} scenarios against {meta.reference} ({meta.reference_title})"
    rows = [
        (letter, name, words.printable(said))
        for (name, letter), said in zip(letters(meta).items(), meta.titles, strict=True)
    ]
    pieces: list[RenderableType] = [Text(words.printable(title), style="bold")]
    pieces.append(grid(("", "", ""), rows, most={2: 66}))
    for name, letter in letters(meta).items():
        if apart := asked.apart(meta.changes.get(name, ())):
            pieces.append(hanging(f"{letter}  Asked: what if {'; '.join(apart)}?", len("  A  ")))
    changed = asked.shared(for_all(meta), meta.set_values, meta.off)
    if changed:
        pieces.append(paragraph("Changed for all: " + "; ".join(changed) + ".", indent=""))
    runs = f"{words.count(meta.runs, 'run')} of each, all on the same luck"
    horizon = f"{words.count(meta.steps, meta.step_unit)} from {words.month(meta.start)}"
    pieces.append(Text(f"{runs}; {horizon}; seed {meta.seed}.", style="dim"))
    return pieces


def for_all(meta: CompareMeta) -> list[Change]:
    """Return what every scenario and the reference have otherwise."""
    first, *others = [meta.changes.get(name, ()) for name in meta.scenarios]
    return [one for one in first if one.arms == ARMS and all(one in more for more in others)]


def _alignments(found: Comparison) -> list[RenderableType]:
    explained = "difference to the reference at the end, run by run; error: of sampling"
    pieces: list[RenderableType] = [heading("Effects on alignments", explained)]
    groups = matter(found.alignments)
    if not groups:
        pieces.append(Text("  None by more than chance, in any of the scenarios."))
        return pieces
    first = letters(found.meta)[found.meta.scenarios[0]]
    numbers = ("effect", "8 runs in 10", "error", "peak", f"over {first}", "error")
    header = ("who toward whom", "", *numbers)
    runs = found.meta.runs
    lines = (line for group in groups for line in _effects(group, found.meta))
    rows = [of_runs(line, RANGE_AT, runs) for line in lines]
    pieces.append(grid(of_runs(header, RANGE_AT, runs), rows, right=range(2, 8)))
    if found.meta.ordinary is not None:
        pieces.append(paragraph(yardstick.ordinary(*found.meta.ordinary)))
    return pieces


def matter(rows: Sequence[CompareRow]) -> list[list[CompareRow]]:
    """Return, pair by pair, the alignments that some scenario moves most, at the end or before."""
    groups = [list(group) for _, group in groupby(rows, lambda row: (row.source, row.target))]
    found = [group for group in groups if any(map(selection.stands_out, group))]
    return sorted(found, key=lambda group: -max(map(selection.size, group)))[:PAIRS]


def _effects(group: list[CompareRow], meta: CompareMeta) -> Iterator[tuple[Cell, ...]]:
    letter = letters(meta)
    for n, row in enumerate(group):
        yield (
            "" if n else words.pair(row.source, row.target, meta.names),
            letter[row.scenario],
            effect(words.signed(row.effect)),
            words.over_runs(row.effect_p10, row.effect_p90, row.mc_error),
            words.error(row.mc_error),
            f"{words.signed(row.peak)} ({row.peak_step})",
            words.signed(row.contrast) if n else "",
            words.error(row.contrast_error) if n else "",
        )


def _indicators(found: Comparison) -> list[RenderableType]:
    explained = "share of runs in which it comes true; points of difference, ± their error"
    groups = [list(group) for _, group in groupby(found.indicators, lambda row: row.indicator)]
    groups.sort(key=lambda group: -max(abs(row.difference) for row in group))
    sides = [*letters(found.meta).values()][:COLUMNS]
    rows: list[tuple[Cell, ...]] = [
        (
            words.printable(group[0].title),
            words.percent(group[0].without),
            *(_share(row, len(sides) <= SIDES) for row in group[:COLUMNS]),
        )
        for group in groups[:INDICATORS]
    ]
    pieces: list[RenderableType] = [heading("Indicators", explained)]
    pieces.append(grid(("what", "reference", *sides), rows, right=range(1, 2 + len(sides))))
    rest = len(found.meta.scenarios) - len(sides)
    if rest:
        more = f"  and {words.count(rest, 'further scenario')}: compare_indicators.csv"
        pieces.append(Text(more, style="dim"))
    return pieces


def _share(row: CompareIndicatorRow, differing: bool) -> Text:
    text = Text(words.percent(row.with_))
    if differing:
        text.append(" ")
        text.append(effect(words.signed(row.difference * 100, 0)))
        text.append(words.error(row.mc_error * 100, 0), style="dim")
    return text


def _partings(found: Comparison) -> list[RenderableType]:
    explained = "the first step in which a run goes another way than the reference's"
    pieces: list[RenderableType] = [heading("When they part", explained)]
    letter = letters(found.meta)
    for arm in found.arms:
        text = f"{letter[arm.scenario]}  {parted(arm, found)}"
        pieces.append(hanging(text, len("  A  ")))
    return pieces


def parted(arm: CompareArmRow, found: Comparison) -> str:
    """Say how many of a scenario's runs leave the reference's, when, and by which acts."""
    meta, acts = found.meta, [row for row in found.partings if row.scenario == arm.scenario]
    if arm.parted_step is None:
        return "never: every run is the reference's, to the last bit."
    first = [row for row in acts if not row.reaction]
    said = (
        f"{words.percent(arm.parted)} of runs part, half of them by {meta.step_unit}"
        f" {arm.parted_step:.0f}; first by: {_acts(first, meta)}."
    )
    if arm.reacted_step is None:
        return f"{said} No free choice differs."
    reactions = [row for row in acts if row.reaction]
    return (
        f"{said} Free choices differ in {words.percent(arm.reacted)}, half of them by"
        f" {meta.step_unit} {arm.reacted_step:.0f}; first: {_acts(reactions, meta)}."
    )


def _acts(rows: list[PartingRow], meta: CompareMeta) -> str:
    said = [
        f"{words.sentence(row.actor, row.title, meta.names)}"
        f" ({where(row)}, {words.percent(row.share)})"
        for row in rows[:FIRST_ACTS]
    ]
    return "; ".join(said)


def where(row: PartingRow) -> str:
    """Say in which world an act is done, and what a script has to do with it."""
    here = row.arm == WITH
    side = "here only" if here else "in the reference only"
    if row.displaced:
        return f"{side}: displaced {'in the reference' if here else 'here'} by the script"
    return f"scripted, {side}" if row.scripted else side


def _close(found: Comparison, place: Path | None) -> list[RenderableType]:
    pieces: list[RenderableType] = []
    for notice in found.warnings:
        text = Text("Warning: ", style="bold yellow")
        text.append(words.printable(notice.text), style="not bold")
        pieces.append(text)
    note = "8 runs in 10 holds unsure values and chance together; sim run --variants tells them"
    if found.meta.runs > 1:
        pieces.append(Text(f"{note} apart.", style="dim"))
    if place is not None:
        pieces.append(Text(f"Files: {place}"))
    return pieces
