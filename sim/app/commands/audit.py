"""``sim audit``: how a program plays a state, before its advice is trusted."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.groups import Setting, Shown, grouped

if TYPE_CHECKING:
    from sim.ask.since import Since
    from sim.single.audit import Audit
    from sim.single.game import Game
    from sim.world import World

MOST = 10_000  # games
PLAYED = "baseline"


@dataclass(frozen=True)
class Trial:
    """The state that a program is tried in, how often, on which luck, and what it is given."""

    seat: str
    games: int
    seed: int
    steps: int | None
    time_limit: float
    odds: bool


@click.command(name="audit", short_help="Play a program many times: does it escalate, bluff, fail?")
@click.argument("program", required=False)
@click.argument("scenario", required=False)
@click.option("--seat", metavar="CODE", required=True, help="The state that it plays.")
@click.option(
    "--games",
    type=click.IntRange(1, MOST),
    default=50,
    show_default=True,
    help="How many: on the luck of runs 0, 1, 2, ...",
)
@options.seed
@options.steps
@options.time_limit
@options.odds
@click.option(
    "--save",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Keep every game, each a file that `sim play --replay` shows.",
)
@click.option(
    "--replay",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Audit games that were kept; no program runs.",
)
@options.as_json
@options.full
@options.world
@options.since
@click.pass_context
@grouped
def command(
    ctx: click.Context,
    program: str | None,
    scenario: str | None,
    trial: Trial,
    save: Path | None,
    replay: Path | None,
    shown: Shown,
    setting: Setting,
) -> None:
    """Let PROGRAM (a quoted command line) play a state of SCENARIO (default: baseline) many times.

    Reports how often it raises tension, harms and helps beside the model in the same states and
    beside base rates, in what states, whether it answers in kind and keeps its threats, and how
    often it failed. All other states are the model's. With --from all games begin after what is
    known to have happened.
    """
    from sim.single.audit import audit

    if replay is not None:
        if program is not None or _given(ctx):
            said = "--replay audits games as they were played: leave out PROGRAM and how to play it"
            raise click.UsageError(f"{said}.")
        played, world = _kept(replay, trial.seat, setting.world)
    elif program is None:
        raise click.UsageError('Name a PROGRAM, such as: sim audit "python my_seat.py" --seat RUS')
    else:
        played, world = _played(program, scenario or PLAYED, trial, save, setting.world)
    from sim.app.games import begun

    _print(audit(played, trial.seat), world, save, begun(setting.world, world), shown)


def _given(ctx: click.Context) -> bool:
    asked = ("scenario", "games", "seed", "steps", "time_limit", "odds", "save")
    default = click.core.ParameterSource.DEFAULT
    return any(ctx.get_parameter_source(name) is not default for name in asked)


def _played(
    program: str,
    scenario: str,
    trial: Trial,
    save: Path | None,
    seeds: "Path | Since | None",
) -> "tuple[list[Game], World]":
    from sim.app import games as files
    from sim.app.commands.play import check_seat
    from sim.app.progress import bar
    from sim.single.audit import play_games

    world, asked = files.read(scenario, seeds)
    check_seat(trial.seat, world)
    if save is not None:
        files.make_room(save)
    found: list[Game] = []
    going = play_games(
        program,
        trial.seat,
        world,
        asked,
        games=trial.games,
        seed=trial.seed,
        steps=trial.steps,
        limit=trial.time_limit,
        odds=trial.odds,
    )
    with bar("playing", trial.games) as progress:
        for game in going:
            if save is not None:
                files.save(game, files.place(save, len(found)))
            found.append(game)
            progress(len(found))
    return found, world


def _kept(folder: Path, seat: str, seeds: "Path | Since | None") -> "tuple[list[Game], World]":
    from sim.app import games as files
    from sim.app.commands.play import check_seat
    from sim.app.progress import bar

    found: list[Game] = []
    with bar("replaying", 100) as progress:
        for number, of, game in files.load_all(folder, seeds):
            check_seat(seat, game.model.world)
            if seat not in game.seats:
                raise click.UsageError(f"--seat {seat}: the model played it in these games.")
            found.append(game)
            progress(100 * number // of)
    return found, found[0].model.world


def _print(found: "Audit", world: "World", save: Path | None, again: str, shown: Shown) -> None:
    from sim.report.audit.text import blocks
    from sim.report.screen import print_blocks
    from sim.results.formats import plain

    said = f"Games: {save}; sim audit --seat {found.seat} --replay {save}{again}"
    kept = [] if save is None else [[said]]
    shown.tell(
        lambda: json.dumps(plain(found), ensure_ascii=False, indent=1),
        lambda out: print_blocks([*blocks(found, world), *kept], out),
    )
