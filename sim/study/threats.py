"""Threats at the reference state: whom each holds back, and what one more warning would do.

All of it is log odds of an action, at the stated values.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sim.binding import Case, build_case
from sim.kernel.arrays import Floats
from sim.kernel.engine.keep import Path
from sim.kernel.state import SYMBOLS, State
from sim.kernel.step import tilts
from sim.results.threats import FEAR, Hold, Warned, leading
from sim.study.stability.aftermath import CERTAIN, follow
from sim.world import Scenario, World
from sim.world.threat import forbidden


def holds(world: World) -> tuple[Hold, ...]:
    """Return what every threat of a world does to every action that it forbids, as things stand."""
    case = build_case(world, Scenario("reference", "The reference state", "", "reference"))
    found = []
    for t, name in enumerate(case.names.threats):
        fear, moved = _fear(case, t), _warning(case, t)
        for action in forbidden(world.threats[name], world):
            k = case.names.actions.index(action)
            found.append(Hold(name, action, float(fear[k]), _warned(moved, k) if moved else None))
    return tuple(found)


def _fear(case: Case, threat: int) -> Floats:
    """(action,) the log odds that belief in a threat takes at the reference state."""
    batch = case.batch_of(case.values.central(1))
    unbelieved = batch.start.credibility.copy()
    unbelieved[:, threat] = 0.0
    without = tilts(batch, replace(batch.start, credibility=unbelieved))
    taken: Floats = -without[FEAR][0] if FEAR in without else np.zeros(case.frame.actions)
    return taken


def _warning(case: Case, threat: int) -> Mapping[str, Floats] | None:
    """Motive -> (action,) the log odds that one unexpected warning adds to the month after it."""
    declared = case.frame.threats[threat].declarations
    if not declared:
        return None
    drawn = case.values.central(1)
    keep = {symbol: Path(case.slots(symbol)) for symbol in SYMBOLS.values()}
    after = follow(case, drawn, np.array(declared), keep, steps=1)
    state = State(**{name: after.kept[symbol][0].T for name, symbol in SYMBOLS.items()})
    if after.surprise[0, 0] <= CERTAIN:  # a rule has it declared always: nobody is warned by it
        return None
    moved = tilts(case.batch_of(drawn).repeated(after.group.size), state)
    return {
        motive: (rows[0] - rows[after.group.base[0]]) / after.surprise[0, 0]
        for motive, rows in moved.items()
    }


def _warned(moved: Mapping[str, Floats], action: int) -> Warned:
    rest = {motive: float(odds[action]) for motive, odds in moved.items() if motive != FEAR}
    whole = sum(rest.values())
    return Warned(
        fear=float(moved[FEAR][action]) if FEAR in moved else 0.0,
        rest=whole,
        mostly=leading(rest, whole),
    )
