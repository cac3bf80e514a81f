"""What the stage shows, as plain data; and the same in lines of text, for every phone.

It holds no secret: nobody's vote before the month is revealed, no odds before the bets are in.
"""

from collections.abc import Callable

from sim.report import words
from sim.room.core.game import Game
from sim.room.core.lines import lines
from sim.room.core.look import SMALLEST, Look
from sim.room.core.score import outcomes, score, settled
from sim.room.core.state import Played, Room
from sim.room.core.telling import (
    WARNING,
    Scene,
    deed_text,
    done_in,
    held,
    luck_text,
    notable,
    played,
    score_of,
    spoken,
    when,
)
from sim.room.core.what_if import pair_shown, what_if
from sim.single import Deed

STAKES = 5  # that are shown


def scene(game: Game, room: Room) -> Scene:
    """Everything that the stage shows of a room."""
    game.follow(room)
    look = game.look(room.months)
    lesson = game.setup.lesson.text
    shown: Scene = {
        "title": lesson.title,
        "phase": room.phase,
        "question": room.question,
        "course": room.course,
        "month": room.month,
        "months": lesson.months,
        "when": when(game, room.month),
        "headline": headline(game, room),
        "hidden": room.hidden,
        "paused": room.paused,
        "timer": room.timer,
        "count": sum(not seat.removed for seat in room.seats.values()),
        "answered": answered(room),
        "pairs": [pair_shown(pair) for pair in look.pairs],
        "beside": "",
        "names": game.setup.world.names,
        "ladders": [ladder.__dict__ for ladder in look.ladders],
        "told": [],
        "warning": WARNING if look.bounded else "",
    }
    shown |= _PARTS.get(room.phase, _nothing)(game, room, look)
    return shown | {"text": lines(shown)}


def headline(game: Game, room: Room) -> str:
    """What is going on, in a few words."""
    lesson = game.setup.lesson.text
    return {
        "lobby": lesson.title,
        "poll": "Before we play",
        "sheets": "Read your state's sheet",
        "brief": "Where things stand",
        "bet": "What will the others do?",
        "choose": "What does your state do?",
        "reveal": "What happened, and why",
        "scores": "What the bets were worth",
        "twin": "Your course beside the model's own",
        "whatif": "What if …",
        "turn": "From which month shall we play again?",
        "questions": "To talk about",
        "again": "The same question once more",
        "over": "The lesson is over",
    }[room.phase]


def answered(room: Room) -> tuple[int, int]:
    """How many seats have answered what is asked now, and how many are asked."""
    seats = [seat for seat in room.seats.values() if not seat.removed]
    if room.phase == "choose":
        voters = [
            seat.id
            for code in {seat.team for seat in seats} - room.delegated
            for seat in room.ministers(code)
        ]
        return sum(seat in room.votes for seat in voters), len(voters)
    if room.phase == "bet":
        here = {key[2] for key in room.bets if key[:2] == (room.course, room.month)}
        return sum(seat.id in here for seat in seats), len(seats)
    if room.phase in ("poll", "again", "turn"):
        return sum((room.phase, seat.id) in room.answers for seat in seats), len(seats)
    return 0, 0


def _nothing(_game: Game, _room: Room, _look: Look) -> Scene:
    return {}


def _lobby(game: Game, _room: Room, _look: Look) -> Scene:
    lesson = game.setup.lesson.text
    return {"told": [lesson.about, lesson.before]}


def _poll(game: Game, _room: Room, _look: Look) -> Scene:
    poll = game.setup.lesson.text.poll
    assert poll is not None
    return {"poll": {"question": poll.question, "options": list(poll.options), "counts": None}}


def _sheets(game: Game, _room: Room, _look: Look) -> Scene:
    names = ", ".join(one["name"] for one in played(game))
    told = ["On phone or paper: what your state wants, what it fears, and what it can do."]
    return {"told": told, "headline": f"Read your sheet: {names}"}


def _brief(game: Game, room: Room, look: Look) -> Scene:
    table = game.table(room)
    world = game.setup.world
    scripted = () if table is None else table.scripted
    told = [f"This month, as scripted: {words.deed(name, world)}." for name in scripted[:2]]
    before = held(room.months[-1], game) if room.months else []
    deeds = [one["text"] for one in before] + [deed_text(deed, look) for deed in notable(look)]
    told += [f"{said}." for said in deeds][: 3 - len(told)]
    return {"told": told or [QUIET]}


QUIET = "Nothing is scripted this month. What happens is up to the states."


def _bet(game: Game, room: Room, _look: Look) -> Scene:
    table = game.table(room)
    stakes = () if table is None else table.stakes[:STAKES]
    world = game.setup.world
    return {
        "told": [f"How likely is it? {_window(stakes[0].first, stakes[0].last)}"] if stakes else [],
        "stakes": [words.deed(stake.action, world) for stake in stakes],
    }


