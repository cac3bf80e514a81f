"""A history: what is known from the world's date to a month, for runs to begin with.

seeds/history/<id>.yaml, in the format of a timeline. A known deed is done in every run in its
month; in a month in which an action is known not to have happened it is done in none; all else is
drawn. Base rates that the history meets are updated in closed form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sim.world.beta import rate, strength
from sim.world.leader import Leader
from sim.world.month import month_of, months_between
from sim.world.problems import Problem, WorldError
from sim.world.provenance import Source
from sim.world.quantity import Quantity
from sim.world.room import with_room
from sim.world.scenario import MAX_STEPS
from sim.world.standing import Levels, standing, unmet
from sim.world.world import Era, World

FOLDER = "history"


@dataclass(frozen=True)
class Known:
    """A deed that is known to have been done."""

    step: int  # 1 is the world's date
    date: str  # a day, or a month where the day is not known
    action: str
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """What is known of the months ``start`` to ``end``, both included.

    ``start`` is the world's date and step 1. Each instrument has one deed in a month at most, and
    ``without`` never names a step in which the action is among ``deeds``.
    """

    id: str
    title: str
    note: str
    start: str
    end: str
    deeds: tuple[Known, ...]  # by step
    covered: Mapping[str, frozenset[int]]  # action -> steps in which it was looked for
    without: Mapping[str, frozenset[int]]  # action -> steps of these in which it was not done
    leaders: tuple[Leader, ...]  # by step
    sources: Mapping[str, Source]  # what the file declares
    cited: Mapping[str, tuple[str, ...]]  # action -> the sources of all that is known of it

    @property
    def steps(self) -> int:
        """How many months it covers."""
        return months_between(self.start, self.end) + 1

    def until(self, month: str) -> "History":
        """What is known up to a month, inclusive: nothing, where it lies before ``start``."""
        end = max(min(month, self.end), month_of(self.start, 0))
        last = months_between(self.start, end) + 1
        return replace(
            self,
            end=end,
            deeds=tuple(deed for deed in self.deeds if deed.step <= last),
            covered=_up_to(self.covered, last),
            without=_up_to(self.without, last),
            leaders=tuple(leader for leader in self.leaders if leader.step <= last),
        )

    def levels(self, world: World) -> tuple[Levels, ...]:
        """(step,) where postures stand by the known deeds alone, as each month begins."""
        return self._standing(world, self.steps)

    def _standing(self, world: World, steps: int) -> tuple[Levels, ...]:
        return standing(world, ((deed.step, deed.action) for deed in self.deeds), steps)

    def after(self, world: World) -> Levels:
        """Where postures stand after its last month, by the known deeds alone."""
        return self._standing(world, self.steps + 1)[-1]

    def counts(self, world: World) -> dict[str, tuple[int, int]]:
        """Months with an action, and without it, of those in which it was looked for and possible.

        A deed in other months tells nothing of how often there are such: the months without one are
        not known. It was possible where the known deeds leave every posture where it wants them.
        """
        levels = self.levels(world)
        done = {(deed.action, deed.step) for deed in self.deeds}
        found = {}
        for name, steps in self.covered.items():
            with_ = sum((name, step) in done for step in steps)
            without = sum(
                not unmet(world, name, levels[step - 1])
                for step in self.without.get(name, frozenset())
            )
            if with_ + without:
                found[name] = with_, without
        return found

    def posterior(self, world: World) -> dict[str, Quantity]:
        """Base rates by dotted path after the months of this history; only those that it meets.

        The stated range is read as a Beta (see ``beta.strength``), to which each known month adds
        one with or without the action. Rates of an instrument leave room for doing nothing. What is
        certain as stated (a range that is a point) stays.
        """
        rates = {}
        for name, (with_, without) in self.counts(world).items():
            stated = world.actions[name].base_rate
            if stated.value < stated.high:
                months = strength(stated.value, stated.high)
                a, b = months * stated.value, months * (1.0 - stated.value)
                rates[name] = rate(a + with_, b + without)
        return {
            f"actions.{name}.base_rate": Quantity(
                found.value,
                found.low,
                found.high,
                world.actions[name].base_rate.kind,
                tuple(dict.fromkeys((*world.actions[name].base_rate.sources, *self.cited[name]))),
            )
            for name, found in with_room(world, rates).items()
        }


def since(world: World, history: History, month: str) -> World:
    """The world as it stands when a month begins: what is known before it has been learnt.

    Base rates are those after the months that are known; a leader's values hold from the day on
    which he or she came. Raises WorldError for a month that is not after the world's date.
    """
    away = months_between(world.date, month)
    if away <= 0:
        said = f"a question cannot begin in {month}: the world stands at rest in {world.date}"
        hint = f"Name {month_of(world.date, 2)} or a later month, or none to begin there"
        raise WorldError([Problem("", 0, said, hint)])
    if away >= MAX_STEPS:
        said = f"a question cannot begin in {month}, {away} months after the world's date"
        hint = f"Name {month_of(world.date, MAX_STEPS)} or an earlier month"
        raise WorldError([Problem("", 0, said, hint)])
    known = history.until(month_of(month, 0))
    citing = world.with_sources(history.sources)
    learnt = known.posterior(world)
    eras: list[Era] = []
    now = dict(learnt)
    for leader in known.leaders:
        was = {**world.quantities(), **now}
        eras.append((leader.step - 1, {path: was[path] for path in leader.set}))
        now |= leader.set
    return replace(citing.with_values(now), date=month, history=known, eras=_whole(eras))


def _whole(eras: list[Era]) -> tuple[Era, ...]:
    """Each time with all values that stood otherwise than they do at last, the earliest first.

    Two leaders may come in one month, and one in the first: a time has a month at least.
    """
    found: dict[int, dict[str, Quantity]] = {}
    later: dict[str, Quantity] = {}
    for last, values in reversed(eras):
        later = {**later, **values}
        found[last] = later
    return tuple((last, found[last]) for last in sorted(found) if last > 0)


def _up_to(by_action: Mapping[str, frozenset[int]], last: int) -> dict[str, frozenset[int]]:
    cut = {name: frozenset(n for n in at if n <= last) for name, at in by_action.items()}
    return {name: steps for name, steps in cut.items() if steps}
