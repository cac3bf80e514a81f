"""``sim list``: what there is."""

from pathlib import Path

import click

from sim.app import options
from sim.app.screenful import screenful
from sim.ask.look import KINDS

_NARROWEST, _WIDEST = 20, 70  # columns of a title


@click.command(name="list", short_help="List scenarios, actors, actions and so on.")
@click.argument("kind", type=click.Choice(KINDS), required=False)
@options.full
@options.world
def command(kind: str | None, full: bool, seeds: Path | None) -> None:
    """List one kind of thing, or without KIND how many of each there are and all scenarios."""
    from sim.ask.look import rows as listed
    from sim.report.screen import grid, heading
    from sim.world import load_world

    world = load_world(seeds)
    shown = kind or "scenarios"
    rows = {name: listed(name, world) for name in (KINDS if kind is None else (kind,))}
    longest = max((len(name) for name, _ in rows[shown]), default=0)
    with screenful(full) as out:
        if kind is None:
            counted = [(name, str(len(found))) for name, found in rows.items()]
            out.print(grid(("kind", "how many"), counted, right=(1,)))
            out.print()
        out.print(heading(shown.capitalize()))
        beside = max(_NARROWEST, min(_WIDEST, out.width - longest - 4))
        out.print(grid(("id", ""), rows[shown], most={1: beside}))
        out.print(f"\nMore about one: sim show {'ID' if kind else 'lethal_aid'}", style="dim")
