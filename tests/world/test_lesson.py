"""Lessons: those that come along are in order; a bad card is refused with file and line."""

from pathlib import Path

import pytest

from sim.app.commands.lesson import _TEMPLATE
from sim.room.core.game import Game
from sim.room.core.setup import Setup, replayed
from sim.room.core.state import Played, Room
from sim.room.core.table import STAKES
from sim.world import World, WorldError, load_scenario, load_world
from sim.world.lesson import any_lesson, known_lessons, load_lesson

CARD = """\
title: A try
minutes: 10
about: To see.
scenario: pact
months: 3
played: [KOR]
bets: opening
bet_on: [rus_warns_seoul]
offer: {KOR: [kor_sanctions_russia]}
off: balance
pair: JPN>RUS
before: What?
show: This.
after: [And now?]
wrong: It may be.
"""
SHIPPED = {"fifteen_minutes": 15, "fifty_minutes": 50, "ninety_minutes": 90}


def card(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_lesson_that_comes_along_can_be_played(world: World) -> None:
    found = {name: load_lesson(name, world) for name in known_lessons(world)}
    assert {name: found[name].text.minutes for name in SHIPPED} == SHIPPED
    assert len(found) >= len(SHIPPED) + 6
    for lesson in found.values():
        text = lesson.text
        assert text.off is not None
        assert text.off not in lesson.scenario.off
        scripted = [event.step for event in lesson.scenario.events]
        assert min(scripted, default=1) <= text.months  # the class sees what is scripted


@pytest.mark.slow
@pytest.mark.parametrize("name", known_lessons(load_world()))
def test_a_lesson_shows_what_it_says(world: World, name: str) -> None:
    """Left to the model alone, taking the idea away moves an alignment that one can see."""
    lesson = load_lesson(name, world)
    setup = Setup(world, lesson, lesson.text.seed, lesson.text.run)
    months = tuple(Played(n + 1, (), (), frozenset()) for n in range(lesson.text.months))
    whole, without = (replayed(setup, months, off) for off in (None, lesson.text.off))
    pairs = [lesson.text.pair] if lesson.text.pair else ["RUS>PRK", "CHN>USA"]
    moved = [whole.alignment(*p.split(">")) - without.alignment(*p.split(">")) for p in pairs]
    assert max(map(abs, moved)) >= 0.015
    table = Game(setup).table(Room())
    assert table is not None
    if lesson.text.bets == "opening":
        assert len(table.stakes) == STAKES
        assert all(0.05 < stake.odds < 0.95 for stake in table.stakes)


def test_the_template_can_be_played(world: World, tmp_path: Path) -> None:
    assert load_lesson(card(tmp_path, _TEMPLATE), world).text.played == ("KOR", "RUS")


def test_any_scenario_can_be_played(world: World) -> None:
    lesson = any_lesson("baseline", load_scenario("baseline", world), world)
    assert lesson.text.played == world.deciding


BROKEN = [
    ("minutes: 10", "minutes: ten", 2, "`minutes` must be a whole number"),
    ("months: 3", "months: 3\nmonts: 3", 6, "Did you mean `months`?"),
    ("scenario: pact", "scenario: pakt", 4, "unknown scenario `pakt`. Did you mean `pact`?"),
    ("scenario: pact", "scenario: no/such.yaml", 4, "there is no file"),
    ("months: 3", "months: 23", 5, "the lesson has 23 months, and pact only 18"),
    ("months: 3", "months: 0", 5, "too small"),
    ("played: [KOR]", "played: [KOR, KOR]", 6, "KOR is there already"),
    ("played: [KOR]", "played: [KOR, UKR]", 6, "UKR does not decide"),
    ("played: [KOR]", "played: []", 6, "empty or too short"),
    ("bets: opening", "bets: daily", 7, "`bets` cannot be 'daily'"),
    ("bets: opening", "bets: none", 8, "something to bet on and no bet"),
    ("[rus_warns_seoul]", "[rus_warns_soul]", 8, "Did you mean `rus_warns_seoul`?"),
    ("[rus_warns_seoul]", "[kor_sanctions_russia]", 8, "the class's own to choose"),
    ("{KOR: [kor_sanctions_russia]}", "{RUS: [rus_warns_seoul]}", 9, "RUS is offered actions"),
    ("{KOR: [kor_sanctions_russia]}", "{KOR: [rus_warns_seoul]}", 9, "unknown action of KOR"),
    ("off: balance", "off: balanc", 10, "Did you mean `balance`?"),
    ("pair: JPN>RUS", "pair: JPN-RUS", 11, "Write a direction such as KOR>USA"),
    ("pair: JPN>RUS", "pair: JPN>JPN", 11, "unknown direction"),
    ("off: balance\n", "", 10, "nothing is taken away"),
    ("wrong: It may be.\n", "", 1, "the key `wrong` is missing"),
    ("after: [And now?]", "after: And now?", 14, "`after` must be a list"),
]


@pytest.mark.parametrize(("what", "instead", "line", "words"), BROKEN)
def test_a_bad_card_is_refused_where_it_is_wrong(
    world: World, tmp_path: Path, what: str, instead: str, line: int, words: str
) -> None:
    assert what in CARD
    path = card(tmp_path, CARD.replace(what, instead))
    with pytest.raises(WorldError) as refused:
        load_lesson(path, world)
    (problem,) = refused.value.problems
    assert (problem.file, problem.line) == (str(path), line)
    assert words in str(problem)


def test_an_unknown_lesson_is_named(world: World) -> None:
    with pytest.raises(WorldError, match=r"unknown lesson `fifty_minute`. Did you mean `fifty_"):
        load_lesson("fifty_minute", world)


def test_a_program_may_play_a_state_that_students_do_not(world: World, tmp_path: Path) -> None:
    seated = CARD + "seats: {RUS: {program: python my_seat.py}}\n"
    assert load_lesson(card(tmp_path, seated), world).programs == {"RUS": "python my_seat.py"}
    for changed, words in (
        (seated.replace("RUS:", "KOR:"), "played by students and by a program"),
        (seated.replace("RUS:", "UKR:"), "UKR does not decide"),
        (seated.replace("python my_seat.py", '"\'"'), "cannot be read as a command"),
        (seated.replace("program:", "programm:"), "unknown key"),
    ):
        with pytest.raises(WorldError, match=words) as error:
            load_lesson(card(tmp_path, changed), world)
        assert error.value.problems[0].line == len(CARD.splitlines()) + 1
