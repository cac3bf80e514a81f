"""``sim play``: one run month by month, with seats for programs and for people."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.groups import Setting, Shown, grouped
from sim.app.say import say
from sim.kernel.asked import RUN

if TYPE_CHECKING:
    from rich.console import Console

    from sim.single.game import Game
    from sim.world import World

ME, MODEL = "me", "model"


@dataclass(frozen=True)
class Seating:
    """Who plays which state, and what programs are given."""

    seats: tuple[str, ...]
    time_limit: float
    odds: bool


@dataclass(frozen=True)
class Drawn:
    """The run that is played: whose luck, how long, and its values, drawn or as stated."""

    seed: int
    number: int
    steps: int | None
    stated: bool


@click.command(name="play", short_help="Play a run: a program, you or the model in each seat.")
@click.argument("scenario", required=False)
@click.option(
    "--seat",
    "seats",
    multiple=True,
    metavar="CODE=HOW",
    help="Who plays a state: a program's command line (quoted), `me` for you at this terminal, or "
    "`model`. Repeatable; default: what the scenario's `seats` say, else the model.",
)
@options.seed
@click.option(
    "--run",
    "number",
    type=options.whole(RUN),
    default=0,
    show_default=True,
    help="Whose luck and values: those of this run of `sim run`.",
)
@options.steps
@click.option(
    "--stated", is_flag=True, help="Every value of the world as stated, instead of as run N draws."
)
@options.time_limit
@options.odds
@click.option(
    "--save",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the game as it goes, to be replayed.",
)
@click.option(
    "--replay",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Show a game that was saved; no program runs.",
)
@options.as_json
@options.full
@options.world
@options.since
@click.pass_context
@grouped
def command(
    ctx: click.Context,
    scenario: str | None,
    seating: Seating,
    luck: Drawn,
    save: Path | None,
    replay: Path | None,
    shown: Shown,
    setting: Setting,
) -> None:
    """Play SCENARIO on the luck of one run, and show what each month brings and what came of it.

    A program reads a line of JSON for each month and writes its choice; docs/seats.md says how.
    Where it fails, the model decides. Nobody in a seat: the model plays it. With --from the game
    begins after what is known to have happened; a replay is given the same.
    """
    from sim.app import games

    if replay is not None:
        _check_alone(ctx)
        game = games.load(replay, scenario, setting.world)
        _show(game, replay, games.begun(setting.world, game.model.world), shown)
        return
    if scenario is None:
        raise click.UsageError("Name a SCENARIO, such as: sim play lethal_aid --seat KOR=me")
    world, asked = games.read(scenario, setting.world)
    taken = {**asked.seats, **_seats(seating.seats, world)}
    if shown.as_json and ME in taken.values():
        raise click.UsageError("--json prints one object; you at the terminal do not go with it.")
    if save is not None and save.exists():
        raise click.ClickException(f"{save} is there already and stays as it is")
    from sim.single import EscalationModel
    from sim.single.game import Game

    values = "stated" if luck.stated else "drawn"
    whose = (luck.seed, luck.number, luck.steps)
    model = EscalationModel(world, asked, *whose, values)  # type: ignore[arg-type]
    game, again = Game(model), games.begun(setting.world, world)
    with ExitStack() as stack:
        _sit_down(game, taken, seating, stack)
        if ME in taken.values():
            _play_along(game, save, again, {code for code, how in taken.items() if how == ME})
            return
        _play_out(game, save)
    _show(game, save, again, shown)


def _check_alone(ctx: click.Context) -> None:
    """A replay asks nothing anew."""
    given = [
        f"--{name.replace('_', '-')}"
        for name in ("seats", "seed", "number", "steps", "stated", "time_limit", "odds", "save")
        if ctx.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT
    ]
    if given:
        names = {"--seats": "--seat", "--number": "--run"}
        said = ", ".join(names.get(name, name) for name in given)
        raise click.UsageError(f"--replay shows a game as it was played; {said} cannot change it.")


def _seats(given: tuple[str, ...], world: "World") -> dict[str, str]:
    """Code -> how it is played, of what was typed."""
    found: dict[str, str] = {}
    for text in given:
        code, equals, how = (part.strip() for part in text.partition("="))
        if not (equals and how):
            raise click.UsageError(f"--seat {text}: write CODE=HOW, such as RUS=me.")
        check_seat(code, world)
        if code in found:
            raise click.UsageError(f"--seat {code} is given twice.")
        found[code] = how
    return found


def check_seat(code: str, world: "World") -> None:
    """Refuse a state that does not decide."""
    from sim.world.problems import suggest

    if code in world.parties and code not in world.deciding:
        raise click.UsageError(f"--seat {code}: {world.parties[code].name} does not decide.")
    if code not in world.deciding:
        hint = suggest(code, world.deciding)
        raise click.UsageError(f"--seat {code}: there is no such state. {hint}")


def _sit_down(game: "Game", seats: dict[str, str], seating: Seating, stack: ExitStack) -> None:
    from sim.app import table
    from sim.single.program import Program

    for code, how in seats.items():
        if how == ME:
            game.seat_function(code, "you", table.decide)
        elif how != MODEL:
            program = stack.enter_context(Program(how, seating.time_limit))
            game.seat_program(code, program, odds=seating.odds)


def _months(game: "Game", save: Path | None) -> Iterator[int]:
    """Play on to the end and keep what was played."""
    from sim.app import games

    if save is not None:
        games.save(game, save)
    while not game.model.over:
        game.model.step()
        if save is not None:
            games.save(game, save)
        yield len(game.model.months)


def _play_out(game: "Game", save: Path | None) -> None:
    from sim.app.progress import bar

    with bar("playing", game.model.setting.steps) as progress:
        for step in _months(game, save):
            progress(step)


def _play_along(game: "Game", save: Path | None, again: str, eyes: set[str]) -> None:
    """Show each month as it is played, to those who play it."""
    from sim.app.table import EndedError
    from sim.report.played.month import ending, month, opening
    from sim.report.screen import console, print_blocks

    out = console()
    print_blocks([opening(game)], out)
    try:
        for step in _months(game, save):
            print_blocks([[""], month(game, step, eyes)], out)
    except EndedError:
        say("\nThe game ends here.")
    print_blocks([[""], ending(game), *_kept(save, again)], out)


def _show(game: "Game", place: Path | None, again: str, shown: Shown) -> None:
    import json

    from sim.report.played.month import ending, game_json, month, opening
    from sim.report.screen import print_blocks

    def as_json() -> str:
        told = game_json(game, None if place is None else str(place))
        return json.dumps(told, ensure_ascii=False, indent=1)

    def show(out: "Console") -> None:
        months = (month(game, step) for step in range(1, len(game.model.months) + 1))
        print_blocks([opening(game), ending(game), *_kept(place, again), *months], out)

    shown.tell(as_json, show)


def _kept(place: Path | None, again: str) -> "list[list[str]]":
    return [] if place is None else [[f"Replay it: sim play --replay {place}{again}"]]
