"""``sim show``: everything about one thing."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.screenful import screenful

if TYPE_CHECKING:
    from sim.report.show.sheet import Sheet
    from sim.world import World


@click.command(name="show", short_help="Show one thing: values, ranges, sources.")
@click.argument("thing")
@options.full
@options.world
def command(thing: str, full: bool, seeds: Path | None) -> None:
    """Show one THING with its values, their ranges and where they come from.

    A scenario (lethal_aid), an actor (KOR), an action, an instrument, a mechanism, a motive, an
    indicator, a theatre, a posture, a threat, a direction ('KOR>USA'), a pair (KOR-USA), a claim,
    a source, or a dotted path (actors.KOR.precision). And `threats`: whom each threat holds back;
    `step`: every law in the order in which it runs.
    """
    from sim.report.show.sheet import show
    from sim.report.show.sheets import names
    from sim.report.show.threats import NAME as THREATS
    from sim.report.show.threats import show as show_threats
    from sim.world import load_world

    world = load_world(seeds)
    if thing == THREATS and thing not in names(world):
        with screenful(full) as out:
            show_threats(world, out)
        return
    sheets = _sheets(thing, world)
    with screenful(full) as out:
        for number, sheet in enumerate(sheets):
            if number:
                out.print()
            show(sheet, world, out)


def _sheets(thing: str, world: "World") -> "list[Sheet]":
    """Return what there is of that name: a scenario, a thing, the step, or several of them."""
    from sim.app.inputs import find, scenario_files
    from sim.report.show.sheets import names, scenario_sheet, sheet_about
    from sim.report.show.step import NAME, step_sheets
    from sim.report.show.threats import NAME as THREATS
    from sim.world import Problem, WorldError, load_scenario
    from sim.world.problems import suggest

    found = find(thing)
    ids = [path.stem for path in scenario_files(world.folder)]
    other = sheet_about(thing, world)
    sheets = [] if other is None else [other]
    if isinstance(found, Path) or thing in ids:
        sheets.append(scenario_sheet(load_scenario(found, world), world))
    if thing == NAME:
        sheets += step_sheets()
    if not sheets:
        hint = suggest(thing, [*names(world), *ids, NAME, THREATS])
        raise WorldError([Problem("", 0, f"there is nothing called `{thing}`", hint)])
    return sheets
