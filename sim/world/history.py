"""A history: what is known from the world's date to a month, for runs to begin with.

seeds/history/<id>.yaml, in the format of a timeline. A known deed is done in every run in its
month; in a month in which an action is known not to have happened it is done in none; all else is
drawn. Base rates that the history meets are updated in closed form.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sim.world.beta import rate, strength
from sim.world.document import Place, shown
from sim.world.indicator import Indicator
from sim.world.leader import Leader
from sim.world.month import month_of, months_between
from sim.world.naming import check_name
from sim.world.posture import Requirement
from sim.world.problems import Problem, WorldError
from sim.world.provenance import Source
from sim.world.quantity import Quantity
from sim.world.room import with_room
from sim.world.scenario import MAX_STEPS
from sim.world.standing import Levels, movers, standing, unmet
from sim.world.timeline import (
    Complete,
    Subject,
    Written,
    read_timeline,
    stop,
)
from sim.world.values import with_sources
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


def load_history(
    path: Path, world: World, indicators: Iterable[Indicator] | None = None
) -> History:
    """Read a history. It may name ``indicators`` (default: the world's) in place of actions.

    Raises WorldError with file and line: what a timeline is refused for, months that do not begin
    with the world, an indicator that tells of no deed, two deeds of an instrument in a month, a
    deed in a month in which it is said not to have happened, or which the laws hold impossible.
    """
    check_name(path.stem, shown(path))
    written = read_timeline(path, world, world.indicators if indicators is None else indicators)
    text, page = written.text, written.page
    if text.start != world.date:
        said = f"the history begins in {text.start}, the world in {world.date}"
        hint = f"Begin in {world.date}: months of which nothing is known may stay empty"
        page.mark(("from",), said, hint)
    told = _told(written, world)
    silent = list(_silent(written, world))
    stop(page.problems)
    _agree(told, silent, written, world)
    deeds = _merged(told)
    _possible(told, deeds, written, world)
    stop(page.problems)
    covered = _covered(silent)
    return History(
        id=path.stem,
        title=text.title,
        note=text.note,
        start=text.start,
        end=text.end,
        deeds=deeds,
        covered=covered,
        without=_without(deeds, covered),
        leaders=written.leaders,
        sources=text.declared,
        cited=_cited(deeds, silent),
    )


@dataclass(frozen=True)
class _Told:
    """A deed, and where it was written."""

    deed: Known
    place: Place


@dataclass(frozen=True)
class _Silent:
    """Steps in which an action is said not to have happened, but for what is listed."""

    action: str
    steps: range
    complete: bool
    sources: tuple[str, ...]
    place: Place


def _told(written: Written, world: World) -> list[_Told]:
    """The deeds of a file in the order of their dates."""
    found = []
    for n, event in enumerate(written.text.events):
        place = ("events", n)
        meant = _meant(event, written, world)
        if len(meant) == 1:
            step = months_between(world.date, event.month) + 1
            known = Known(step, event.date, meant[0], event.note, event.sources)
            found.append(_Told(known, place))
            continue
        said = f"`{event.name}` tells of no one deed"
        may = f": {' or '.join(meant[:3])}" if meant else ""
        written.page.mark((*place, "indicator"), said, f"Name the action that was done{may}")
    return found


def _silent(written: Written, world: World) -> Iterator[_Silent]:
    for place, one in written.text.spans():
        first, last = (months_between(world.date, month) + 1 for month in written.text.months(one))
        if isinstance(one, Complete):
            yield _Silent(one.action, range(first, last + 1), True, one.sources, place)
            continue
        if one.indicator is not None:
            window = written.watched[one.indicator]
            first, last = max(first, window.start or 1), min(last, window.end or last)
        steps = range(first, last + 1)
        meant = _meant(one, written, world)
        if not meant:
            said = f"`{one.name}` tells of no deed"
            hint = "Name the actions that were not done"
            written.page.mark((*place, "indicator"), said, hint)
        yield from (_Silent(name, steps, False, one.sources, place) for name in meant)


def _meant(subject: Subject, written: Written, world: World) -> list[str]:
    """The actions by which it can have come about."""
    if subject.action is not None:
        return [subject.action]
    one = written.watched[subject.name]
    if one.subject == "action":
        return [one.object] if one.condition[1] == 1 else []
    if one.subject != "posture":
        return []
    name, level = one.condition
    return movers(world, Requirement.model_validate({"posture": one.object, name: level}))


def _agree(told: list[_Told], silent: list[_Silent], written: Written, world: World) -> None:
    """Mark deeds of one instrument in one month, and deeds said not to have happened."""
    page = written.page
    taken: dict[tuple[int, str], _Told] = {}
    for one in told:
        deed = one.deed
        instrument = world.actions[deed.action].instrument
        first = taken.setdefault((deed.step, instrument), one)
        if first.deed.action != deed.action:
            line = page.document.line(first.place)
            said = f"`{deed.action}` and, in line {line}, `{first.deed.action}`"
            said = f"{month_of(world.date, deed.step)} has two deeds of `{instrument}`: {said}"
            hint = "An instrument does one thing in a month: keep the weightiest"
            page.mark(one.place, said, hint)
        for other in silent:
            if other.action == deed.action and deed.step in other.steps and not other.complete:
                line = page.document.line(other.place)
                said = f"`{deed.action}` did not happen in these months, says line {line}"
                page.mark(one.place, said, "Keep one of the two")


def _merged(told: list[_Told]) -> tuple[Known, ...]:
    """The deeds, those of one action in one month as one."""
    found: dict[tuple[int, str], Known] = {}
    for one in (told.deed for told in told):
        first = found.setdefault((one.step, one.action), one)
        if first is not one:
            sources = tuple(dict.fromkeys((*first.sources, *one.sources)))
            note = "; ".join(dict.fromkeys(filter(None, (first.note, one.note))))
            found[one.step, one.action] = replace(first, note=note, sources=sources)
    return tuple(found.values())


def _possible(told: list[_Told], deeds: tuple[Known, ...], written: Written, world: World) -> None:
    """Mark deeds that the laws hold impossible, by what is known of the months before."""
    steps = max((deed.step for deed in deeds), default=0)
    levels = standing(world, ((deed.step, deed.action) for deed in deeds), steps)
    for one in told:
        now = levels[one.deed.step - 1]
        for need in unmet(world, one.deed.action, now):
            said = f"`{one.deed.action}` needs {need}, but in {one.deed.date[:7]} it is "
            said += f"{now[need.posture]}, by what is known"
            written.page.mark(one.place, said, _cure(need, world))


def _cure(need: Requirement, world: World) -> str:
    names = movers(world, need)
    if not names:
        return f"The world would have to let postures.{need.posture} be there"
    return f"Add what came before it, such as {' or '.join(names[:3])}, or mend its `requires`"


def _covered(silent: list[_Silent]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for one in silent:
        found.setdefault(one.action, set()).update(one.steps)
    return {name: frozenset(steps) for name, steps in sorted(found.items()) if steps}


def _without(
    deeds: tuple[Known, ...], covered: Mapping[str, frozenset[int]]
) -> dict[str, frozenset[int]]:
    done: dict[str, set[int]] = {}
    for deed in deeds:
        done.setdefault(deed.action, set()).add(deed.step)
    left = {name: steps - done.get(name, set()) for name, steps in covered.items()}
    return {name: steps for name, steps in left.items() if steps}


def _up_to(by_action: Mapping[str, frozenset[int]], last: int) -> dict[str, frozenset[int]]:
    cut = {name: frozenset(n for n in at if n <= last) for name, at in by_action.items()}
    return {name: steps for name, steps in cut.items() if steps}


def _cited(deeds: tuple[Known, ...], silent: list[_Silent]) -> dict[str, tuple[str, ...]]:
    told = [(one.action, one.sources) for one in deeds]
    told += [(one.action, one.sources) for one in silent]
    found: dict[str, dict[str, None]] = {}
    for action, sources in told:
        found.setdefault(action, {}).update(dict.fromkeys(sources))
    return {name: tuple(sources) for name, sources in found.items()}


def since(world: World, history: History, month: str) -> World:
    """The world as it stands when a month begins: what is known before it has been learnt.

    Base rates are those after the months that are known; a leader's values hold from the day on
    which he or she came. Raises WorldError for a month that is not after the world's date.
    """
    away = months_between(world.date, month)
    if not 0 < away < MAX_STEPS:
        said = f"a question cannot begin in {month}: the world stands at rest in {world.date}"
        hint = f"Name {month_of(world.date, 2)} or a later month"
        raise WorldError([Problem("", 0, said, hint)])
    known = history.until(month_of(month, 0))
    citing = with_sources(world, history.sources)
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
