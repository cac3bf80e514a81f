"""What a scenario's script does to things looked for: what it settles, and where it is refuted."""

from collections.abc import Iterable, Sequence

from sim.world import Scenario, World
from sim.world.indicator import Indicator
from sim.world.scenario import Event


def settled(one: Indicator, world: World, arms: Iterable[Scenario], last: int) -> bool:
    """Whether a script decides it: it takes the action's instrument, or moves the posture there.

    ``last`` is the last step that is looked at.
    """
    arms = tuple(arms)
    if one.subject == "action":
        return any(_takes(one, world, event) for arm in arms for event in _within(one, arm, last))
    return any(_done(one, world, arm, last) for arm in arms)


def contradicts(
    one: Indicator, world: World, scenario: Scenario, last: int, *, happened: bool
) -> bool:
    """Whether the script does what did not happen, or leaves no room for what did.

    No room: in every step of the window other actions of the same instrument are scripted.
    """
    done = _done(one, world, scenario, last)
    if not happened:
        return done
    if one.subject != "action" or done:
        return False
    taken = {event.step for event in _within(one, scenario, last) if _takes(one, world, event)}
    return len(taken) == _end(one, last) - (one.start or 1) + 1


def _done(one: Indicator, world: World, scenario: Scenario, last: int) -> bool:
    """Whether the script itself does it."""
    if one.subject == "action":
        times = sum(event.action == one.object for event in _within(one, scenario, last))
        return times >= int(one.condition[1])
    if one.subject != "posture":
        return False
    levels = world.postures[one.object].levels
    scripted = [event.action for event in scenario.events if event.step <= _end(one, last)]
    moved = [world.actions[name].moves.get(one.object) for name in scripted]
    return any(level is not None and _meets(one, levels, level) for level in moved)


def _within(one: Indicator, scenario: Scenario, last: int) -> list[Event]:
    """The scripted events in the window of what is looked for."""
    first, end = one.start or 1, _end(one, last)
    return [event for event in scenario.events if first <= event.step <= end]


def _end(one: Indicator, last: int) -> int:
    return last if one.end is None else min(one.end, last)


def _takes(one: Indicator, world: World, event: Event) -> bool:
    """Whether an event takes the instrument of the action looked for."""
    return world.actions[event.action].instrument == world.actions[one.object].instrument


def _meets(one: Indicator, levels: Sequence[str], level: str) -> bool:
    name, bound = one.condition
    here, there = levels.index(level), levels.index(str(bound))
    return here >= there if name == "at_least" else here <= there
