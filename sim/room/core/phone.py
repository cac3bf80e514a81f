"""What one seat sees, as plain data. The model's odds of an act come only once it has voted."""

from typing import Any

from sim.report import words
from sim.room.core.game import Game
from sim.room.core.plan import ASKED
from sim.room.core.score import quadratic, score, settled
from sim.room.core.state import HOLD, Room, Seat, Stake
from sim.room.core.table import OFFERED, Act, Table, still
from sim.room.core.telling import HOLDS, Scene, done_in, score_of, when

View = dict[str, Any]


def phone(game: Game, room: Room, seat: Seat, shown: Scene) -> View:
    """What a seat sees; ``shown`` is the stage's scene."""
    parties = game.setup.world.parties
    leaders = room.ministers(seat.team)
    view: View = {
        "seat": seat.id,
        "name": seat.name,
        "team": seat.team,
        "state": parties[seat.team].name,
        "minister": seat in leaders,
        "leader": leaders[:1] == (seat,),
        "removed": seat.removed,
        "mates": len(room.team(seat.team)),
        "text": [] if room.hidden else shown["text"],
    }
    copied = ("phase", "question", "when", "month", "months", "headline", "paused", "timer")
    view |= {key: shown[key] for key in copied}
    if seat.removed or room.hidden:
        return view
    return view | _asked(game, room, seat, shown)


def _asked(game: Game, room: Room, seat: Seat, shown: Scene) -> View:
    table = game.table(room)
    if room.phase == "sheets" or room.phase == "lobby":
        return {"sheet": sheet_of(game, seat.team)}
    if room.phase == "bet" and table:
        return {"stakes": _stakes(game, room, seat, table)}
    if room.phase == "choose" and table:
        return _choice(room, seat, table)
    if room.phase == "scores":
        return {"bets": _settled(game, room, seat), "score": _score(game, room, seat)}
    if room.phase in ASKED:
        given = room.answers.get((ASKED[room.phase], seat.id))
        options = shown["turns"] if room.phase == "turn" else shown["poll"]["options"]
        asked = shown["headline"] if room.phase == "turn" else shown["poll"]["question"]
        return {"poll": {"question": asked, "options": options, "given": given}}
    return {"score": _score(game, room, seat)} if room.phase == "over" else {}


def sheet_of(game: Game, code: str) -> View:
    """A state's role sheet as plain data."""
    return dict(game.sheet(code).__dict__)


def _stakes(game: Game, room: Room, seat: Seat, table: Table) -> list[View]:
    found = []
    for stake in table.stakes_of(seat.team):
        said = room.bet(seat.id, stake.action)
        found.append(
            {
                "action": stake.action,
                "title": words.deed(stake.action, game.setup.world),
                "until": _until(game, stake),
                "percent": None if said is None else said.percent,
            }
        )
    return found


def _until(game: Game, stake: Stake) -> str:
    return "this month" if stake.first == stake.last else f"by {when(game, stake.last)}"


def _choice(room: Room, seat: Seat, table: Table) -> View:
    if seat.team in room.delegated:
        return {"idle": "The model plays your state for now."}
    if seat not in room.ministers(seat.team):
        return {"idle": "You observe this month: the first four of your state vote."}
    menu = table.menus.get(seat.team, ())
    voted = seat.id in room.votes
    view: View = {
        "hold": {"action": HOLD, "title": HOLDS, "usual": words.percent(still(menu, "usual"))},
        "menu": [
            {"action": act.action, "title": act.title, "usual": words.percent(act.usual)}
            for act in menu
        ],
        "offered": OFFERED,
        "voted": voted,
        "vote": room.votes.get(seat.id),
    }
    return view | {"model": _model(menu, room.votes[seat.id])} if voted else view


def _model(menu: tuple[Act, ...], vote: str | None) -> list[str]:
    """What the model would do, once one has voted: of the act, or of what it is likeliest to do."""
    if vote == HOLD:
        odds, usual = (words.percent(still(menu, which)) for which in ("odds", "usual"))
        return [
            f"The model would do nothing at all with a chance of {odds} this month, usually "
            f"{usual}. Others expect this state to act, and take note where it does not."
        ]
    if vote is not None:
        act = next(act for act in menu if act.action == vote)
        return [_odds(act)]
    likeliest = sorted(menu, key=lambda act: -act.odds)[:3]
    return [f"{act.title}: {_odds(act)}" for act in likeliest]


def _odds(act: Act) -> str:
    why = f", because of {' and '.join(act.because)}" if act.because else ""
    said = f"{words.percent(act.odds)} this month, usually {words.percent(act.usual)}"
    return f"The model would do it with a chance of {said}{why}."


def _settled(game: Game, room: Room, seat: Seat) -> list[View]:
    """The own bets that this month has settled."""
    return [
        {
            "title": words.deed(said.stake.action, game.setup.world),
            "happened": came,
            "percent": said.percent,
            "model": words.percent(said.stake.odds),
            "usual": words.percent(said.stake.usual),
            "score": quadratic(said.percent / 100, came),
        }
        for said, came in settled(room, done_in(game, room), seat.id)
        if said.course == room.course and said.stake.last == room.month
    ]


def _score(game: Game, room: Room, seat: Seat) -> Scene | None:
    return score_of(score(settled(room, done_in(game, room), seat.id)))
