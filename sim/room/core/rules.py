"""What holds for a room from beginning to end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sim.world.lesson import LessonFile

LATE = "That question is closed."
NOT_PLAYED = "Nobody plays that state here."
NO_LAW = "There is no such mechanism or motive."


@dataclass(frozen=True)
class Rules:
    """The lesson; ``laws`` are what can be switched off; ``wrong`` says what is wrong with other
    values, if anything; ``luck`` is whose names are dealt; ``programs`` are the states
    that a program plays."""

    lesson: LessonFile
    laws: frozenset[str]
    wrong: Callable[[Mapping[str, float]], str]
    luck: int = 0
    programs: frozenset[str] = frozenset()
