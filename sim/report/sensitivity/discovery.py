"""The screen that ``sim sensitivity --discover`` prints."""

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.citations import in_words
from sim.report.screen import files_at, grid, heading, paragraph, print_blocks
from sim.results.discovery import BoxRow, Discovery
from sim.results.sensitivity import BETWEEN_SOURCES
from sim.world import World

SURE = 0.05  # chance of being of no use, above which a restriction is marked


def show(found: Discovery, world: World, place: Path | None, console: Console) -> None:
    """Print the screen."""
    print_blocks(_blocks(found, world, place), console)


def _blocks(found: Discovery, world: World, place: Path | None) -> Iterator[list[RenderableType]]:
    yield _asked(found)
    yield _box(found)
    if found.rows:
        yield _sources(found, world)
    if place is not None:
        yield files_at(place)


def _asked(found: Discovery) -> list[RenderableType]:
    pieces: list[RenderableType] = [
        Text(words.printable(found.title), style="bold"),
        Text(
            f"Asked: for which values does “{words.printable(found.indicator_title)}” come true"
            " much more often?"
        ),
    ]
    changed = words.changes(found.set_values, found.off)
    if changed:
        pieces.append(Text("Changed: " + words.printable("; ".join(changed))))
    half = found.runs // 2
    pieces.append(
        Text(
            f"{words.count(found.runs, 'run')} of {found.scenario}: {half:,} searched,"
            f" {found.runs - half:,} kept to measure what was found; seed {found.seed}.",
            style="dim",
        )
    )
    return pieces


def _box(found: Discovery) -> list[RenderableType]:
    pieces: list[RenderableType] = [heading("The box", "limits that hold together")]
    if not found.rows:
        pieces.append(paragraph(_nothing(found)))
        return pieces
    rows = [
        (
            words.printable(row.value),
            _limits(row),
            f"{row.range_low:.3g} to {row.range_high:.3g}",
            f"{row.stated:.3g}",
            words.percent(row.share),
            _chance(row.p),
        )
        for row in found.rows
    ]
    header = ("value", "in the box", "whole range", "stated", "of draws", "no use?")
    pieces += [grid(header, rows, right=(4, 5)), Text()]
    pieces += [paragraph(said) for said in _worth(found)]
    return pieces


def _worth(found: Discovery) -> Iterator[str]:
    error = (found.density_error or 0.0) * 100
    yield (
        f"In the box it comes true in {_share(found.density)} of runs (±{error:.1f}), everywhere in"
        f" {words.percent(found.base)}. The box holds {words.percent(found.mass)} of runs and"
        f" {_share(found.coverage)} of the cases."
    )
    yield (
        f"On the runs that were searched: {_share(found.found_density)} in the box, and"
        f" {_share(found.found_coverage)} of the cases. A search tends to flatter what it finds;"
        " believe the others."
    )
    yield (
        "of draws: share of the value's draws that its limits let through; no use?: the chance that"
        " the limits would look as good if they did nothing."
    )


def _share(share: float | None) -> str:
    return words.UNKNOWN if share is None else words.percent(share)


def _nothing(found: Discovery) -> str:
    share = words.percent(found.base)
    if found.base in (0.0, 1.0):
        return f"It comes true in {share} of runs: there is nothing to tell apart."
    return (
        f"None: it comes true in {share} of runs, and no value by itself tells those from the"
        " others by more than chance. More runs (--samples) may."
    )


def _limits(row: BoxRow) -> str:
    below, above = row.low <= row.range_low, row.high >= row.range_high
    if above:
        return f"above {row.low:.3g}"
    return f"below {row.high:.3g}" if below else f"{row.low:.3g} to {row.high:.3g}"


def _chance(p: float) -> str:
    return words.percent(p) + (" (unsure)" if p > SURE else "")


def _sources(found: Discovery, world: World) -> list[RenderableType]:
    citing: dict[str, list[str]] = {}
    for row in found.rows:
        for source in row.sources.split(BETWEEN_SOURCES):
            citing.setdefault(source, []).append(row.value)
    pieces: list[RenderableType] = [heading("What these values rest on")]
    for source, values in citing.items():
        said = words.printable(in_words(source, world))
        pieces.append(paragraph(said, words.printable(", ".join(values))))
    return pieces
