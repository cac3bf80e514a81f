"""The actions that an observable of the scorecard counts."""

from collections.abc import Mapping

from sim.world.action import Action
from sim.world.scorecard import Observable

SIGNS = {"friendly_acts": 1.0, "hostile_acts": -1.0}


def acts_of(item: Observable, actions: Mapping[str, Action]) -> tuple[str, ...]:
    """The ids of the actions an observable counts, each once; none if it counts no acts."""
    if item.observed == "action":
        return item.objects
    directions = item.objects if item.observed in SIGNS else ()
    return tuple(
        name
        for name, action in actions.items()
        if any(counts(item.observed, action, direction) for direction in directions)
    )


def counts(observed: str, action: Action, direction: str) -> bool:
    """Whether an action is a friendly (or hostile) act along a direction, at its stated value."""
    owner, target = direction.split(">")
    impact = action.impacts.get(target)
    return action.owner == owner and impact is not None and impact.value * SIGNS[observed] > 0.0
