"""Sobol' indices: which share of an answer's variance each value answers for, by SALib.

S1 is the share that goes when the value alone becomes known, ST the share that stays while it
alone is unknown; the difference is what it does together with others (Sobol' 2001; estimators of
Saltelli et al. 2010). All points share one luck.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.kernel.arrays import Floats
from sim.study.progress import Progress
from sim.study.sensitivity.points import Probe, Site, answers
from sim.study.sensitivity.screening import salib_seed
from sim.study.sensitivity.spread import Spread, spread

RESAMPLES = 500
EPSILON = float(np.finfo(float).eps)  # an answer that varies by less does not vary, to SALib too


@dataclass(frozen=True)
class Indices:
    """What Sobol' analysis found; arrays are (value,), shares of the variance.

    ``_conf`` are half widths of 95 % intervals, from resampling the points; ``ST_luck`` is the ST
    that luck alone would feign, with so few runs at a point.
    """

    S1: Floats
    S1_conf: Floats
    ST: Floats
    ST_conf: Floats
    ST_luck: Floats
    spread: Spread  # of the answer


def points_of(values: int, samples: int, seed: int) -> Floats:
    """(point, value) Saltelli's design from a scrambled Sobol' sequence, on 0–1.

    ``samples`` is a power of two; there are ``samples`` · (values + 2) points.
    """
    from SALib.sample import sobol

    design: Floats = sobol.sample(
        _problem(values),
        samples,
        calc_second_order=False,
        seed=salib_seed("sobol design", seed),
    )
    return design


def apportion(
    probe: Probe,
    values: tuple[str, ...],
    samples: int,
    runs: int,
    seed: int,
    workers: int = 1,
    progress: Progress | None = None,
) -> Indices:
    """Indices of ``values`` (paths), all others as stated, with ``runs`` runs at each point."""
    design = points_of(len(values), samples, seed)
    site = Site(values, design, probe.luck(seed, 0, runs))
    (found,) = answers(probe, [site], workers, progress)
    return shares(found, len(values), seed)


def shares(outcomes: Floats, values: int, seed: int) -> Indices:
    """Indices from the (point, run) outcomes of a design of ``values`` values."""
    from SALib.analyze import sobol

    blocks = outcomes.reshape(-1, values + 2, outcomes.shape[1])  # A, A with each of B's, B
    plain = np.concatenate([blocks[:, 0], blocks[:, -1]])
    drawn, means = spread(plain), outcomes.mean(axis=1)
    if np.ptp(plain.mean(axis=1)) <= EPSILON:  # nothing varies, so nothing has a share in it
        none = np.zeros(values)
        return Indices(none, none, none, none, none, drawn)
    found: Any = sobol.analyze(
        _problem(values),
        means,
        calc_second_order=False,
        num_resamples=RESAMPLES,
        seed=salib_seed("sobol resamples", seed),
    )
    return Indices(
        S1=np.array(found["S1"]),
        S1_conf=np.array(found["S1_conf"]),
        ST=np.array(found["ST"]),
        ST_conf=np.array(found["ST_conf"]),
        ST_luck=_luck(blocks, plain),
        spread=drawn,
    )


def _luck(blocks: Floats, plain: Floats) -> Floats:
    """(value,) the ST that an error of this size would give to a value that does nothing."""
    runs = blocks.shape[2]
    moved = blocks[:, 1:-1] - blocks[:, :1]
    error = moved.var(axis=2, ddof=1).mean(axis=0) / runs
    variance = plain.mean(axis=1).var()
    return 0.5 * error / variance if variance > 0.0 else np.zeros_like(error)


def _problem(values: int) -> dict[str, Any]:
    names = [str(number) for number in range(values)]
    return {"num_vars": values, "names": names, "bounds": [[0.0, 1.0]] * values}
