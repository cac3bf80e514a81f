"""One run to tell: the one nearest to the mean of all, each act with its reasons."""

from collections.abc import Mapping

import numpy as np

from sim.ledger import Deed, deeds
from sim.results import ARMS, WITHOUT, EventRow
from sim.results.conventions import CANDIDATES, TOLD
from sim.study.ensemble.grow import Grown
from sim.world import World
from sim.world.month import month_of


def typical_run(grown: Grown) -> int:
    """The run whose final alignments and deeds, in both arms, are nearest to the mean."""
    arrays = grown.kept.arrays
    ends = arrays["alignment"][:, :CANDIDATES, -1].astype(np.float64)
    counts = arrays["taken"][:, :CANDIDATES].sum(axis=2).astype(np.float64)
    distance = np.zeros(ends.shape[1])
    for values in (ends, counts):
        spread = values.std(axis=1, keepdims=True)
        away = (values - values.mean(axis=1, keepdims=True)) / np.where(spread > 0.0, spread, 1.0)
        distance += (away**2).mean(axis=(0, 2))
    return int(np.argmin(distance))


def event_rows(grown: Grown, world: World, seed: int, run: int) -> tuple[EventRow, ...]:
    """What happened in a run under the scenario, with the reasons of each choice."""
    kept = grown.kept.arrays["taken"][ARMS.index(WITHOUT), run]  # (step − 1, action)
    actions = grown.pairing.with_.names.actions
    twin = {(int(t) + 1, actions[k]) for t, k in np.argwhere(kept)}
    told = deeds(grown.pairing.with_, seed, run, len(kept))
    return tuple(_row(deed, world, (deed.step, deed.action) in twin) for deed in told)


def _row(deed: Deed, world: World, twin: bool) -> EventRow:
    action = world.actions[deed.action]
    return EventRow(
        step=deed.step,
        month=month_of(world.date, deed.step),
        actor=action.owner,
        action=deed.action,
        title=action.title,
        scripted=deed.scripted,
        probability=None if deed.scripted else deed.probability,
        base_rate=None if deed.scripted else deed.base_rate,
        because="" if deed.scripted else because(deed.reasons, world),
        twin=twin,
    )


def because(reasons: Mapping[str, float], world: World) -> str:
    """The motives that raised the odds, strongest first, each with its factor; "" if none did."""
    raised = sorted(((tilt, name) for name, tilt in reasons.items() if tilt > TOLD), reverse=True)
    return ", ".join(
        f"{world.motives[name].because} (odds x {np.exp(tilt):.1f})" for tilt, name in raised[:2]
    )
