"""``sim list``: what there is."""

from pathlib import Path

import click

from sim.app import options
from sim.ask.look import KINDS


@click.command(name="list", short_help="List scenarios, actors, actions and so on.")
@click.argument("kind", type=click.Choice(KINDS), required=False)
@options.world
def command(kind: str | None, seeds: Path | None) -> None:
    """List one kind of thing, or without KIND how many of each there are and all scenarios."""
    from sim.ask.look import rows as listed
    from sim.report.screen import console, grid, heading
    from sim.world import load_world

    world = load_world(seeds)
    out, shown = console(), kind or "scenarios"
    rows = {name: listed(name, world) for name in (KINDS if kind is None else (kind,))}
    if kind is None:
        counted = [(name, str(len(found))) for name, found in rows.items()]
        out.print(grid(("kind", "how many"), counted, right=(1,)))
        out.print()
    out.print(heading(shown.capitalize()))
    out.print(grid(("id", ""), rows[shown], most={1: 70}))
    out.print(f"\nMore about one: sim show {'ID' if kind else 'lethal_aid'}", style="dim")
