"""The block of the screen that tells who gains and who loses."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from sim.report import selection, words
from sim.report.screen import effect, grid, heading, paragraph
from sim.report.stakes import whole
from sim.results import Meta, Results, StakeRow

SHOWN = 7


def block(results: Results, full: bool) -> list[RenderableType]:
    """Return the block: those who are clearly better or worse off, in full a line for each."""
    meta = results.meta
    span = words.count(meta.steps, meta.step_unit)
    head = heading("Who gains, who loses", f"good less harm met in {span}; 1: the most of one act")
    rows = selection.stakes(results.stakes, len(results.stakes) if full else SHOWN)
    if not rows:
        return [head, Text("  Nobody by more than chance.")]
    if full:
        return [head, _table(rows, meta)]
    return [head, paragraph("; ".join(_sides(rows, meta)) + ".")]


def _sides(rows: Sequence[StakeRow], meta: Meta) -> Iterator[str]:
    for side, of in (("Gain", 1), ("Lose", -1)):
        found = [row for row in rows if row.stake * of > 0]
        if found:
            said = (f"{words.name(row.party, meta.names)} {whole(row)}" for row in found)
            yield f"{side}: {', '.join(said)}"


def _table(rows: Sequence[StakeRow], meta: Meta) -> RenderableType:
    header = ("who", "in all", "error", "by the script", "by what follows", "error")
    cells = (
        (
            words.name(row.party, meta.names),
            effect(whole(row)),
            words.error(row.mc_error),
            words.signed(row.deed),
            effect(words.signed(row.follows)),
            words.error(row.follows_error),
        )
        for row in rows
    )
    return grid(header, cells, right=range(1, 6))
