"""What happens next among six states after the Putin-Kim pact of June 2024, and why.

The public handful; everything is imported when first used, so that ``import sim`` costs nothing.

    >>> import sim
    >>> world = sim.load_world()
    >>> scenario = sim.load_scenario("lethal_aid", world)
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "arithmetic": "sim.ledger",
    "compare": "sim.study.compare.compare",
    "diagnose": "sim.study.stability.diagnose",
    "explain": "sim.study.explain.explain",
    "load_scenario": "sim.world",
    "load_world": "sim.world",
    "run": "sim.study.ensemble.run",
    "sensitivity": "sim.study.sensitivity.sensitivity",
}

__all__ = [
    "__version__",
    "arithmetic",
    "compare",
    "diagnose",
    "explain",
    "load_scenario",
    "load_world",
    "run",
    "sensitivity",
]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'sim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
