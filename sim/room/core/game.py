"""The model in step with a room: what it lays before the class, and what came of what was done.

It is a function of the room's months alone. Whatever it holds besides is kept to be quick.
"""

from collections.abc import Sequence
from dataclasses import replace

from sim.room.core.lay import lay
from sim.room.core.look import Look
from sim.room.core.setup import Setup, play, under
from sim.room.core.sheet import Sheet, sheet
from sim.room.core.state import Played, Room
from sim.room.core.table import Table
from sim.single import EscalationModel

KEPT = 4  # looks: of each course, and of a month taken back


class Course:
    """A run that can be brought to any months."""

    def __init__(self, setup: Setup) -> None:
        self.model = setup.model()
        self.months: tuple[Played, ...] = ()

    def follow(self, months: tuple[Played, ...]) -> None:
        """Undo and play until the run has these months."""
        same = _same(self.months, months)
        if same < len(self.months):
            self.model.undo(len(self.months) - same)
        for month in months[same:]:
            play(self.model, month)
        self.months = months


class Game:
    """The run that a room plays, and its twin: the same luck and laws, nobody playing."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self._course = Course(setup)
        self._twin = Course(setup)
        self._table: tuple[object, Table] | None = None
        self._sheets: dict[str, Sheet] = {}
        self._looks: dict[tuple[Played, ...], Look] = {}
        self._last: tuple[tuple[Played, ...], Look] | None = None  # found without comparing months

    @property
    def model(self) -> EscalationModel:
        """The run that is played."""
        return self._course.model

    def follow(self, room: Room) -> None:
        """Bring the run to the room's months, under the room's laws."""
        self._course.follow(room.months)
        under(self.model, room.off)

    def table(self, room: Room) -> Table | None:
        """The coming month of a room; None once the run is over."""
        self.follow(room)
        if self.model.over:
            return None
        key = (room.course, room.months, room.off)
        if self._table is None or self._table[0] != key:
            self._table = (key, lay(self.setup, self.model, room.course))
        return self._table[1]

    def sheet(self, code: str) -> Sheet:
        """The role sheet of a state."""
        if code not in self._sheets:
            self._sheets[code] = sheet(self.setup.model(), code)
        return self._sheets[code]

    def warm(self) -> tuple[str, ...]:
        """Tell of a month beforehand, so that the first that a class sees comes as soon as others.

        What is found out for it is kept by the models; the month itself is taken back.
        """
        if self.model.over:
            return ()
        before = self._course.months
        self._course.follow((*before, Played(len(before) + 1, (), (), self.model.off)))
        told = self._look(self._course.months).moved
        self._course.follow(before)
        return told

    def look(self, months: tuple[Played, ...]) -> Look:
        """What came of some months; found once."""
        if self._last is not None and self._last[0] is months:
            return self._last[1]
        self._last = (months, self._kept(months))
        return self._last[1]

    def _kept(self, months: tuple[Played, ...]) -> Look:
        if months not in self._looks:
            while len(self._looks) >= KEPT:
                self._looks.pop(next(iter(self._looks)))
            self._looks[months] = self._look(months)
        return self._looks[months]

    def _look(self, months: tuple[Played, ...]) -> Look:
        ours = self._course
        if months != ours.months[: len(months)]:
            ours = Course(self.setup)
            ours.follow(months)
        twin = self._twin if ours is self._course else Course(self.setup)
        twin.follow(tuple(replace(month, taken=()) for month in ours.months))
        return Look(self.setup, months, *(one.model.branch(len(months)) for one in (ours, twin)))


def _same(one: Sequence[Played], other: Sequence[Played]) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
