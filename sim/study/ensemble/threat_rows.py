"""From an ensemble to tables of threats: what becomes of each, and whom it holds back."""

from math import exp

from sim.binding.threats import READINGS
from sim.kernel.arrays import Floats
from sim.kernel.order import MOTIVES
from sim.results import HoldRow, ThreatRow
from sim.study.ensemble.grow import Grown
from sim.study.ensemble.reactions import from_the_event, moved
from sim.study.threats import FEAR, leading
from sim.world import World
from sim.world.forbidden import forbidden


def threat_rows(grown: Grown, world: World) -> tuple[ThreatRow, ...]:
    """Every threat at every step, in both arms."""
    tally, runs, names = grown.tally, grown.tally.runs, grown.pairing.with_.names.threats
    arms = [_by_reading(arm.threats / runs) for arm in (tally.with_, tally.without)]
    errors = _by_reading(tally.threats.error(runs).reshape(len(tally.with_.threats), -1))
    rows = []
    for t, name in enumerate(names):
        threat = world.threats[name]
        for step in range(errors.shape[0]):
            with_, without = ([float(x) for x in arm[step, :, t]] for arm in arms)
            off = [float(x) for x in errors[step, :, t]]
            rows.append(
                ThreatRow(
                    threat=name,
                    title=threat.title,
                    owner=threat.owner,
                    against=threat.against,
                    step=step,
                    voiced=with_[0],
                    baseline_voiced=without[0],
                    voiced_error=off[0],
                    credibility=with_[1],
                    baseline_credibility=without[1],
                    credibility_error=off[1],
                    pulled=with_[2],
                    baseline_pulled=without[2],
                    pulled_error=off[2],
                    kept=with_[3],
                    baseline_kept=without[3],
                )
            )
    return tuple(rows)


def _by_reading(values: Floats) -> Floats:
    """(step, reading, threat)"""
    return values.reshape(len(values), len(READINGS), -1)


def hold_rows(grown: Grown, world: World, event: int) -> tuple[HoldRow, ...]:
    """What fear and all else do to every act that a threat forbids, from step ``event`` on."""
    found, names = moved(grown, from_the_event(event)), grown.pairing.with_.names
    rows = []
    for threat in names.threats:
        for action in forbidden(world.threats[threat], world):
            odds = dict(zip(MOTIVES, found[:, names.actions.index(action)].tolist(), strict=True))
            fear = odds.pop(FEAR, 0.0)
            rest = sum(odds.values())
            mostly = leading(odds, rest)
            rows.append(
                HoldRow(
                    threat=threat,
                    action=action,
                    actor=world.actions[action].owner,
                    title=world.actions[action].title,
                    fear=exp(fear),
                    rest=exp(rest),
                    odds=exp(fear + rest),
                    mostly=world.motives[mostly].because if mostly else "",
                )
            )
    return tuple(rows)
