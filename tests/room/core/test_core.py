"""A class as pure data: what may happen, what may not, and that it matters not how often or when.

A room that the model plays alone is the ensemble's run; a room that is replayed is the room.
"""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.binding import build_case
from sim.room.core import events as ev
from sim.room.core.accept import accept
from sim.room.core.events import RefusedError, plain, read_event
from sim.room.core.game import Game
from sim.room.core.names import EVER, MOST, dealt
from sim.room.core.phone import phone
from sim.room.core.record import replay
from sim.room.core.scene import scene
from sim.room.core.setup import Setup
from sim.room.core.state import HOLD, MINISTERS, Room
from sim.room.core.table import STAKES, still
from sim.room.core.tally import tally
from sim.single import EscalationModel
from sim.world import load_scenario, load_world
from sim.world.lesson import Lesson, load_lesson
from sim.world.seat import SeatText

WORLD = load_world()


def lesson(name: str, **changed: Any) -> Lesson:
    found = load_lesson(name, WORLD)
    return replace(found, text=found.text.model_copy(update=changed))


SHORT = lesson("fifty_minutes", months=2, branch=True, played=("KOR", "PRK"))


def key(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()


class Class:
    """A room that remembers what was accepted."""

    def __init__(self, lesson: Lesson = SHORT, seats: int = 0) -> None:
        self.game = Game(Setup(WORLD, lesson, lesson.text.seed, lesson.text.run))
        self.room = Room()
        self.accepted: list[ev.Event] = []
        for number in range(seats):
            self.do(ev.Join(key=key(number)))

    def do(self, event: ev.Event) -> Room:
        rules = self.game.setup.rules
        self.room = accept(rules, self.room, event, self.game.table(self.room))
        self.accepted.append(event)
        return self.room

    def go(self, phase: str) -> Room:
        for _ in range(60):
            if self.room.phase == phase:
                return self.room
            self.do(ev.Advance(at=self.room.question))
        raise AssertionError(f"{phase} never comes")

    def vote(self, seat: str, action: str | None) -> Room:
        return self.do(ev.Vote(seat=seat, at=self.room.question, action=action))


PHASES = [
    "lobby poll sheets",
    "brief bet choose reveal scores",
    "brief bet choose reveal scores",
    "twin turn",
    "brief bet choose reveal scores",
    "twin whatif questions again over",
]


def test_the_phases_of_a_lesson_with_everything() -> None:
    room, seen = Class(seats=2), []
    while room.room.phase != "over":
        seen.append(room.room.phase)
        if room.room.phase == "turn":
            room.do(ev.Answer(seat="s1", at=room.room.question, option=1))
        room.do(ev.Advance(at=room.room.question))
    assert " ".join([*seen, "over"]) == " ".join(PHASES)
    assert (room.room.course, room.room.shared, len(room.room.months)) == (2, 1, 2)
    assert room.room.months[0] == room.room.earlier[0]


def test_the_phases_of_a_short_lesson() -> None:
    room, seen = Class(lesson("fifteen_minutes")), []
    while room.room.phase != "over":
        seen.append(f"{room.room.month} {room.room.phase}")
        room.do(ev.Advance(at=room.room.question))
    assert seen[:6] == ["0 lobby", "1 brief", "1 bet", "1 choose", "1 reveal", "2 brief"]
    assert seen[6] == "2 choose"  # one bet, on the whole
    assert "2 scores" not in seen
    assert "3 scores" in seen


# Seats


def test_teams_are_dealt_the_smallest_first_and_names_differ() -> None:
    room = Class(seats=MOST).room
    assert len(room.team("KOR")) == len(room.team("PRK")) == MOST // 2
    assert len({seat.name for seat in room.seats.values()}) == MOST
    with pytest.raises(RefusedError, match="full"):
        Class(seats=MOST + 1)


@given(st.integers(0, 2**63))
def test_names_are_dealt_once(luck: int) -> None:
    assert len({dealt(n, luck) for n in range(EVER)}) == EVER


def test_who_is_taken_out_makes_room_for_others_but_not_without_end() -> None:
    room = Class(seats=MOST)
    for n in range(MOST, EVER):
        room.do(ev.Remove(seat=f"s{n - MOST + 1}"))
        room.do(ev.Join(key=key(n)))
    assert len({seat.name for seat in room.room.seats.values()}) == EVER
    with pytest.raises(RefusedError, match="full"):
        room.do(ev.Readmit(seat="s1"))
    room.do(ev.Remove(seat="s60"))
    with pytest.raises(RefusedError, match="full"):
        room.do(ev.Join(key=key(EVER)))
    room.do(ev.Readmit(seat="s1"))


def test_a_device_has_one_seat_for_good() -> None:
    room = Class(seats=3)
    before = room.room
    assert room.do(ev.Join(key=key(1), team="PRK")) == before


def test_who_is_removed_can_do_nothing_until_readmitted() -> None:
    room = Class(seats=2)
    room.go("bet")
    room.do(ev.Remove(seat="s1"))
    bet = ev.Bet(seat="s1", at=room.room.question, action=stake(room, "s1"), percent=5)
    with pytest.raises(RefusedError, match="removed"):
        room.do(bet)
    room.do(ev.Readmit(seat="s1"))
    room.do(bet)
    assert len(room.room.bets) == 1


def stake(room: Class, seat: str, at: int = 0) -> str:
    table = room.game.table(room.room)
    assert table is not None
    return table.stakes_of(room.room.seats[seat].team)[at].action


def test_only_four_of_a_team_vote_and_all_bet() -> None:
    room = Class(seats=2 * (MINISTERS + 1))
    room.go("bet")
    for seat in room.room.seats.values():
        room.do(
            ev.Bet(seat=seat.id, at=room.room.question, action=stake(room, seat.id), percent=50)
        )
    room.go("choose")
    observer = room.room.team("KOR")[MINISTERS]
    with pytest.raises(RefusedError, match="observe"):
        room.vote(observer.id, None)
    room.do(ev.Remove(seat=room.room.team("KOR")[0].id))
    room.vote(observer.id, None)  # moves up


def test_a_lock_keeps_out_who_is_new_and_nobody_else() -> None:
    room = Class(seats=1)
    room.do(ev.Lock(on=True))
    with pytest.raises(RefusedError, match="locked"):
        room.do(ev.Join(key=key(9)))
    room.do(ev.Join(key=key(0)))


# Bets and votes


def test_one_bets_on_others_only() -> None:
    room = Class(lesson("fifty_minutes"), seats=6)
    room.go("bet")
    table = room.game.table(room.room)
    assert table is not None
    for seat in room.room.seats.values():
        stakes = table.stakes_of(seat.team)
        assert len(stakes) == STAKES
        assert all(one.owner != seat.team for one in stakes)
    own = next(one for one in table.stakes if one.owner == "KOR")
    seoul = room.room.team("KOR")[0]
    with pytest.raises(RefusedError, match="not among your bets"):
        room.do(ev.Bet(seat=seoul.id, at=room.room.question, action=own.action, percent=1))


FOUR = Class(lesson("fifteen_minutes"), seats=MINISTERS).room
VOTES = st.lists(st.sampled_from([None, "a", "b", HOLD]), min_size=1, max_size=MINISTERS)


@given(VOTES, st.permutations(range(MINISTERS)), st.integers(1, 3))
def test_votes_count_once_in_whatever_order(
    votes: list[str | None], order: list[int], times: int
) -> None:
    """Most votes; a tie goes to the leader's, then to the model: by another count."""
    cast: dict[str, str | None] = {}
    for _ in range(times):
        for n in order:
            if n < len(votes):
                cast[f"s{n + 1}"] = votes[n]
    found = tally(replace(FOUR, votes=cast), "KOR")
    counts = {one: votes.count(one) for one in votes}
    best = [one for one in counts if counts[one] == max(counts.values())]
    wanted = best[0] if len(best) == 1 else votes[0] if votes[0] in best else None
    assert (None if found is None else found.action or HOLD) == wanted
    if found:
        assert (found.votes, found.of) == (counts[wanted], len(votes))


def test_a_vote_is_replaced_and_what_is_late_is_refused() -> None:
    room = Class(lesson("fifteen_minutes"), seats=2)
    room.go("choose")
    late = ev.Vote(seat="s1", at=room.room.question, action="kor_sanctions_russia")
    once = room.do(late)
    assert room.do(late) == once
    room.vote("s1", None)
    assert room.room.votes == {"s1": None}
    advance = ev.Advance(at=room.room.question)
    room.do(advance)
    for stale in (late, advance, ev.Inject(at=late.at, action="kor_sanctions_russia", on=True)):
        with pytest.raises(RefusedError):
            room.do(stale)


def test_who_holds_does_nothing_in_any_line_and_that_is_not_the_models_choice() -> None:
    """On luck where Seoul by itself would do something; the host's act is done all the same."""
    held, left, added = (Class(lesson("fifteen_minutes"), seats=3) for _ in range(3))
    for room in (held, left, added):
        room.go("choose")
    for room in (held, added):
        for seat in ("s1", "s2"):
            room.vote(seat, HOLD)
        room.vote("s3", None)
    added.do(ev.Inject(at=added.room.question, action="kor_sanctions_russia", on=True))
    seen = view(held, "s1")
    assert seen["vote"] == HOLD
    assert seen["hold"]["title"].startswith("holds still")
    assert seen["model"][0].startswith("The model would do nothing at all with a chance of ")
    done = []
    for room in (held, left, added):
        room.go("reveal")
        deeds = room.game.look(room.room.months).deeds
        done.append({deed.action for deed in deeds if deed.action.startswith("kor_")})
    assert done[0] == set()
    assert done[1] != set()
    assert done[2] == {"kor_sanctions_russia"}
    shown = scene(held.game, held.room)
    assert "South Korea holds still (chosen by 2 of 3)" in shown["text"]
    assert held.room.months[0].holding == ("KOR",)
    assert held.room.months[0].left == ()
    held.go("twin")
    assert held.game.look(held.room.months).luck  # futures know of it too
    assert scene(held.game, held.room)["told"]


def test_the_chance_of_doing_nothing_is_the_models() -> None:
    room = Class(lesson("fifteen_minutes"), seats=1)
    room.go("choose")
    table = room.game.table(room.room)
    assert table is not None
    lines = room.game.model.actor("KOR").options().values()
    alone = np.prod([line.nothing for line in lines])
    assert still(table.menus["KOR"], "odds") == pytest.approx(alone, abs=1e-12)


def test_what_a_state_cannot_do_is_no_vote() -> None:
    room = Class(lesson("fifteen_minutes"), seats=1)
    room.go("choose")
    for action in ("usa_aid_to_ukraine", "kor_lethal_aid", "nonsense"):
        with pytest.raises(RefusedError, match="cannot do that"):
            room.vote("s1", action)


def test_what_is_chosen_is_done_and_what_the_host_adds_comes_first() -> None:
    room = Class(lesson("fifteen_minutes"), seats=3)
    room.go("choose")
    for seat in ("s1", "s2"):
        room.vote(seat, "kor_sanctions_russia")
    room.vote("s3", "kor_courts_beijing")
    room.do(ev.Inject(at=room.room.question, action="prk_nuclear_test", on=True))
    room.go("reveal")
    deeds = {deed.action: deed.by for deed in room.game.look(room.room.months).deeds}
    assert deeds["kor_sanctions_russia"] == deeds["prk_nuclear_test"] == "player"
    (host, team) = room.room.months[0].taken
    assert (host.by, host.action) == ("host", "prk_nuclear_test")
    assert (team.by, team.votes, team.of) == ("team", 2, 3)


def test_the_host_stops_hides_delegates_and_takes_back() -> None:
    room = Class(lesson("fifteen_minutes"), seats=2)
    room.go("choose")
    room.do(ev.Pause(on=True))
    with pytest.raises(RefusedError, match="paused"):
        room.vote("s1", None)
    room.do(ev.Pause(on=False))
    room.do(ev.Delegate(team="KOR", on=True))
    with pytest.raises(RefusedError, match="model plays"):
        room.vote("s1", None)
    room.do(ev.Hide(on=True))
    seat = room.room.seats["s1"]
    assert phone(room.game, room.room, seat, scene(room.game, room.room))["text"] == []
    room.go("reveal")
    assert room.room.months[0].left == ("KOR",)
    once = scene(room.game, room.room)
    room.do(ev.Undo(at=room.room.question))
    assert (room.room.phase, room.room.month, room.room.months) == ("choose", 1, ())
    room.go("reveal")
    assert scene(room.game, room.room) == once
    with pytest.raises(RefusedError, match="no month"):
        Class().do(ev.Undo(at="1.0.lobby"))


def test_laws_are_off_from_the_coming_month_and_the_twin_has_the_same() -> None:
    room = Class(lesson("fifteen_minutes"), seats=1)
    room.go("brief")
    room.do(ev.Switch(name="balance", off=True))
    room.go("reveal")
    look = room.game.look(room.room.months)
    assert "balance" not in {cause.mechanism for cause in look.why.causes}  # type: ignore[union-attr]
    assert look.pairs == tuple(replace(pair, twin=pair.now) for pair in look.pairs)


def test_a_month_to_play_again_is_told_by_what_moved_most_in_it() -> None:
    room = Class(seats=2)
    room.go("choose")
    room.vote("s1", "kor_sanctions_russia")
    room.go("turn")
    first, second = scene(room.game, room.room)["turns"]
    assert first.startswith("Jun 2024: ")
    assert "South Korea adds sanctions" in first  # what was chosen comes first
    assert second.startswith("Jul 2024: ")
    room.do(ev.Advance(at=room.room.question))
    room.go("choose")
    room.vote("s1", "kor_sanctions_russia")
    room.go("twin")  # the same choices on the same luck
    assert scene(room.game, room.room)["told"][0] == "Your second course ended where the first did."


# Programs

SEATED = lesson("fifteen_minutes", bets="none", seats={"RUS": SeatText(program="a b")})


def test_a_program_speaks_once_a_month_and_only_of_what_is_open() -> None:
    room = Class(SEATED, seats=1)
    spoke = ev.Program(team="RUS", at="1.1.brief", choose={"rus_words_to_seoul": "rus_warns_seoul"})
    with pytest.raises(RefusedError, match="closed"):
        room.do(spoke)
    room.go("choose")
    for wrong in (
        {"team": "KOR"},
        {"at": "1.2.brief"},
        {"choose": {"rus_words_to_seoul": "rus_visits_pyongyang"}},
        {"choose": {"kor_aid_to_ukraine": None}},
        {"choose": {"nothing_such": None}},
    ):
        with pytest.raises(RefusedError):
            room.do(spoke.model_copy(update=wrong))
    room.do(spoke)  # asked at the brief, said while the class chooses
    with pytest.raises(RefusedError, match="closed"):
        room.do(spoke)
    room.go("reveal")
    (taken,) = room.room.months[0].taken
    assert (taken.by, taken.action, taken.line) == ("program", "rus_warns_seoul", spoke_line(spoke))
    assert "Russia warns" in str(scene(room.game, room.room)["acts"])
    again = Game(room.game.setup)
    assert replay(again, [read_event(plain(event)) for event in room.accepted]) == room.room


def spoke_line(spoke: ev.Program) -> str:
    return next(iter(spoke.choose))


def test_a_program_may_do_nothing_in_a_line_and_a_pass_is_the_models() -> None:
    rooms = [Class(SEATED, seats=1) for _ in range(2)]
    for room in rooms:
        room.go("choose")
    table = rooms[0].game.table(rooms[0].room)
    assert table is not None
    lines = {act.line for act in table.menus["RUS"]}
    rooms[0].do(ev.Program(team="RUS", at="1.1.brief", choose=dict.fromkeys(lines)))
    rooms[1].do(ev.Program(team="RUS", at="1.1.brief", fault="crash", wrong="gone"))
    for room in rooms:
        room.go("reveal")
    still_, passed = (room.game.look(room.room.months) for room in rooms)
    assert {deed.action for deed in still_.deeds if deed.actor == "RUS"} == set(table.scripted)
    assert passed.deeds == passed.twin.history[0]
    assert [room.room.months[0].left for room in rooms] == [("KOR",), ("KOR", "RUS")]
    assert "does nothing that its program" in str(scene(rooms[0].game, rooms[0].room)["text"])
    assert "gave no answer (crash)" in str(scene(rooms[1].game, rooms[1].room)["text"])


# What if


def test_a_value_can_be_another_in_what_if_and_nothing_played_changes() -> None:
    """As if the class had chosen the same in a world that has this value from the start."""
    room = Class(lesson("fifteen_minutes"), seats=1)
    room.go("choose")
    room.vote("s1", "kor_sanctions_russia")
    room.go("whatif")
    kept = room.game.model.history
    room.do(ev.WhatIf(off=None, values={"actors.*.precision": 3.15}))
    shown = scene(room.game, room.room)
    assert shown["headline"] == "With another value"
    assert shown["told"][0] == "How sharply every state responds: 3.15 instead of 1.75."
    world = WORLD.with_values({f"actors.{code}.precision": 3.15 for code in WORLD.deciding})
    alone = EscalationModel(world, "pact", seed=0, run=405, steps=3, values="stated")
    alone.choose("KOR", "kor_sanctions_russia")
    alone.run()
    assert [one["now"] for one in shown["ladders"]] == list(alone.tension.values())
    for one in shown["pairs"]:
        assert one["now"] == alone.alignment(one["from"], one["to"])
    assert any(one["twin"] != one["now"] for one in shown["pairs"])
    assert room.game.model.history == kept
    room.do(ev.WhatIf(off="balance"))
    assert room.room.values == {}


def test_every_value_of_the_world_is_within_reach_and_no_other() -> None:
    room = Class(lesson("fifteen_minutes"), seats=1)
    with pytest.raises(RefusedError, match="once the months are played"):
        room.do(ev.WhatIf(off=None, values={"actors.KOR.precision": 2.0}))
    room.go("whatif")
    for path, value in {
        "actors.KOR.precision": 2,
        "threats.rus_arms_if_lethal_aid.credibility": 0.1,
        "actors.KOR.motives.self_help": 0.5,
        "dyads.KOR>*.dependence": 0.0,
        "mechanisms.reciprocity.rho": 0.0,
    }.items():
        room.do(ev.WhatIf(off=None, values={path: value}))
        assert f": {value:g} instead of " in scene(room.game, room.room)["told"][0]
    before = room.room
    for path, value, said in (
        ("actors.KOR.precison", 2.0, "Did you mean `actors.KOR.precision`"),
        ("actors.KOR.precision", -1.0, "precision"),
        ("actors.X*.precision", 1.0, "no path is like"),
        ("postures.kor_ban.start", 1.0, "post"),
    ):
        with pytest.raises(RefusedError, match=said):
            room.do(ev.WhatIf(off=None, values={path: value}))
    assert room.room is before
    for path, value in (("a b", 1.0), ("x", float("nan")), ("x", "1"), ("x", True), ("x", 1e9)):
        with pytest.raises(RefusedError, match="not understood"):
            read_event({"do": "whatif", "off": None, "values": {path: value}})


# Secrets


def test_nothing_is_given_away_before_its_time() -> None:
    room = Class(lesson("fifteen_minutes"), seats=2)
    room.go("bet")
    said = str(scene(room.game, room.room)) + str(view(room, "s1"))
    table = room.game.table(room.room)
    assert table is not None
    for one in table.stakes:
        assert f"{one.odds:.2f}" not in said
    room.go("choose")
    room.vote("s1", "kor_sanctions_russia")
    assert "kor_sanctions" not in str(scene(room.game, room.room))
    assert "model" not in view(room, "s2")
    assert "a chance of" in view(room, "s1")["model"][0]


def view(room: Class, seat: str) -> dict[str, Any]:
    return phone(room.game, room.room, room.room.seats[seat], scene(room.game, room.room))


# Bit for bit


@pytest.mark.parametrize("values", ["stated", "drawn"])
def test_a_room_that_the_model_plays_is_the_run(values: str) -> None:
    room = Class(lesson("fifteen_minutes", values=values), seats=2)
    room.go("twin")
    alone = EscalationModel(WORLD, "pact", seed=0, run=405, steps=3, values=values).run()  # type: ignore[arg-type]
    assert room.game.model.history == alone.history
    assert np.array_equal(room.game.model.state.latent, alone.state.latent)


def test_and_so_the_row_of_an_ensemble() -> None:
    case = build_case(WORLD, load_scenario("pact", WORLD))
    moments = list(case.roll(case.luck(0, 403, 5, 3)))
    room = Class(lesson("fifteen_minutes", values="drawn"), seats=1)
    room.go("twin")
    for month, moment in zip(room.game.model.months, moments, strict=True):
        assert np.array_equal(month.moment.after.latent[0], moment.after.latent[2])
        assert np.array_equal(month.moment.taken[0], moment.taken[2])


def script(draw: Any, room: Class) -> Iterator[ev.Event]:
    """Anything that anybody might do, sensible or not."""
    for _ in range(draw(st.integers(5, 40))):
        at = draw(st.sampled_from([room.room.question] * 6 + ["1.1.choose", "1.0.lobby"]))
        seat = f"s{draw(st.integers(1, 5))}"
        table = room.game.table(room.room)
        acts = sorted(table.acts) if table else ["kor_sanctions_russia"]
        act = draw(st.sampled_from(acts))
        yield draw(
            st.sampled_from(
                [
                    *[ev.Advance(at=at)] * 6,
                    ev.Join(key=key(draw(st.integers(0, 6)))),
                    ev.Vote(seat=seat, at=at, action=draw(st.sampled_from([act, HOLD]))),
                    ev.Bet(seat=seat, at=at, action=act, percent=draw(st.integers(0, 100))),
                    ev.Answer(seat=seat, at=at, option=draw(st.integers(0, 3))),
                    ev.Undo(at=at),
                    ev.Inject(at=at, action=act, on=draw(st.booleans())),
                    ev.Switch(name="reciprocity", off=draw(st.booleans())),
                    ev.Delegate(team="KOR", on=draw(st.booleans())),
                    ev.Move(seat=seat, team=draw(st.sampled_from(["KOR", "PRK"]))),
                    ev.Remove(seat=seat),
                    ev.Readmit(seat=seat),
                    ev.Pause(on=draw(st.booleans())),
                ]
            )
        )


@pytest.mark.slow
@given(st.data())
def test_whatever_happens_a_replay_is_the_room(data: Any) -> None:
    room = Class(seats=3)
    for event in script(data.draw, room):
        before = room.room
        try:
            room.do(event)
        except RefusedError:
            assert room.room is before
    again = Game(room.game.setup)
    assert replay(again, [read_event(plain(event)) for event in room.accepted]) == room.room
    for game in (room.game, again):
        game.follow(room.room)
    assert again.model.history == room.game.model.history
    assert np.array_equal(again.model.state.latent, room.game.model.state.latent)
    shown = scene(room.game, room.room)
    assert shown == scene(again, room.room)
    assert len(shown["told"]) <= 3


NONSENSE: list[Any] = [
    None,
    [],
    "vote",
    {},
    {"do": "vote"},
    {"do": "fly"},
    {"do": "vote", "seat": "s1", "at": "1.1.choose", "action": "<b>"},
    {"do": "vote", "seat": "../s1", "at": "1.1.choose", "action": None},
    {"do": "bet", "seat": "s1", "at": "1.1.bet", "action": "x", "percent": 101},
    {"do": "bet", "seat": "s1", "at": "1.1.bet", "action": "x", "percent": True},
    {"do": "bet", "seat": "s1", "at": "1.1.bet", "action": "x", "percent": 1e3},
    {"do": "bet", "seat": "s1", "at": "1.1.bet", "action": "x" * 5000 + "\x1b", "percent": 1},
    {"do": "join", "key": "0" * 63},
    {"do": "join", "key": "0" * 64, "name": "me"},
]


@pytest.mark.parametrize("data", NONSENSE)
def test_what_is_no_event(data: Any) -> None:
    with pytest.raises(RefusedError, match="not understood"):
        read_event(data)
