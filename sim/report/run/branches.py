"""The block of the screen that tells branches apart: each by itself, and all together."""

from collections.abc import Sequence

from rich.console import RenderableType

from sim.report import words
from sim.report.screen import Cell, grid, hanging, heading
from sim.results import BranchRow, Meta, Results

MOST = 3  # conditions, and as many alignments, told unless all are asked for


def block(results: Results, full: bool) -> list[RenderableType]:
    """Return the block; there are at least two branches."""
    rows = results.branches
    ways = {row.branch: row for row in rows}
    header = ("what: with, and less without", *(f"{n}" for n in range(1, len(ways) + 1)), "all")
    pieces: list[RenderableType] = [
        heading("Branch by branch", "each by itself; all: together by weight, as above")
    ]
    for n, one in enumerate(ways.values(), 1):
        pieces.append(
            hanging(f"  {n}  {words.printable(one.branch_title)} ({one.weight:.0%} of runs)", 5)
        )
    kept = [*_telling(rows, "indicator", full), *_telling(rows, "alignment", full)]
    lines = [_line(name, rows, results) for name in kept]
    right = tuple(range(1, len(ways) + 2))
    pieces.append(grid(header, lines, right=right, wrap=True))
    return pieces


def _telling(rows: Sequence[BranchRow], kind: str, full: bool) -> list[str]:
    """The names in which branches lie furthest apart, those first."""
    apart: dict[str, list[float]] = {}
    for row in rows:
        if row.kind == kind:
            apart.setdefault(row.name, []).append(row.difference)
    named = sorted(apart, key=lambda name: min(apart[name]) - max(apart[name]))
    return named if full else named[:MOST]


def _line(name: str, rows: Sequence[BranchRow], results: Results) -> tuple[Cell, ...]:
    own = [row for row in rows if row.name == name]
    kind = own[0].kind
    if kind == "indicator":
        found = next(one for one in results.indicators if one.indicator == name)
        together = _share(found.with_, found.difference)
        cells = [_share(row.with_, row.difference) for row in own]
    else:
        shift = next(one for one in results.shifts if f"{one.source}>{one.target}" == name)
        together = words.signed(shift.effect)
        cells = [words.signed(row.difference) for row in own]
    return (_title(own[0], results.meta), *cells, together)


def _share(share: float, difference: float) -> str:
    return f"{words.percent(share)} ({words.signed(difference * 100, 0)})"


def _title(row: BranchRow, meta: Meta) -> str:
    if row.kind == "indicator":
        return words.printable(row.title)
    source, target = row.name.split(">")
    return f"{words.pair(source, target, meta.names)}, at the end"