def _window(first: int, last: int) -> str:
    return "This month:" if first == last else f"At least once in these {last - first + 1} months:"


def _choose(game: Game, room: Room, _look: Look) -> Scene:
    parties = game.setup.world.parties
    teams = []
    for code in game.setup.lesson.text.played:
        voters = room.ministers(code)
        done = sum(seat.id in room.votes for seat in voters)
        model = code in room.delegated or not voters
        how = "played by the model" if model else f"{done} of {len(voters)} voted"
        teams.append({"name": parties[code].name, "how": how})
    for code in game.setup.lesson.programs:
        how = "its program has answered" if code in room.spoken else "its program is thinking"
        teams.append({"name": parties[code].name, "how": how})
    return {"teams": teams}


def _reveal(game: Game, room: Room, look: Look) -> Scene:
    acts = [_act(deed, look) for deed in notable(look)]
    acts += held(room.months[-1], game) + spoken(room, game) if room.months else []
    parties = game.setup.world.parties
    left = [parties[code].name for code in room.months[-1].left] if room.months else []
    return {"acts": acts, "told": list(look.moved), "left": left}


def _act(deed: Deed, look: Look) -> Scene:
    act = look.world.actions[deed.action]
    text = deed_text(deed, look)
    return {"text": text, "by": deed.by, "state": act.owner, "title": act.title}


def _scores(game: Game, room: Room, _look: Look) -> Scene:
    found = settled(room, done_in(game, room))
    now = [one for one in outcomes(found) if _just(one.stake.last, one.course, room)]
    return {
        "bets": [
            {
                "title": words.deed(one.stake.action, game.setup.world),
                "happened": one.happened,
                "class": one.mean,
                "model": one.stake.odds,
                "usual": one.stake.usual,
            }
            for one in now[:STAKES]
        ],
        "score": score_of(score(found)),
    }


def _just(last: int, course: int, room: Room) -> bool:
    return course == room.course and last == room.month


def _twin(game: Game, room: Room, look: Look) -> Scene:
    told = [f"{line}." for line in look.apart[:1]]
    told += [luck_text(luck, game) for luck in look.luck[:1]]
    if room.course == 2:
        told = [*_second(game, room, look), *told][:3]
    return {
        "beside": "beside the model's own",
        "told": told or ["Your course is the model's own: nothing was chosen that parts them."],
    }


def _second(game: Game, room: Room, look: Look) -> list[str]:
    """The second course beside the first."""
    first = game.look(room.earlier)
    before = {(p.source, p.target): p.now for p in first.pairs}
    moves = sorted(look.pairs, key=lambda p: -abs(p.now - before[p.source, p.target]))
    pair = moves[0]
    names = look.world.names
    change = pair.now - before[pair.source, pair.target]
    if abs(change) < SMALLEST:
        return ["Your second course ended where the first did."]
    side = "higher" if change > 0 else "lower"
    said = words.pair(pair.source, pair.target, names)
    return [f"{said} stands {abs(change):.2f} {side} than in your first course."]


def _turn(game: Game, room: Room, _look: Look) -> Scene:
    """The months that can be played again, each with what moved most in it, and by what."""
    return {"turns": [_turn_text(room.months[: n + 1], game) for n in range(len(room.months))]}


def _turn_text(months: tuple[Played, ...], game: Game) -> str:
    moved = game.look(months).moved
    return f"{when(game, len(months))}: {moved[0] if moved else 'nothing moved much'}"


def _questions(game: Game, _room: Room, _look: Look) -> Scene:
    lesson = game.setup.lesson.text
    return {"told": list(lesson.after[:3]), "wrong": lesson.wrong}


def _over(game: Game, room: Room, _look: Look) -> Scene:
    lesson = game.setup.lesson.text
    found = settled(room, done_in(game, room))
    counts = {
        which: [list(_given(room, which)).count(n) for n in range(len(lesson.poll.options))]
        for which in ("poll", "again")
        if lesson.poll
    }
    shown: Scene = {"score": score_of(score(found)), "told": [lesson.wrong]}
    if lesson.poll and any(map(any, counts.values())):
        poll = {"question": lesson.poll.question, "options": list(lesson.poll.options)}
        shown["poll"] = poll | {"counts": counts}
    return shown


def _given(room: Room, which: str) -> list[int]:
    return [option for (key, _), option in room.answers.items() if key == which]


_PARTS: dict[str, Callable[[Game, Room, Look], Scene]] = {
    "lobby": _lobby,
    "poll": _poll,
    "again": _poll,
    "sheets": _sheets,
    "brief": _brief,
    "bet": _bet,
    "choose": _choose,
    "reveal": _reveal,
    "scores": _scores,
    "twin": _twin,
    "whatif": what_if,
    "turn": _turn,
    "questions": _questions,
    "over": _over,
}
