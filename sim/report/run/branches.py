"""The block of the screen that tells branches apart: each by itself, and all together."""

from rich.console import RenderableType

from sim.report import branches, words
from sim.report.branches import Outcome, Told
from sim.report.screen import Cell, grid, hanging, heading
from sim.results import Results

MOST = 3  # conditions, and as many alignments, told unless all are asked for


def block(results: Results, full: bool) -> list[RenderableType]:
    """Return the block; there are at least two branches."""
    ways = branches.ways(results)
    header = ("what: with, and less without", *(f"{n}" for n in range(1, len(ways) + 1)), "all")
    pieces: list[RenderableType] = [
        heading("Branch by branch", "each by itself; all: together by weight, as above")
    ]
    for n, one in enumerate(ways, 1):
        pieces.append(
            hanging(f"  {n}  {words.printable(one.branch_title)} ({one.weight:.0%} of runs)", 5)
        )
    most = None if full else MOST
    lines = [_indicator(told) for told in branches.indicators(results)[:most]]
    lines += [_alignment(told) for told in branches.alignments(results)[:most]]
    right = tuple(range(1, len(ways) + 2))
    pieces.append(grid(header, lines, right=right, wrap=True))
    return pieces


def _indicator(told: Told) -> tuple[Cell, ...]:
    cells = [_share(one) for one in (*told.each, told.together)]
    return (words.printable(told.title), *cells)


def _share(one: Outcome) -> str:
    return f"{words.percent(one.level)} ({words.signed(one.difference * 100, 0)})"


def _alignment(told: Told) -> tuple[Cell, ...]:
    cells = [words.signed(one.difference) for one in (*told.each, told.together)]
    return (f"{told.title}, at the end", *cells)
