"""From names to files: scenarios and timelines."""

import os
from pathlib import Path


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


def find_timeline(ref: str) -> Path:
    """Return the file of a timeline: a path, or an id looked up as a scenario's is."""
    from sim.world import Problem, WorldError
    from sim.world.locate import timelines_dir
    from sim.world.problems import suggest

    if ref.endswith((".yaml", ".yml")) or "/" in ref or "\\" in ref:
        return Path(ref)
    folders = (Path("timelines"), timelines_dir())
    known = {path.stem: path for folder in reversed(folders) for path in folder.glob("*.yaml")}
    if ref not in known:
        raise WorldError([Problem("", 0, f"unknown timeline `{ref}`", suggest(ref, known))])
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
