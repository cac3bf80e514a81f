"""The user's own world: a folder ``seeds`` where the program is called, or beside a scenario."""

from pathlib import Path

from sim.ask.tell import tell

SEEDS, WITNESS, SCENARIOS = "seeds", "world.yaml", "scenarios"


def here() -> Path | None:
    """Return ``seeds/`` of the working directory where it is a world of the user's own.

    None where there is none, or it is the one that the program reads anyway. Whatever is read, or
    looks as if it should be and is not, is told on the error stream.
    """
    return _own(Path(SEEDS))


def beside(scenario: Path) -> Path | None:
    """Return the world of the user's own that lies beside the folder of a scenario, as above.

    None where that is the working directory, for which :func:`here` has spoken.
    """
    home = scenario.resolve().parent.parent
    return None if home == Path.cwd() else _own(home / SEEDS)


def _own(folder: Path) -> Path | None:
    from sim.world.regular import there

    if not there(folder / WITNESS):
        if there(folder) and (folder.parent / SCENARIOS).is_dir():
            _tell_unread(folder)
        return None
    from sim.world import seeds_dir

    if folder.resolve() == seeds_dir().resolve():
        return None
    tell(f"world: {folder} (--world DIR reads another)")
    return folder


def _tell_unread(folder: Path) -> None:
    from sim.world import seeds_dir

    said = f"{folder} is not read, it has no {WITNESS}: copy the whole of {seeds_dir()} there"
    tell(f"{said}, or name a whole world by --world DIR.")
