"""Morris screening: which of many values move an answer at all, by SALib.

One trajectory is a walk through the space of values that moves each value once, by half of its
distribution. An elementary effect is how far the answer moved, per full way; mu* is the mean of
its size over trajectories (Morris 1991; Campolongo, Cariboni and Saltelli 2007).

The four levels of a value are the middles of the four equally likely quarters of its distribution,
so that all points are as likely as one another: the outermost ends of every range at once would be
a world that nobody believes in. Within a trajectory all points share their luck; each trajectory
has its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.kernel.arrays import Floats
from sim.kernel.streams import stream_key
from sim.study.progress import Progress
from sim.study.sensitivity.points import Probe, Site, answers

LEVELS = 4
LOW, HIGH = 0.5 / LEVELS, 1.0 - 0.5 / LEVELS
STEP = LEVELS / (2.0 * (LEVELS - 1.0))  # of one elementary effect, as a share of LOW to HIGH
RESAMPLES = 500
NORMAL_SIZE = float(np.sqrt(2.0 / np.pi))  # mean size of a standard normal


@dataclass(frozen=True)
class Screening:
    """What Morris screening found; arrays are (value,), in units of the answer.

    An effect is the answer's move when the value goes from the middle of its lowest quarter to the
    middle of its highest.
    """

    mu: Floats  # mean effect, with its sign
    mu_star: Floats  # mean size of the effect
    mu_star_conf: Floats  # half width of its 95 % interval, over trajectories
    mu_star_luck: Floats  # the mean size that luck alone would feign, with so few runs at a point
    sigma: Floats  # spread of the effect: it depends on the other values


def points_of(values: int, trajectories: int, seed: int) -> list[Floats]:
    """For each trajectory, (point, value) the points of the design on 0–1."""
    from SALib.sample import morris

    design: Floats = morris.sample(
        _problem(values), trajectories, num_levels=LEVELS, seed=salib_seed("morris design", seed)
    )
    return list(np.split(design, trajectories))


def screen(
    probe: Probe,
    trajectories: int,
    runs: int,
    seed: int,
    workers: int = 1,
    progress: Progress | None = None,
) -> Screening:
    """Screen every ranged value of a probe, with ``runs`` runs at each point."""
    values = probe.ranged
    designs = points_of(len(values), trajectories, seed)
    sites = [
        Site(values, design, probe.luck(seed, number * runs, runs))
        for number, design in enumerate(designs)
    ]
    return effects(designs, answers(probe, sites, workers, progress), seed)


def effects(designs: Sequence[Floats], outcomes: Sequence[Floats], seed: int) -> Screening:
    """Elementary effects from each trajectory's points and their (point, run) outcomes."""
    from SALib.analyze import morris

    means = np.concatenate([found.mean(axis=1) for found in outcomes])
    found: Any = morris.analyze(
        _problem(designs[0].shape[1]),
        np.concatenate(designs),
        means,
        num_resamples=RESAMPLES,
        num_levels=LEVELS,
        seed=salib_seed("morris resamples", seed),
    )
    return Screening(
        mu=np.array(found["mu"]),
        mu_star=np.array(found["mu_star"]),
        mu_star_conf=np.array(found["mu_star_conf"]),
        mu_star_luck=_luck(designs, outcomes),
        sigma=np.array(found["sigma"]),
    )


def _luck(designs: Sequence[Floats], outcomes: Sequence[Floats]) -> Floats:
    """(value,) the mean size of an effect that is nothing but luck of the same error."""
    errors = np.zeros((len(designs), designs[0].shape[1]))
    for error, design, found in zip(errors, designs, outcomes, strict=True):
        moved = np.abs(np.diff(design, axis=0)).argmax(axis=1)
        steps = np.diff(found, axis=0) / STEP
        error[moved] = steps.std(axis=1, ddof=1) / np.sqrt(found.shape[1])
    mean: Floats = errors.mean(axis=0)
    return NORMAL_SIZE * mean


def _problem(values: int) -> dict[str, Any]:
    names = [str(number) for number in range(values)]
    return {"num_vars": values, "names": names, "bounds": [[LOW, HIGH]] * values}


def salib_seed(name: str, seed: int) -> int:
    """A seed for the library's own generator: never 0, which it takes for none."""
    return 1 + stream_key(f"{name}/{seed}") % (2**31 - 1)
