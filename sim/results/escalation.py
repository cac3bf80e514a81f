"""Rows about escalation: tension, threats, and what threats hold back.

The conventions of :mod:`sim.results.tables` hold here too.
"""

from dataclasses import dataclass

from sim.results.tables import Arm


@dataclass(frozen=True, slots=True)
class TheatreRow:
    """Tension of one theatre at the end of a step, in [0, 10].

    ``rung`` is the one on which ``mean``, to a tenth, stands.
    """

    theatre: str
    title: str
    step: int
    arm: Arm
    mean: float
    p10: float
    p50: float
    p90: float
    rung: str


@dataclass(frozen=True, slots=True)
class ThreatRow:
    """One threat of ``owner`` against ``against`` at the end of a step; means over runs.

    ``voiced`` is how far it is in the air (0 to 2; 1: it stands, and nobody has said it again of
    late), ``credibility`` the belief that its owner carries it out once it is pulled. ``pulled``
    is the share of runs in which by then something that it forbids has been done, and was by half
    or more unexpected; ``kept`` the share in which that has been and half of what was promised is
    done within the six steps after it, which may lie later. ``baseline_`` is without the scenario,
    and each error that of the paired difference.
    """

    threat: str
    title: str
    owner: str
    against: str
    step: int
    voiced: float
    baseline_voiced: float
    voiced_error: float
    credibility: float
    baseline_credibility: float
    credibility_error: float
    pulled: float
    baseline_pulled: float
    pulled_error: float
    kept: float
    baseline_kept: float


@dataclass(frozen=True, slots=True)
class HoldRow:
    """What the scenario does to the odds of an action that a threat forbids, by its motives.

    Ratios of the odds with the scenario to those without it: by ``fear`` of threats, by all the
    ``rest`` (``mostly`` by one motive, in words), and ``odds`` by both. Means of the log odds over
    the first 250 runs and the six steps from the event on, each step as much as
    the action is likely in it.
    """

    threat: str
    action: str
    actor: str
    title: str
    fear: float
    rest: float
    odds: float
    mostly: str
