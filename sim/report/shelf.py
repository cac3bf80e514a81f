"""The screens of ``sim results``: what is kept, and two results side by side."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import asked, digits, selection, words
from sim.report.screen import effect, grid, hanging, heading, paragraph, print_blocks
from sim.results import IndicatorRow, Meta, Results
from sim.results.findings import as_json as json_of
from sim.results.shelf import Entry
from sim.world.month import month_of

MOST = 15  # results that are listed unless all are asked for
ROWS = 8  # of a table of two results side by side


@dataclass(frozen=True)
class _Beside:
    """What a scenario changes in one thing in two results: as printed, and exactly apart."""

    what: str
    ours: str
    theirs: str
    apart: float
    error: str

    @property
    def gap(self) -> str:
        """The difference of the two as they are printed, with as many digits."""
        shown = len(self.ours.partition(".")[2])
        return words.apart(float(self.theirs), float(self.ours), shown)


def line(results: Results) -> str:
    """Return the finding in a line: the indicator that changes most, the largest shift."""
    meta, said = results.meta, []
    for likelier in selection.headlines(results.indicators, meta, 1):
        points = _points(likelier, selection.digits_of(likelier, meta.runs))
        said.append(f"“{likelier.title.rstrip('.')}” {points} points")
    moved = selection.leading(results.shifts)
    if moved is not None:
        pair = words.pair(moved.source, moved.target, meta.names)
        when = words.when(month_of(meta.start, moved.peak_step), moved.peak_step)
        said.append(f"{pair} {words.signed(moved.peak)} {when}")
    return words.printable("; ".join(said) or "nothing stands out of chance")


def begins(meta: Meta) -> str:
    """Return the month with which it begins, and the history that is known before it."""
    said = f"from {words.month(meta.start)}"
    past = meta.known_past
    return said if past is None else words.printable(f"{said}, after “{past.title}”")


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
        begun = f" from {words.month(entry.start)}" if entry.start else ""
        yield Text(
            words.printable(f"  {entry.name}  {day}, {entry.kind or 'cannot be read'}{begun}")
        )
        if said := entry.fault or entry.title:
            yield hanging(f"  {words.printable(said)}", 4)
        return
    meta = entry.found.results.meta
    runs = words.count(meta.runs, "pair")
    name = Text(f"  {entry.name}", style="bold")
    name.append(f"  {day}, {runs} of runs against {meta.baseline}", style="dim not bold")
    yield name
    if meta.known_past is not None:
        yield hanging(f"  {begins(meta)}", 4)
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
    yield [
        heading("Alignments", "difference to without at the end, those furthest apart first"),
        _table(_alignments(*both)),
    ]
    yield [
        heading("Indicators", "difference to without in points, those furthest apart first"),
        _table(_indicators(*both)),
    ]
    yield [paragraph(_draws(both), indent="", style="dim")]


def _asked(letter: str, place: Path, meta: Meta) -> Iterator[RenderableType]:
    span = f"{words.count(meta.steps, meta.step_unit)} {begins(meta)}"
    runs = f"{words.count(meta.runs, 'pair')} of runs, {span}"
    said = f"{letter}  {meta.title} (against {meta.baseline}; {runs}; seed {meta.seed}; {place})"
    yield paragraph(words.printable(said), indent="")
    if what := changed(meta):
        yield paragraph(f"changed in both: {what}", indent="   ")


def _alignments(ours: Results, theirs: Results) -> Iterator[_Beside]:
    runs = min(ours.meta.runs, theirs.meta.runs)
    others = {(row.source, row.target): row for row in theirs.shifts}
    for one in ours.shifts:
        if (two := others.get((one.source, one.target))) is None:
            continue
        apart, error = two.effect - one.effect, math.hypot(one.mc_error, two.mc_error)
        told = (one.effect, two.effect) if abs(apart) > 2 * error else ()
        shown = digits.of_alignments(runs, *told)
        yield _Beside(
            words.pair(one.source, one.target, ours.meta.names),
            words.signed(one.effect, shown),
            words.signed(two.effect, shown),
            apart,
            words.error(error, shown + 1),
        )


def _indicators(ours: Results, theirs: Results) -> Iterator[_Beside]:
    runs = min(ours.meta.runs, theirs.meta.runs)
    settled = {*ours.meta.settled, *theirs.meta.settled}
    others = {row.indicator: row for row in selection.free(theirs.indicators, settled)}
    for one in selection.free(ours.indicators, settled):
        if (two := others.get(one.indicator)) is None:
            continue
        shown = max(selection.digits_of(row, runs) for row in (one, two))
        error = math.hypot(one.mc_error, two.mc_error)
        yield _Beside(
            one.title,
            _points(one, shown),
            _points(two, shown),
            two.difference - one.difference,
            words.error(error * 100, digits.of_error(digits.of_shares(runs), shown)),
        )


def _points(row: IndicatorRow, shown: int) -> str:
    """Return the difference in points of the two shares as a screen prints them."""
    return words.apart(row.with_ * 100, row.without * 100, shown)


def _table(rows: Iterable[_Beside]) -> RenderableType:
    furthest = sorted(rows, key=lambda row: -abs(row.apart))[:ROWS]
    return grid(
        ("what", "A", "B", "B less A", "error"),
        (
            (
                words.printable(row.what),
                effect(row.ours),
                effect(row.theirs),
                effect(row.gap),
                row.error,
            )
            for row in furthest
        ),
        right=(1, 2, 3, 4),
    )


def _draws(both: Sequence[Results]) -> str:
    ours, theirs = (one.meta for one in both)
    if (ours.seed, ours.world) != (theirs.seed, theirs.world):
        return "The two have other luck or another world: they differ by that too."
    if (ours.start, ours.known_past) != (theirs.start, theirs.known_past):
        return "The two begin in another month or after another history: they differ by that too."
    said = "Both have the same luck, which the error does not know: it is rather too large."
    if ours.scenario == theirs.scenario:
        return said
    return f"{said} With errors that do: sim compare {ours.scenario} {theirs.scenario}"
