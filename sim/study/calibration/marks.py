"""Marked provocations: who provoked on which days."""

from datetime import date
from pathlib import Path

from sim.results.calibration import Marks
from sim.world import Problem, World, WorldError
from sim.world.csv_reader import read_table
from sim.world.document import shown
from sim.world.problems import suggest
from sim.world.record import FOLDER, load_record

COLUMNS = ("date", "actor")
FORCE = ("15", "18", "19", "20")  # CAMEO: shows of force, assaults, fights, mass violence


def marks_of_record(world: World) -> Marks:
    """The dated shows and uses of force in the world's record; none where none comes along."""
    if not (world.folder / FOLDER).is_dir():
        return {}
    days: dict[str, set[int]] = {}
    for deed in load_record(world).deeds:
        action = world.actions[deed.action]
        if deed.dated and action.cameo.startswith(FORCE):
            owner = action.owner
            days.setdefault(owner, set()).add(date.fromisoformat(deed.date).toordinal())
    return {actor: tuple(sorted(marked)) for actor, marked in days.items()}


def read_marks(path: Path, world: World) -> Marks:
    """The marks in a table with the columns date and actor, in any order of the days.

    Raises ``WorldError`` with file and line for an unknown actor and for what is no day.
    """
    problems: list[Problem] = []
    days: dict[str, set[int]] = {}
    for row in read_table(path, COLUMNS):
        day, actor = row.cells
        if actor not in world.parties:
            said = f"unknown party `{actor}`"
            problems.append(Problem(shown(path), row.line, said, suggest(actor, world.parties)))
            continue
        try:
            days.setdefault(actor, set()).add(date.fromisoformat(day).toordinal())
        except ValueError:
            said = f"{day!r} is no day"
            problems.append(Problem(shown(path), row.line, said, "Write it as 2022-01-31"))
    if problems:
        raise WorldError(problems)
    return {actor: tuple(sorted(marked)) for actor, marked in days.items()}
