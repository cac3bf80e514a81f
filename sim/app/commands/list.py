"""``sim list``: what there is."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.screenful import screenful

if TYPE_CHECKING:
    from sim.world import World

_KINDS = ("scenarios", "actors", "actions", "mechanisms", "motives", "indicators")
_NARROWEST, _WIDEST = 20, 70  # columns of a title


@click.command(name="list", short_help="List scenarios, actors, actions and so on.")
@click.argument("kind", type=click.Choice(_KINDS), required=False)
@options.full
@options.world
def command(kind: str | None, full: bool, seeds: Path | None) -> None:
    """List one kind of thing, or without KIND how many of each there are and all scenarios."""
    from sim.report.screen import grid, heading
    from sim.world import load_world

    world = load_world(seeds)
    shown = kind or "scenarios"
    rows = {name: _rows(name, world) for name in (_KINDS if kind is None else (kind,))}
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


def _rows(kind: str, world: "World") -> list[tuple[str, str]]:
    if kind == "scenarios":
        return _scenarios(world)
    if kind == "actors":
        return [(code, world.parties[code].name) for code in world.actors]
    if kind == "indicators":
        return [(item.id, item.title) for item in world.indicators]
    things: Mapping[str, Mapping[str, object]] = {
        "actions": world.actions,
        "mechanisms": world.mechanisms,
        "motives": world.motives,
    }
    return [(name, str(getattr(thing, "title", ""))) for name, thing in things[kind].items()]


def _scenarios(world: "World") -> list[tuple[str, str]]:
    from sim.app.inputs import scenario_files
    from sim.world import WorldError, load_scenario

    rows = []
    for path in scenario_files(world.folder):
        try:
            rows.append((path.stem, load_scenario(path, world).title))
        except WorldError as error:
            rows.append((path.stem, f"(does not load: {error.problems[0].message})"))
    return rows
