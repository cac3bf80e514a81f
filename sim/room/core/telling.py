"""Months, deeds, luck and scores as the room's pages say them."""

from collections.abc import Callable
from typing import Any

from sim.report import words
from sim.room.core.game import Game
from sim.room.core.look import Look, Luck
from sim.room.core.numbers import signed
from sim.room.core.score import Score
from sim.room.core.state import Played, Room, Taken
from sim.single import Deed
from sim.world.month import month_of

Scene = dict[str, Any]
"""What a page shows, as JSON knows it."""
UNUSUAL = 1.5  # times its usual odds, from which on a deed of the model is told
ACTS = 4  # deeds told of a month, and all that were chosen
WARNING = "A bound of the arithmetic decided in this run, not the laws alone: do not trust levels."


def when(game: Game, month: int) -> str:
    """The month of that number as a reader says it; before the first, the eve."""
    at = month_of(game.setup.world.date, max(month, 1))
    return words.month(at)


def played(game: Game) -> list[Scene]:
    """The states that are played, code and name."""
    parties = game.setup.world.parties
    return [{"code": c, "name": parties[c].name} for c in game.setup.lesson.text.played]


def notable(look: Look) -> list[Deed]:
    """The deeds of the last month that are worth telling, those of the class first."""
    deeds = [
        deed
        for deed in look.deeds
        if deed.by != "draw" or deed.probability > UNUSUAL * deed.base_rate
    ]
    order = {"player": 0, "function": 1, "script": 2, "draw": 3}
    ranked = sorted(deeds, key=lambda d: (order[d.by], d.base_rate - d.probability, d.action))
    chosen = sum(deed.by == "player" for deed in ranked)
    return ranked[: max(ACTS, chosen)]


def chosen_by(taken: Taken) -> str:
    """By whom something was chosen, in words."""
    if taken.by == "host":
        return "added by the instructor"
    if taken.by == "program":
        return "chosen by its program"
    if taken.hands:
        return "chosen by a show of hands"
    return f"chosen by {taken.votes} of {taken.of}"


def deed_text(deed: Deed, look: Look) -> str:
    """A deed and who chose it, in words."""
    said = words.deed(deed.action, look.world)
    month = look.played[deed.step - 1]
    if deed.by == "player":
        taken = next(one for one in month.taken if one.action == deed.action)
        return f"{said} ({chosen_by(taken)})"
    if deed.by == "script":
        return f"{said} (scripted)"
    chance = f"{words.percent(deed.probability)}, usually {words.percent(deed.base_rate)}"
    return f"{said} (by itself; its chance was {chance})"


HOLDS = "holds still: does nothing at all this month"


def held(month: Played, game: Game) -> list[Scene]:
    """The states that held in a month, as acts are told."""
    return [
        {
            "text": f"{game.setup.world.parties[one.team].name} holds still ({chosen_by(one)})",
            "by": "player",
            "state": one.team,
            "title": "holds still",
        }
        for one in month.taken
        if one.action is None and not one.line
    ]


def spoken(room: Room, game: Game) -> list[Scene]:
    """The programs that did nothing in the last month, or passed, as acts are told."""
    found = []
    for code, said in room.spoken.items():
        if said.fault:
            text = f"has a program that gave no answer ({said.fault}), so the model played it"
        elif any(said.choose.values()):
            continue
        elif said.choose:
            text = "does nothing that its program was asked about"
        else:
            text = "has a program that left all to the model"
        name = game.setup.world.parties[code].name
        found.append({"text": f"{name} {text}", "by": "player", "state": code, "title": text})
    return found


def score_of(found: Score | None) -> Scene | None:
    """A score as plain data."""
    return None if found is None else dict(found.__dict__)


def done_in(game: Game, room: Room) -> Callable[[int, int, str], bool]:
    """Whether an action was done in a course and month of a room."""

    def done(course: int, month: int, action: str) -> bool:
        months = room.months if course == room.course else room.earlier
        return game.look(months).done(month, action)

    return done


def luck_text(luck: Luck, game: Game) -> str:
    """Luck or choice, in a sentence."""
    names = game.setup.world.names
    pair = words.pair(luck.source, luck.target, names)
    free = f"{signed(luck.free[0])} and {signed(luck.free[2])}"
    chosen = f"{signed(luck.chosen[0])} and {signed(luck.chosen[2])}"
    return (
        f"{pair} ended at {signed(luck.now)}. With other luck, 9 of 10 runs end between {chosen} "
        f"by your choices, and between {free} by the model's own; "
        f"{words.percent(luck.beyond)} of the model's go as far."
    )
