"""A sheet about one thing: facts, an equation, values with ranges, and the sources in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rich.console import Console

from sim.report.citations import in_words
from sim.report.screen import grid, heading, paragraph
from sim.report.words import printable
from sim.world import Quantity, World
from sim.world.provenance import Source


@dataclass(frozen=True)
class Sheet:
    """What is known about one thing. ``values`` are by the label they are shown under.

    ``own`` are sources that are not in the register of the world.
    """

    title: str
    about: str
    facts: tuple[tuple[str, str], ...] = ()
    equation: str = ""
    values: Mapping[str, Quantity] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    own: Mapping[str, Source] = field(default_factory=dict)


def show(sheet: Sheet, world: World, console: Console) -> None:
    """Print a sheet. Each value points by number to its sources, which follow in words."""
    console.print(heading(printable(sheet.title), printable(sheet.about)))
    for label, text in sheet.facts:
        console.print(paragraph(printable(text), label))
    if sheet.equation:
        console.print()
        console.print(paragraph(printable(sheet.equation), indent="    ", style="bold"))
    numbers: dict[str, int] = {}
    for source in sheet.sources:
        numbers.setdefault(source, len(numbers) + 1)
    if sheet.values:
        console.print()
        rows = [_row(label, value, numbers) for label, value in sheet.values.items()]
        console.print(grid(("value of", "value", "range", "rating", "sources"), rows, right=(1, 2)))
    if numbers:
        console.print()
        console.print(heading("Sources"))
        world = world.with_sources(sheet.own)
        for source, number in numbers.items():
            console.print(paragraph(f"[{number}] {printable(in_words(source, world))}"))


def _row(label: str, value: Quantity, numbers: dict[str, int]) -> tuple[str, ...]:
    cited = [numbers.setdefault(source, len(numbers) + 1) for source in value.sources]
    span = "exact" if value.fixed else f"{value.low:g} to {value.high:g}"
    return (
        printable(label),
        f"{value.value:g}",
        span,
        value.rating or "",
        " ".join(f"[{number}]" for number in cited),
    )
