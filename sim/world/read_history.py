"""Reads a history, and checks it against the laws of a world.

Also whether what is known can have been: a deed that the laws hold impossible is an error of the
file or of the world's preconditions, and names the posture.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sim.world.document import Place, shown
from sim.world.history import History, Known
from sim.world.indicator import Indicator
from sim.world.month import month_of, months_between
from sim.world.naming import check_name
from sim.world.posture import Requirement
from sim.world.problems import stop
from sim.world.read_timeline import Written, read_timeline
from sim.world.standing import movers, standing, unmet
from sim.world.timeline import Complete, Subject
from sim.world.world import World


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


def _cited(deeds: tuple[Known, ...], silent: list[_Silent]) -> dict[str, tuple[str, ...]]:
    told = [(one.action, one.sources) for one in deeds]
    told += [(one.action, one.sources) for one in silent]
    found: dict[str, dict[str, None]] = {}
    for action, sources in told:
        found.setdefault(action, {}).update(dict.fromkeys(sources))
    return {name: tuple(sources) for name, sources in found.items()}
