"""What came of the months that a class has played: beside the twin, by luck or choice, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.kernel.latent import BOUND
from sim.report import words
from sim.room.core.numbers import signed
from sim.room.core.setup import Setup, replayed
from sim.room.core.state import Played
from sim.single import Cause, Deed, EscalationModel, Why
from sim.single.why import why
from sim.world import World

SMALLEST = 0.005  # a move of an alignment that is told
FUTURES = 200
TOLD = 3
TWIN = "the model's own course"


@dataclass(frozen=True)
class Pair:
    """How far one sides with another: at the start, now, and now in the twin. −1 to 1."""

    source: str
    target: str
    start: float
    now: float
    twin: float


@dataclass(frozen=True)
class Ladder:
    """The tension of a theatre, 0 to 10, with the names of the rungs."""

    theatre: str
    start: float
    now: float
    twin: float
    rung: str
    rung_twin: str


@dataclass(frozen=True)
class Otherwise:
    """The same choices in another world: ``twin`` of pairs and ladders is where it ends there.

    ``bounded``: whether a numerical bound decided there.
    """

    pairs: tuple[Pair, ...]
    ladders: tuple[Ladder, ...]
    bounded: bool


@dataclass(frozen=True)
class Luck:
    """Where an alignment ended, and where it ends under other luck: 5, 50 and 95 of a hundred
    futures, with the class's choices and with the model's own; ``beyond`` is the share of the
    latter that end further out than the class."""

    source: str
    target: str
    now: float
    chosen: tuple[float, float, float]
    free: tuple[float, float, float]
    beyond: float


class Look:
    """Of some months that were played. Everything is found when it is asked for, and kept."""

    def __init__(
        self,
        setup: Setup,
        months: tuple[Played, ...],
        model: EscalationModel,
        twin: EscalationModel,
    ) -> None:
        self.setup = setup
        self.played = months
        self.model = model
        self.twin = twin
        self.world: World = model.world

    @cached_property
    def why(self) -> Why | None:
        """Why the last month went as it did."""
        if not self.played:
            return None
        return why(self.model.setting, self.model.months, self.twin.months)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The alignments among the states that decide."""
        start = self.model.branch(0)
        codes = list(self.world.deciding)
        known = [(a, b) for a in codes for b in codes if f"{a}>{b}" in self.world.relations]
        return tuple(
            Pair(a, b, *(one.alignment(a, b) for one in (start, self.model, self.twin)))
            for a, b in known
        )

    @cached_property
    def ladders(self) -> tuple[Ladder, ...]:
        """The tension of each theatre."""
        return self._ladders(self.twin)

    def _ladders(self, other: EscalationModel) -> tuple[Ladder, ...]:
        start, rung = self.model.branch(0).tension, self.world.ladder.rung
        return tuple(
            Ladder(
                self.world.theatres[name].title,
                start[name],
                now,
                other.tension[name],
                rung(now),
                rung(other.tension[name]),
            )
            for name, now in self.model.tension.items()
        )

    @cached_property
    def deeds(self) -> tuple[Deed, ...]:
        """What was done in the last month."""
        return self.model.history[-1] if self.played else ()

    def done(self, month: int, action: str) -> bool:
        """Whether an action was done in a month."""
        return any(deed.action == action for deed in self.model.history[month - 1])

    @cached_property
    def moved(self) -> tuple[str, ...]:
        """What moved in the last month, and what moved it most."""
        chosen = frozenset(deed.action for deed in self.deeds if deed.by == "player")
        return told(self.why.causes, self.world, first=chosen) if self.why else ()

    @cached_property
    def apart(self) -> tuple[str, ...]:
        """Where the class stands furthest from the twin, and by what."""
        return told(self.why.apart, self.world, TWIN) if self.why else ()

    @cached_property
    def bounded(self) -> bool:
        """Whether a numerical bound decided in any month, and so not the laws alone."""
        return _bounded(self.model)

    @cached_property
    def partings(self) -> tuple[Pair, ...]:
        """The alignments that stand furthest from the twin's, the furthest first."""
        ranked = sorted(self.pairs, key=lambda pair: -abs(pair.now - pair.twin))
        return tuple(p for p in ranked[:TOLD] if abs(p.now - p.twin) >= SMALLEST)

    @cached_property
    def luck(self) -> tuple[Luck, ...]:
        """Was it luck or choice? For the alignments that parted most from the twin."""
        if not self.partings:
            return ()
        start = self.model.branch(0)
        steps = len(self.played)
        free = start.futures(FUTURES, steps, self.setup.seed)
        chosen = start.futures(FUTURES, steps, self.setup.seed, self._choices())
        found = []
        for pair in self.partings:
            name = f"{pair.source}>{pair.target}"
            ends = free.alignment[-1, :, free.names.pairs.index(name)]
            out = np.sign(pair.now - pair.twin)
            found.append(
                Luck(
                    pair.source,
                    pair.target,
                    pair.now,
                    _three(chosen.alignment_quantiles(name)[-1]),
                    _three(free.alignment_quantiles(name)[-1]),
                    float(np.mean((ends - pair.now) * out > 0)),
                )
            )
        return tuple(found)

    def _choices(self) -> Mapping[int, Mapping[str, str | None]]:
        """What the class chose: month -> instrument -> action, or None for nothing."""
        return {month.month: self._chosen(month) for month in self.played if month.taken}

    def _chosen(self, month: Played) -> Mapping[str, str | None]:
        script = self.model.setting.script(month.month)
        chosen: dict[str, str | None] = {}
        for n, name in enumerate(self.model.setting.case.names.instruments):
            scripted = script is not None and bool(script.occupied[n])
            if not scripted and self.world.instruments[name].owner in month.holding:
                chosen[name] = None
        for one in month.taken:
            if one.line or one.action is not None:
                act = None if one.action is None else self.world.actions[one.action]
                chosen[one.line if act is None else act.instrument] = one.action
        return chosen

    def otherwise(self, off: str | None, values: Mapping[str, float]) -> Otherwise:
        """The same choices without a mechanism or motive, or with other values by path.

        The direction that the lesson names first, then those that differ most.
        """
        other = replayed(self.setup, self.played, off, values)
        pairs = [
            Pair(p.source, p.target, p.start, p.now, other.alignment(p.source, p.target))
            for p in self.pairs
        ]
        lesson = self.setup.lesson.text
        named = lesson.pair if off is not None and off == lesson.off else None
        ranked = sorted(
            pairs,
            key=lambda p: (f"{p.source}>{p.target}" != named, -abs(p.now - p.twin)),
        )
        return Otherwise(tuple(ranked[: TOLD + 1]), self._ladders(other), _bounded(other))


