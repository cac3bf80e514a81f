"""Who meets a numerical bound, or an end of a scale, is marked for good."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sim.kernel.decide import TILT_LIMIT
from sim.kernel.engine.reference import Numbers
from sim.kernel.latent import LATENT_LIMIT, bounded
from sim.kernel.memory.tension import MAX_TENSION


def mark(tilt: float = 0.0, e: float = 5.0, latent: float = 0.0, before: float = 0.0) -> float:
    state: Any = SimpleNamespace(
        tilt={0: Numbers(np.array([tilt]))},
        e={0: Numbers(np.array([e]))},
        latent={(0, 1): Numbers(np.array([latent]))},
        bounded={0: Numbers(np.array([before]))},
    )
    world: Any = SimpleNamespace(acts=[SimpleNamespace(k=0)], theatres=[0], pairs=[(0, 1)])
    ((_, found),) = bounded(state, world)
    assert isinstance(found, Numbers)
    return float(found.array[0])


@pytest.mark.parametrize(
    "met",
    [
        {"tilt": TILT_LIMIT},
        {"tilt": -TILT_LIMIT},
        {"e": MAX_TENSION},
        {"e": 0.0},
        {"latent": LATENT_LIMIT + 0.1},
        {"latent": -LATENT_LIMIT - 0.1},
        {"before": 1.0},
        {"tilt": TILT_LIMIT, "e": 0.0, "before": 1.0},
    ],
    ids=str,
)
def test_it_is_marked(met: dict[str, float]) -> None:
    assert mark(**met) == 1.0


@pytest.mark.parametrize(
    "near",
    [
        {},
        {"tilt": TILT_LIMIT - 0.1},
        {"tilt": 0.1 - TILT_LIMIT},
        {"e": MAX_TENSION - 0.1},
        {"e": 0.1},
        {"latent": LATENT_LIMIT},
        {"latent": -LATENT_LIMIT},
    ],
    ids=str,
)
def test_it_is_not(near: dict[str, float]) -> None:
    assert mark(**near) == 0.0
