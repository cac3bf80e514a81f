"""The screens of ``sim results``: what is kept, and two results side by side."""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import asked, selection, words
from sim.report.screen import effect, grid, hanging, heading, paragraph, print_blocks
from sim.results import Meta, Results
from sim.results.findings import as_json as json_of
from sim.results.shelf import Entry
from sim.world.month import month_of

MOST = 15  # results that are listed unless all are asked for
ROWS = 8  # of a table of two results side by side

Key = TypeVar("Key")


def line(results: Results) -> str:
    """Return the finding in a line: the indicator that changes most, the largest shift."""
    meta, said = results.meta, []
    for likelier in selection.headlines(results.indicators, meta, 1):
        points = words.signed(likelier.difference * 100, 0)
        said.append(f"“{likelier.title.rstrip('.')}” {points} points")
    moved = selection.leading(results.shifts)
    if moved is not None:
        pair = words.pair(moved.source, moved.target, meta.names)
        when = words.when(month_of(meta.start, moved.peak_step), moved.peak_step)
        said.append(f"{pair} {words.signed(moved.peak)} {when}")
    return words.printable("; ".join(said) or "nothing stands out of chance")


def changed(meta: Meta) -> str:
    """Return what was asked for on top of the scenario, in words; nothing where nothing was."""
    return words.printable("; ".join(asked.shared(meta.changes, meta.set_values, meta.off)))


def show(entries: Sequence[Entry], out: Path, console: Console, whole: bool = False) -> None:
    """Print what is kept below ``out``; the newest ones, or all."""
    if not entries:
        console.print(f"Nothing is kept in {out}. Start with: sim run lethal_aid")
        return
    console.print(heading("Results", f"in {out}, the newest first"))
    shown = entries if whole else entries[:MOST]
    for entry in shown:
        for piece in _told(entry):
            console.print(piece)
    if len(entries) > len(shown):
        more = f"  and {len(entries) - len(shown)} earlier: sim results --all"
        console.print(Text(more, style="dim"))


def as_json(entries: Sequence[Entry]) -> str:
    """Return what is kept as one JSON object."""
    return json_of({"results": [_fields(one) for one in entries]})


def show_two(places: Sequence[Path], both: Sequence[Results], console: Console) -> None:
    """Print two results side by side: what sets the questions apart, then what differs most."""
    print_blocks(_side_by_side(places, both), console)


def _told(entry: Entry) -> Iterator[RenderableType]:
    day = entry.finished[:10] or "no date"
    if entry.found is None:
        yield Text(f"  {entry.name}  {day}, {words.printable(entry.kind or 'cannot be read')}")
        if entry.fault:
            yield hanging(f"  {words.printable(entry.fault)}", 4)
        return
    meta = entry.found.results.meta
    runs = words.count(meta.runs, "pair")
    name = Text(f"  {entry.name}", style="bold")
    name.append(f"  {day}, {runs} of runs against {meta.baseline}", style="dim not bold")
    yield name
    if said := changed(meta):
        yield hanging(f"  changed in both: {said}", 4)
    yield hanging(f"  {line(entry.found.results)}", 4)


def _fields(entry: Entry) -> Mapping[str, object]:
    known: dict[str, object] = {
        "results_dir": entry.place,
        "finished": entry.finished,
        "kind": entry.kind or "run",
        "fault": entry.fault,
    }
    if entry.found is None:
        return known
    results = entry.found.results
    meta = results.meta
    return {
        **known,
        "scenario": meta.scenario,
        "baseline": meta.baseline,
        "runs": meta.runs,
        "seed": meta.seed,
        "steps": meta.steps,
        "set": meta.set_values,
        "off": meta.off,
        "finding": line(results),
    }


def _side_by_side(
    places: Sequence[Path], both: Sequence[Results]
) -> Iterator[list[RenderableType]]:
    yield [
        piece
        for letter, place, one in zip("AB", places, both, strict=True)
        for piece in _asked(letter, place, one.meta)
    ]
    effects = [{(r.source, r.target): (r.effect, r.mc_error) for r in one.shifts} for one in both]
    names = both[0].meta.names
    yield [
        heading("Alignments", "difference to without at the end, those furthest apart first"),
        _table({words.pair(*pair, names): pair for pair in effects[0]}, effects, 1.0, 2),
    ]
    shares = [
        {r.indicator: (r.difference, r.mc_error) for r in selection.free(one.indicators, settled)}
        for one in both
        for settled in [{*both[0].meta.settled, *both[1].meta.settled}]
    ]
    titles = {r.title: r.indicator for r in both[0].indicators if r.indicator in shares[0]}
    yield [
        heading("Indicators", "difference to without in points, those furthest apart first"),
        _table(titles, shares, 100.0, 0),
    ]
    yield [paragraph(_draws(both), indent="", style="dim")]


def _asked(letter: str, place: Path, meta: Meta) -> Iterator[RenderableType]:
    runs = f"{words.count(meta.runs, 'pair')} of runs, {words.count(meta.steps, meta.step_unit)}"
    said = f"{letter}  {meta.title} (against {meta.baseline}; {runs}; seed {meta.seed}; {place})"
    yield paragraph(words.printable(said), indent="")
    if what := changed(meta):
        yield paragraph(f"changed in both: {what}", indent="   ")


def _table(
    named: Mapping[str, Key],
    both: Sequence[Mapping[Key, tuple[float, float]]],
    scale: float,
    digits: int,
) -> RenderableType:
    rows = []
    for title, key in named.items():
        if key in both[0] and key in both[1]:
            (ours, error), (theirs, other) = both[0][key], both[1][key]
            rows.append((title, ours, theirs, theirs - ours, math.hypot(error, other)))
    rows.sort(key=lambda row: -abs(row[3]))
    return grid(
        ("what", "A", "B", "B less A", "error"),
        (
            (
                words.printable(title),
                effect(words.signed(ours * scale, digits)),
                effect(words.signed(theirs * scale, digits)),
                effect(words.signed(apart * scale, digits)),
                words.error(error * scale, digits + 1),
            )
            for title, ours, theirs, apart, error in rows[:ROWS]
        ),
        right=(1, 2, 3, 4),
    )


def _draws(both: Sequence[Results]) -> str:
    ours, theirs = (one.meta for one in both)
    if (ours.seed, ours.world) != (theirs.seed, theirs.world):
        return "The two have other luck or another world: they differ by that too."
    said = "Both have the same luck, which the error does not know: it is rather too large."
    if ours.scenario == theirs.scenario:
        return said
    return f"{said} With errors that do: sim compare {ours.scenario} {theirs.scenario}"
