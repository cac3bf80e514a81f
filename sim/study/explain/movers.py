"""The actions that move what an indicator watches, and how often they are done."""

from collections.abc import Mapping

from sim.results.explanation import Mover
from sim.study.explain.precursors import History
from sim.world import World
from sim.world.action import EFFECT_ON, Action
from sim.world.indicator import Indicator
from sim.world.quantity import Quantity


def movers(
    indicator: Indicator, world: World, ours: History, theirs: History, actions: tuple[str, ...]
) -> tuple[Mover, ...]:
    """Every action that moves what is watched, first the one whose choice differs most.

    None for an alignment: there the ledger says it better.
    """
    weights = _weights(indicator, world)
    with_, without = ours.times(), theirs.times()
    chosen = ours.times(chosen=True) - theirs.times(chosen=True)
    found = [
        Mover(action, float(with_[k]), float(without[k]), float(chosen[k]), weights[action])
        for k, action in enumerate(actions)
        if action in weights
    ]
    return tuple(sorted(found, key=lambda mover: -abs(mover.weight * mover.chosen)))


def _weights(indicator: Indicator, world: World) -> Mapping[str, float]:
    """Action -> how far it moves what is watched."""
    watched = indicator.object
    actions = world.actions.values()
    if indicator.subject == "action":
        return {watched: 1.0}
    if indicator.subject == "posture":
        return {a.id: 1.0 for a in actions if _reaches(a, indicator, world)}
    if indicator.subject == "tension":
        return _stated({a.id: a.escalates.get(watched) for a in actions})
    if indicator.subject == "credibility":
        return _stated(dict(world.threats[watched].promises))
    if indicator.subject in ("assurance", "dependence"):
        holder, other = watched.split(">")
        effect = EFFECT_ON[indicator.subject]
        return _stated({a.id: getattr(a, effect).get(holder) for a in actions if a.owner == other})
    return {}


def _reaches(action: Action, indicator: Indicator, world: World) -> bool:
    """Whether an action sets the watched posture to a level that meets the condition."""
    levels = world.postures[indicator.object].levels
    name, bound = indicator.condition
    if indicator.object not in action.moves:
        return False
    level, needed = levels.index(action.moves[indicator.object]), levels.index(str(bound))
    return level >= needed if name == "at_least" else level <= needed


def _stated(effects: Mapping[str, Quantity | None]) -> dict[str, float]:
    return {action: effect.value for action, effect in effects.items() if effect is not None}
