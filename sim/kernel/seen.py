"""What everyone sees in a step: what was taken, how far that was a surprise, and what it does."""

from dataclasses import dataclass

from sim.kernel.fold import Floats, pick
from sim.kernel.frame import Frame
from sim.kernel.grain import Effects, Grain, Impulse
from sim.kernel.parameters import Parameters
from sim.kernel.state import State


@dataclass(frozen=True)
class Seen:
    """One step's deeds."""

    taken: Floats  # (run, action) 1 where taken (a fraction in mean-field studies)
    surprise: Floats  # (run, action) taken minus expected; the impossible surprises nobody
    helped: Floats  # (run, pair (i, j)) the good that j's deeds did to i


def look(frame: Frame, effects: Effects, s: State, taken: Floats, possible: Floats) -> Seen:
    """What the deeds of a step look like to all, given what had come to be expected."""
    return Seen(
        taken=taken,
        surprise=taken - possible * s.expected,
        helped=frame.folds.impact_to_helped.sum(effects.good * pick(taken, frame.impact.k)),
    )


def impulse(
    grain: Grain, frame: Frame, p: Parameters, effects: Effects, s: State, seen: Seen
) -> Impulse:
    """What the deeds do beyond what was expected, at the given grain."""
    surprise = pick(seen.surprise, frame.impact.k)
    before = pick(s.surprise, frame.impact.k[grain.harming])
    return Impulse(
        good=grain.impact.total.sum(p.impact * surprise),
        joint=grain.joint.total.sum(effects.joint * pick(seen.surprise, grain.joint_action)),
        stir=grain.stir.total.sum(p.escalation * pick(seen.surprise, frame.escalation.k)),
        moved=grain.transfer.total.sum(p.transfer * pick(seen.surprise, frame.transfer.k)),
        before=grain.harm.total.sum(effects.harm * before),
    )
