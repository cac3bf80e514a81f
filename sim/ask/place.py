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
    from sim.world.regular import there

    name = os.fspath(ref)  # raises TypeError for what is neither
    if isinstance(ref, Path) or name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
        return Path(ref)
    for folder in (beside, Path("scenarios")):
        if folder is not None and there(path := folder / f"{ref}.yaml"):
            return path
    return ref


def find_timeline(ref: str, world: "World") -> Path:
    """Return the file of a timeline: a path, or an id looked up as a scenario's is.

    A history of the world is one, too.
    """
    from sim.world.locate import timelines_dir

    return _found(ref, "timeline", Path("timelines"), timelines_dir(), world.folder / "history")


def find_history(ref: str | Path | None, world: "World") -> Path:
    """Return the file of a history: a path, an id, or by default the only one of the world."""
    from sim.world import Problem, WorldError

    if ref is not None:
        return _found(str(ref), "history", world.folder / "history")
    known = history_files(world)
    if len(known) != 1:
        said = f"the world {world.id} comes with {len(known) or 'no'} histories"
        names = ", ".join(path.stem for path in known)
        raise WorldError([Problem("", 0, said, f"Name one: {names}" if names else "Name a file")])
    return known[0]


def history_files(world: "World") -> list[Path]:
    """Return the histories that come with a world."""
    return sorted((world.folder / "history").glob("*.yaml"))


def _found(ref: str, what: str, *folders: Path) -> Path:
    """A path as it is, else the file of an id in the first of the folders that has it."""
    from sim.world import Problem, WorldError
    from sim.world.problems import suggest

    if ref.endswith((".yaml", ".yml")) or "/" in ref or "\\" in ref:
        return Path(ref)
    known = {path.stem: path for folder in reversed(folders) for path in folder.glob("*.yaml")}
    if ref not in known:
        raise WorldError([Problem("", 0, f"unknown {what} `{ref}`", suggest(ref, known))])
    return known[ref]


def scenario_files(seeds: Path | None = None) -> list[Path]:
    """Return every scenario: of a world (default: the one that comes along) and of ``scenarios/``.

    One in the working directory stands for its namesake that comes with the world.
    """
    from sim.world import scenarios_dir

    shipped = scenarios_dir() if seeds is None else seeds.resolve().parent / "scenarios"
    files = {path.name: path for path in shipped.glob("*.yaml")}
    files |= {path.name: path for path in Path("scenarios").glob("*.yaml")}
    return [files[name] for name in sorted(files)]


def choice_files(seeds: Path | None = None) -> list[Path]:
    """Return every choice: of a world (default: the one that comes along) and of ``options/``."""
    from sim.world.locate import options_dir

    shipped = options_dir() if seeds is None else seeds.resolve().parent / "options"
    files = {path.name: path for path in shipped.glob("*.yaml")}
    files |= {path.name: path for path in Path("options").glob("*.yaml")}
    return [files[name] for name in sorted(files)]


def find_choice(ref: str | Path, seeds: Path | None = None) -> Path:
    """Return the file of a choice: a path, or an id looked up as a scenario's is."""
    from sim.world import Problem, WorldError
    from sim.world.problems import suggest
    from sim.world.read_choice import known_choices

    if isinstance(ref, Path) or ref.endswith((".yaml", ".yml")) or "/" in ref or "\\" in ref:
        return Path(ref)
    theirs = [] if seeds is None else [seeds.resolve().parent / "options"]
    known = known_choices([Path("options"), *theirs])
    if ref not in known:
        raise WorldError([Problem("", 0, f"unknown choice `{ref}`", suggest(ref, known))])
    return known[ref]


def is_choice(path: Path) -> bool:
    """Return whether a file holds a choice between options; raises what reading it raises."""
    from sim.world.yaml_reader import read_yaml

    return read_yaml(path).data.keys() >= CHOICE_KEYS
