"""How thoroughly to look for what an answer hangs on."""

from dataclasses import dataclass
from typing import get_args

from sim.kernel.asked import SEED
from sim.results.sensitivity import Method
from sim.study.limits import POINT_RUNS, SAMPLES, TOP, TRAJECTORIES

METHODS: tuple[Method, ...] = get_args(Method)


@dataclass(frozen=True)
class Design:
    """How thoroughly to look. Raises ``ValueError`` for what cannot be.

    ``trajectories`` of the screening, ``samples`` (a power of two) of the Sobol' design, runs at
    each point, and the ``top`` values of the screening that get Sobol' indices, unless ``values``
    names them.
    """

    method: Method = "both"
    trajectories: int = 8
    samples: int = 512
    runs_per_point: int = 16
    top: int = 12
    values: tuple[str, ...] = ()
    seed: int = 0

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise ValueError(f"method must be one of {', '.join(METHODS)}, not {self.method!r}")
        for bounds in (TRAJECTORIES, POINT_RUNS, TOP, SEED):
            bounds.check(getattr(self, bounds.name))
        check_samples(self.samples)

    @property
    def screens(self) -> bool:
        """Whether every ranged value is screened."""
        return self.method != "sobol"

    @property
    def apportions(self) -> bool:
        """Whether the variance is shared out among some values."""
        return self.method != "morris"


def check_samples(samples: int) -> None:
    """Refuse what is no size of a Sobol' design. Raises ``ValueError``."""
    SAMPLES.check(samples)
    if samples & (samples - 1):
        below = 1 << (samples.bit_length() - 1)
        said = "samples must be a power of two, as Sobol' points need"
        raise ValueError(f"{said}, such as {below} or {2 * below}, not {samples}")
