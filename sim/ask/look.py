"""What there is in a world, and everything about one thing."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sim.ask.place import choice_files, find, scenario_files
from sim.ask.where import Where, world_at

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from sim.ask.found import Found
    from sim.report.show.sheet import Sheet
    from sim.world import World

KINDS = (
    "scenarios",
    "options",
    "actors",
    "actions",
    "mechanisms",
    "motives",
    "policies",
    "indicators",
)


def listed(kind: str = "scenarios", *, world: Where = None) -> "pd.DataFrame":
    """Return what there is of a kind as a frame of ids and titles.

    Raises ``ValueError`` for a kind that is not in ``KINDS``.
    """
    import pandas as pd

    from sim.world.problems import suggest

    if kind not in KINDS:
        raise ValueError(f"there is no kind `{kind}`. {suggest(kind, list(KINDS))}")
    return pd.DataFrame.from_records(rows(kind, world_at(world)), columns=["id", "title"])


def show(thing: str, *, world: Where = None) -> "Found[list[Sheet]]":
    """Return everything about one thing, with values, ranges and sources; as ``sim show`` does.

    Raises ``WorldError`` where there is nothing of that name.
    """
    from sim.ask.found import Found

    known = world_at(world)
    found = [] if is_of_threats(thing, known) else sheets(thing, known)
    return Found(f"about {thing}", found, lambda console: print_all(thing, known, console))


def print_all(thing: str, world: "World", console: "Console") -> None:
    """Print everything about one thing. Raises ``WorldError``."""
    from sim.report.show.sheet import show as show_sheet
    from sim.report.show.threats import show as show_threats
    from sim.study.threats import holds

    if is_of_threats(thing, world):
        show_threats(world, holds(world), console)
        return
    for number, sheet in enumerate(sheets(thing, world)):
        if number:
            console.print()
        show_sheet(sheet, world, console)


def is_of_threats(thing: str, world: "World") -> bool:
    """Whether a word asks for the table of all threats."""
    from sim.report.show.sheets import names
    from sim.report.show.threats import NAME

    return thing == NAME and thing not in names(world)


def rows(kind: str, world: "World") -> list[tuple[str, str]]:
    """Return the id and the title of all that there is of a kind."""
    from sim.world.wording import POLICY

    if kind in ("scenarios", "options"):
        return list(_in_files(kind, world))
    if kind == "actors":
        return [(code, world.parties[code].name) for code in world.actors]
    if kind == "policies":
        return list(POLICY.items())
    if kind == "indicators":
        return [(item.id, item.title) for item in world.indicators]
    things: Mapping[str, Mapping[str, object]] = {
        "actions": world.actions,
        "mechanisms": world.mechanisms,
        "motives": world.motives,
    }
    return [(name, str(getattr(thing, "title", ""))) for name, thing in things[kind].items()]


def _in_files(kind: str, world: "World") -> Iterator[tuple[str, str]]:
    from sim.world import WorldError, load_scenario
    from sim.world.read_choice import load_choice

    files = scenario_files if kind == "scenarios" else choice_files
    load = load_scenario if kind == "scenarios" else load_choice
    for path in files(world.folder):
        try:
            yield path.stem, load(path, world).title
        except WorldError as error:
            yield path.stem, f"(does not load: {error.problems[0].message})"


def sheets(thing: str, world: "World") -> "list[Sheet]":
    """Return what there is of that name: a scenario, a thing, the step, or several of them."""
    from sim.report.show.sheets import names, scenario_sheet, sheet_about
    from sim.report.show.step import NAME, step_sheets
    from sim.report.show.threats import NAME as THREATS
    from sim.world import Problem, WorldError, load_scenario
    from sim.world.problems import suggest

    place = find(thing)
    ids = [path.stem for path in scenario_files(world.folder)]
    other = sheet_about(thing, world)
    found = [] if other is None else [other]
    if isinstance(place, Path) or thing in ids:
        found.append(scenario_sheet(load_scenario(place, world), world))
    if thing == NAME:
        found += step_sheets()
    if not found:
        hint = suggest(thing, [*names(world), *ids, NAME, THREATS])
        raise WorldError([Problem("", 0, f"there is nothing called `{thing}`", hint)])
    return found
