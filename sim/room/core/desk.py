"""What the host sees besides the stage, as plain data: one next step, the seats, all else."""

from collections.abc import Set as AbstractSet
from typing import Any

from sim.report import words
from sim.room.core.game import Game
from sim.room.core.phone import phone
from sim.room.core.plan import DECIDING, following
from sim.room.core.sandbox import knobs
from sim.room.core.score import score, settled
from sim.room.core.state import Phase, Room, Seat
from sim.room.core.telling import Scene, done_in, played, when

View = dict[str, Any]
STEP: dict[Phase, str] = {
    "poll": "Ask the question",
    "sheets": "Hand out the sheets",
    "brief": "Where things stand",
    "bet": "Open the bets",
    "choose": "Let them choose",
    "reveal": "Close the vote and reveal",
    "scores": "Score the bets",
    "twin": "Show the model's own course",
    "whatif": "Take one idea away",
    "turn": "Vote for a month to play again",
    "questions": "Talk about it",
    "again": "Ask the question once more",
    "over": "Finish",
}


def desk(game: Game, room: Room, shown: Scene, connected: AbstractSet[str]) -> View:
    """Everything on the host's page; ``connected`` are the seats whose phones are there."""
    lesson = game.setup.lesson.text
    return {
        "scene": shown,
        "next": next_step(game, room),
        "undo": undo(game, room),
        "advice": advice(game, room),
        "played": played(game),
        "seats": [_seat(game, room, seat, connected) for seat in room.seats.values()],
        "hands": {
            seat.id: phone(game, room, seat, shown)
            for seat in room.seats.values()
            if seat.hands and not seat.removed
        },
        "programs": _programs(game, room),
        "delegated": sorted(room.delegated),
        "locked": room.locked,
        "laws": [
            {"name": name, "title": title, "off": name in room.off}
            for name, title in _laws(game).items()
        ],
        "whatif": room.whatif,
        "values": dict(room.values),
        "knobs": _knobs(game, room),
        "coming": coming(game, room),
        "inject": _inject(game, room),
        "lesson": {"before": lesson.before, "show": lesson.show, "after": list(lesson.after)}
        | {"wrong": lesson.wrong},
    }


def _laws(game: Game) -> dict[str, str]:
    world = game.setup.world
    titles = {name: law.title for name, law in world.mechanisms.items()}
    titles |= {name: law.title for name, law in world.motives.items()}
    return {name: title for name, title in titles.items() if name in game.setup.rules.laws}


def _programs(game: Game, room: Room) -> list[View]:
    """The programs that play, and how each stands to the month that is on."""
    parties = game.setup.world.parties
    return [
        {"name": parties[code].name, "command": command, "said": _spoken(room, code)}
        for code, command in game.setup.lesson.programs.items()
    ]


def _spoken(room: Room, code: str) -> str:
    said = room.spoken.get(code)
    if said is None:
        return "is thinking" if room.phase in DECIDING else ""
    if said.fault:
        return f"passes ({said.fault}: {said.wrong}): the model plays"
    return f"has answered: {said.because}" if said.because else "has answered"


def _knobs(game: Game, room: Room) -> list[View]:
    """The values that can be other, once it is asked what if."""
    if room.phase != "whatif":
        return []
    world = game.setup.lesson.scenario.apply(game.setup.world)
    return [dict(one.__dict__) for one in knobs(world)]


def next_step(game: Game, room: Room) -> str:
    """What the big button says; nothing once the lesson is over."""
    if room.phase == "over":
        return ""
    if room.phase == "turn":
        return "Play again from there"
    phase, month = following(game.setup.lesson.text, room)
    if phase == "brief":
        return f"{when(game, month)}: {STEP[phase].lower()}"
    return STEP[phase]


def undo(game: Game, room: Room) -> str:
    """What the button to take a month back says; nothing where there is none."""
    if len(room.months) <= room.shared or room.phase in ("over", "turn"):
        return ""
    return f"Take {when(game, room.months[-1].month)} back"


def coming(game: Game, room: Room) -> bool:
    """Whether a month is still to be decided."""
    last = len(room.months) >= game.setup.lesson.text.months
    return room.phase == "turn" or not (last or room.phase == "over")


def advice(game: Game, room: Room) -> str:
    """What to say or ask at this point."""
    lesson = game.setup.lesson.text
    return {
        "lobby": f"Ask: {lesson.before}",
        "bet": "Nobody sees the model's odds before the bets are in.",
        "reveal": lesson.show,
        "twin": "Same luck, the model's own choices: what differs is what the class did.",
        "questions": f"Where the model is wrong: {lesson.wrong}",
    }.get(room.phase, "")


def _seat(game: Game, room: Room, seat: Seat, connected: AbstractSet[str]) -> View:
    found = score(settled(room, done_in(game, room), seat.id))
    return {
        "id": seat.id,
        "name": seat.name,
        "team": seat.team,
        "hands": seat.hands,
        "removed": seat.removed,
        "connected": seat.id in connected,
        "minister": seat in room.ministers(seat.team),
        "answered": _answered(room, seat),
        "score": None if found is None else f"{found.said:.2f}",
    }


def _answered(room: Room, seat: Seat) -> bool:
    if room.phase == "choose":
        return seat.id in room.votes
    if room.phase == "bet":
        return any(key[:3] == (room.course, room.month, seat.id) for key in room.bets)
    return (room.phase, seat.id) in room.answers


def _inject(game: Game, room: Room) -> View:
    """What can still be added to this month, and what has been."""
    table = game.table(room)
    if table is None or room.phase not in DECIDING:
        return {"open": [], "done": []}
    world = game.setup.world
    acts = sorted(table.acts.values(), key=lambda act: (act.owner, act.title))
    return {
        "open": [
            {
                "action": act.action,
                "title": f"{words.deed(act.action, world)} ({words.percent(act.odds)})",
            }
            for act in acts
            if act.action not in room.injected
        ],
        "done": [{"action": name, "title": words.deed(name, world)} for name in room.injected],
    }
