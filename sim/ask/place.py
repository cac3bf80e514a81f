"""From names to files: scenarios, timelines, histories and choices between options."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.world import World

CHOICE_KEYS = frozenset({"decides", "options"})
"""What a choice between options has, and a scenario has not."""


def find(ref: str | Path, beside: Path | None = None) -> str | Path:
    """Return what ``load_scenario`` takes for a path or an id.

    An id is looked up beside another scenario, then in ``scenarios/`` of the working directory,
    then among those that come with the world.
    """
    from sim.world.locate import named_file
    from sim.world.regular import there

    name = os.fspath(ref)  # raises TypeError for what is neither
    if (file := named_file(ref if isinstance(ref, Path) else name)) is not None:
        return file
    for folder in (beside, Path("scenarios")):
        if folder is not None and there(path := folder / f"{ref}.yaml"):
            return path
    return ref


def find_timeline(ref: str | Path, world: "World") -> Path:
    """Return the file of a timeline: a path, or an id looked up as a scenario's is.

    A history of the world is one, too.
    """
    from sim.world.locate import timelines_dir

    return _found(ref, "timeline", Path("timelines"), timelines_dir(), world.folder / "history")


def find_history(ref: str | Path | None, world: "World") -> Path:
    """Return the file of a history: a path, an id, or by default the only one of the world."""
    from sim.world import Problem, WorldError

    if ref is not None:
        return _found(ref, "history", world.folder / "history")
    known = history_files(world)
    if len(known) != 1:
        said = f"the world {world.id} comes with {len(known) or 'no'} histories"
        names = ", ".join(path.stem for path in known)
        raise WorldError([Problem("", 0, said, f"Name one: {names}" if names else "Name a file")])
    return known[0]


def history_files(world: "World") -> list[Path]:
    """Return the histories that come with a world."""
    return sorted((world.folder / "history").glob("*.yaml"))


def _found(ref: str | Path, what: str, *folders: Path) -> Path:
    """A path as it is, else the file of an id in the first of the folders that has it."""
    from sim.world import Problem, WorldError
    from sim.world.locate import files_in, named_file
    from sim.world.problems import suggest

    known, name = files_in(folders), str(ref)
    found = named_file(ref) or known.get(name)
    if found is None:
        raise WorldError([Problem("", 0, f"unknown {what} `{name}`", suggest(name, known))])
    return found


def scenario_files(seeds: Path | None = None) -> list[Path]:
    """Return every scenario: of a world (default: the one that comes along) and of ``scenarios/``.

    One in the working directory stands for its namesake that comes with the world.
    """
    from sim.world import scenarios_dir

    return _files("scenarios", seeds, scenarios_dir())


def choice_files(seeds: Path | None = None) -> list[Path]:
    """Return every choice: of a world (default: the one that comes along) and of ``options/``."""
    from sim.world.locate import options_dir

    return _files("options", seeds, options_dir())


def _files(name: str, seeds: Path | None, ours: Path) -> list[Path]:
    from sim.world.locate import files_in

    shipped = ours if seeds is None else seeds.resolve().parent / name
    return sorted(files_in([Path(name), shipped]).values(), key=lambda path: path.name)


def find_choice(ref: str | Path, seeds: Path | None = None) -> Path:
    """Return the file of a choice: a path, or an id looked up as a scenario's is."""
    from sim.world.locate import options_dir

    theirs = [] if seeds is None else [seeds.resolve().parent / "options"]
    return _found(ref, "choice", Path("options"), *theirs, options_dir())


def is_choice(path: Path) -> bool:
    """Return whether a file holds a choice between options; raises what reading it raises."""
    from sim.world.yaml_reader import read_yaml

    return read_yaml(path).data.keys() >= CHOICE_KEYS
