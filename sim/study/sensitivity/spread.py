"""How far an answer moves with the values, and how much of that is only luck."""

from dataclasses import dataclass

from sim.kernel.arrays import Floats
from sim.kernel.streams import by_value, stream_key
from sim.study.progress import Progress
from sim.study.sensitivity.points import Probe, Site, answers
from sim.world.paths import drawn_by

DRAWN = 256  # points at which every value is drawn from its range


@dataclass(frozen=True)
class Spread:
    """An answer at points that share their luck: its mean, and how far they lie apart."""

    mean: float
    error: float  # standard error of the mean, for being averaged over few points and few runs
    variance: float  # between the points' means
    luck: float  # how much of it luck leaves, for being averaged over few runs

    @property
    def share(self) -> float:
        """Luck's share of the variance, 0–1; 0 where nothing varies."""
        return min(1.0, self.luck / self.variance) if self.variance > 0.0 else 0.0


def spread(outcomes: Floats) -> Spread:
    """The spread of (point, run) outcomes; at least two points and two runs.

    Two-way analysis of variance without replication: what neither the point nor the run explains
    is how luck and values play together. Its mean square over the number of runs is what it leaves
    in the variance of the points' means. (Luck that moves all points alike moves none apart.)
    The mean errs through both: the points are few, and so are the runs that they all share.
    """
    points, runs = outcomes.shape
    by_point, by_run = outcomes.mean(axis=1, keepdims=True), outcomes.mean(axis=0, keepdims=True)
    rest = outcomes - by_point - by_run + outcomes.mean()
    square = float((rest**2).sum()) / ((points - 1) * (runs - 1))
    variance = float(by_point.var(ddof=1))
    # what is left of luck stands in both terms, and is taken out of one
    doubt = variance / points + (float(by_run.var(ddof=1)) - square / points) / runs
    return Spread(float(by_point.mean()), max(0.0, doubt) ** 0.5, variance, square / runs)


def everywhere(
    probe: Probe, runs: int, seed: int, workers: int = 1, progress: Progress | None = None
) -> Spread:
    """The answer where every ranged value is drawn, as ordinary runs draw it; DRAWN points."""
    values = probe.ranged
    keys = tuple(stream_key(f"value/{drawn_by(path)}") for path in values)
    site = Site(values, by_value(seed, keys, 0, DRAWN), probe.luck(seed, 0, runs))
    (found,) = answers(probe, [site], workers, progress)
    return spread(found)
