"""What follows what in a lesson."""

from sim.room.core.state import Phase, Room
from sim.world.lesson import LessonFile

ASKED: dict[Phase, str] = {"poll": "poll", "again": "again", "turn": "turn"}
"""Phases in which every seat answers one question, and what its answers are kept under."""

DECIDING: tuple[Phase, ...] = ("brief", "bet", "choose")
"""Phases in which a month is still to be decided."""


def following(lesson: LessonFile, room: Room) -> tuple[Phase, int]:
    """The next phase and its month. The first phase of a second course is its month's brief."""
    month, phase = room.month, room.phase
    if phase == "lobby":
        return ("poll", 0) if lesson.poll else _sheets(lesson)
    if phase == "poll":
        return _sheets(lesson)
    if phase == "sheets":
        return "brief", 1
    if phase == "brief":
        return ("bet" if bets_in(lesson, room.course, month) else "choose"), month
    if phase == "bet":
        return "choose", month
    if phase == "choose":
        return "reveal", month
    if phase == "reveal" and settles_in(lesson, room.course, month):
        return "scores", month
    if phase in ("reveal", "scores"):
        return ("brief", month + 1) if month < lesson.months else ("twin", month)
    return _after(lesson, room), month


def bets_in(lesson: LessonFile, course: int, month: int) -> bool:
    """Whether there is a bet in a month."""
    return lesson.bets == "monthly" or (lesson.bets == "opening" and course == month == 1)


def settles_in(lesson: LessonFile, course: int, month: int) -> bool:
    """Whether bets are settled by a month."""
    if lesson.bets == "opening":
        return course == 1 and month == lesson.months
    return lesson.bets == "monthly"


def _sheets(lesson: LessonFile) -> tuple[Phase, int]:
    return ("sheets", 0) if lesson.sheets else ("brief", 1)


def _after(lesson: LessonFile, room: Room) -> Phase:
    if room.phase == "twin":
        return "turn" if lesson.branch and room.course == 1 else "whatif"
    if room.phase == "whatif":
        return "questions"
    if room.phase == "questions":
        return "again" if lesson.poll else "over"
    return "over"


def options(lesson: LessonFile, room: Room) -> int:
    """How many options the question of this phase has; 0 where none is asked."""
    if room.phase in ("poll", "again"):
        return len(lesson.poll.options) if lesson.poll else 0
    return len(room.months) if room.phase == "turn" else 0
