"""Games and files: what is read to play one, and a game that is kept."""

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sim.ask.since import Since
    from sim.single.game import Game
    from sim.world import Scenario, World, WorldError
    from sim.world.document import Document

MOST = 20_000_000  # bytes of a game
_GAMES = "game-*.json"


def read(scenario: str, seeds: "Path | Since | None") -> "tuple[World, Scenario]":
    """The world and the scenario that are meant. Raises WorldError."""
    from sim.ask.place import find
    from sim.ask.question import home_of
    from sim.ask.where import world_of
    from sim.world import load_scenario

    world = world_of(home_of(scenario, seeds))
    return world, load_scenario(find(scenario), world)


def begun(seeds: "Path | Since | None", world: "World") -> str:
    """What a replay is told of where a game begins, as it was typed; empty where nothing was."""
    from sim.ask.since import Since

    if not isinstance(seeds, Since):
        return ""
    history = "" if seeds.history is None else f" --history {shlex.quote(str(seeds.history))}"
    return f" --from {world.date}{history}"


def save(game: "Game", path: Path) -> None:
    """Keep a game in a file, whole or not at all."""
    from sim.results.writing import write_file

    write_file(path, json.dumps(game.to_record(), ensure_ascii=False, separators=(",", ":")) + "\n")


def load(path: Path, scenario: str | None, seeds: "Path | Since | None") -> "Game":
    """A game that was kept, replayed; by default on the scenario that it names.

    Raises WorldError.
    """
    from sim.single.game import Game
    from sim.world.naming import name_fault

    record = _read(path)
    run = record.data.get("run")
    name = run.get("scenario") if isinstance(run, dict) else None
    if scenario is None and (not isinstance(name, str) or name_fault(name)):
        raise _no_game(record.file, "it holds no game")
    world, asked = read(str(name) if scenario is None else scenario, seeds)
    return Game.from_record(record, world, asked)


def _read(path: Path) -> "Document":
    from sim.single.record import frozen
    from sim.world.document import Document, shown

    try:
        with path.open("rb") as file:
            raw = file.read(MOST + 1)
    except OSError as error:
        said = f"the file cannot be read: {(error.strerror or str(error)).lower()}"
        raise _no_game(shown(path), said) from error
    if len(raw) > MOST:
        raise _no_game(shown(path), "the file is too large")
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise _no_game(shown(path), "it is no JSON") from error
    if not isinstance(data, dict):
        raise _no_game(shown(path), "it holds no game")
    return Document(shown(path), frozen(data), {})


def _no_game(file: str, said: str) -> "WorldError":
    from sim.world import Problem, WorldError

    return WorldError([Problem(file, 0, said, "`sim play --save FILE` writes a game")])


def make_room(folder: Path) -> None:
    """Make a folder for games. Refuses one that holds some."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"cannot write {folder}: {error.strerror}") from error
    if any(folder.glob(_GAMES)):
        raise click.ClickException(f"{folder} holds games already and stays as it is")


def place(folder: Path, number: int) -> Path:
    """Where a game of several stands."""
    return folder / f"game-{number:04}.json"


def load_all(folder: Path, seeds: "Path | Since | None") -> "Iterator[tuple[int, int, Game]]":
    """Every game that a folder holds, with its number and how many there are.

    All are of one scenario. Raises WorldError; also where there is none.
    """
    from sim.single.game import Game

    found = sorted(folder.glob(_GAMES))
    if not found:
        raise _no_game(str(folder), "there is no game in it")
    first = load(found[0], None, seeds)
    world, scenario = first.model.world, first.model.scenario
    yield 1, len(found), first
    for number, path in enumerate(found[1:], start=2):
        yield number, len(found), Game.from_record(_read(path), world, scenario)