def _bounded(model: EscalationModel) -> bool:
    return any(
        posting.entry.mechanism == BOUND and posting.amount
        for month in model.months
        for posting in month.postings
    )


def _three(values: Iterable[float]) -> tuple[float, float, float]:
    low, middle, high = (float(value) for value in values)
    return low, middle, high


# In words


def told(
    causes: Sequence[Cause],
    world: World,
    beside: str = "",
    first: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """At most three sentences: which alignments, by how much, and the deed that did most.

    ``beside`` is where they are compared with, if they do not tell of one month. What the deeds
    ``first`` have moved is told first.

    ``Russia toward South Korea −0.14: South Korea sends lethal aid to Ukraine (reciprocity)``
    """
    pairs: dict[tuple[str, str], list[Cause]] = {}
    for cause in causes:
        pairs.setdefault((cause.source, cause.target), []).append(cause)
    deciding = set(world.deciding)
    ranked = sorted(
        (some for (source, target), some in pairs.items() if {source, target} <= deciding),
        key=lambda some: -abs(_sum(some)),
    )
    largest = [some for some in ranked if _felt(some)]
    largest.sort(key=lambda some: _main(some)[0].action not in first)
    return tuple(_told(some, world, beside) for some in largest[:TOLD])


def _felt(some: Iterable[Cause]) -> bool:
    return abs(_sum(some)) >= SMALLEST


def _sum(some: Iterable[Cause]) -> float:
    return sum(cause.amount for cause in some)


def _main(some: Sequence[Cause]) -> list[Cause]:
    """What did most to move an alignment the way it went: one deed, by whatever mechanisms."""
    by: dict[tuple[str, bool], list[Cause]] = {}
    for cause in some:
        by.setdefault((cause.action, cause.done), []).append(cause)
    return max(by.values(), key=lambda part: _sum(part) * np.sign(_sum(some)))


def _told(some: Sequence[Cause], world: World, beside: str) -> str:
    total = _sum(some)
    names = world.names
    pair = words.pair(some[0].source, some[0].target, names)
    first = _main(some)
    how = max(first, key=lambda cause: cause.amount * np.sign(total)).mechanism
    known = world.mechanisms.get(how)
    law = how if known is None else known.title.lower()
    why = f"{_deed(first, world)} ({law})"
    if beside:
        side = "higher" if total > 0 else "lower"
        return f"{pair} stands {abs(total):.2f} {side} than in {beside}: {why}"
    return f"{pair} {signed(total)}: {why}"


def _deed(some: Sequence[Cause], world: World) -> str:
    if not some[0].action:
        return "by itself"
    said = words.deed(some[0].action, world)
    if not some[0].done:
        return f"not done, though expected: {said}"
    here, twin = (sum(abs(getattr(c, side)) for c in some) for side in ("here", "twin"))
    return said if here >= twin else f"in the model's own course alone: {said}"
