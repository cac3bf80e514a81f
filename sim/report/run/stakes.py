"""The block of the screen that tells who gains and who loses."""

from rich.console import RenderableType
from rich.text import Text

from sim.report import selection, words
from sim.report.screen import effect, grid, heading
from sim.results import Results

SHOWN = 7


def block(results: Results) -> list[RenderableType]:
    """Return the block: one line for each party that is clearly better or worse off."""
    meta = results.meta
    span = words.count(meta.steps, meta.step_unit)
    explained = f"good less harm met in {span}, against without; 1: the most of one act"
    head = heading("Who gains, who loses", explained)
    rows = selection.stakes(results.stakes, SHOWN)
    if not rows:
        return [head, Text("  Nobody by more than chance.")]
    header = ("who", "in all", "error", "by the script", "by what follows", "error")
    cells = (
        (
            words.name(row.party, meta.names),
            effect(words.signed(row.stake)),
            words.error(row.mc_error),
            words.signed(row.deed),
            effect(words.signed(row.follows)),
            words.error(row.follows_error),
        )
        for row in rows
    )
    return [head, grid(header, cells, right=range(1, 6))]
