"""What happens next among six states after the Putin-Kim pact of June 2024, and why.

The public handful; everything is imported when first used, so that ``import sim`` costs nothing.

    >>> import sim
    >>> found = sim.run("lethal_aid")
    >>> found.to_frame("shifts")
"""

import sys
from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {  # name -> the module it is in, and its name there
    "arithmetic": ("sim.ledger", "arithmetic"),
    "backtest": ("sim.ask.checks", "backtest"),
    "calibrate": ("sim.ask.checks", "calibrate"),
    "claims": ("sim.ask.checks", "claims"),
    "compare": ("sim.ask.studies", "compare"),
    "diagnose": ("sim.ask.studies", "diagnose"),
    "discover": ("sim.ask.hinges", "discover"),
    "explain": ("sim.ask.studies", "explain"),
    "list": ("sim.ask.look", "listed"),
    "load": ("sim.ask.run", "load"),
    "load_scenario": ("sim.world", "load_scenario"),
    "load_world": ("sim.world", "load_world"),
    "options": ("sim.ask.studies", "options"),
    "run": ("sim.ask.run", "run"),
    "sensitivity": ("sim.ask.hinges", "sensitivity"),
    "show": ("sim.ask.look", "show"),
    "since": ("sim.ask.since", "since"),
}

__all__ = [
    "__version__",
    "arithmetic",
    "backtest",
    "calibrate",
    "claims",
    "compare",
    "diagnose",
    "discover",
    "explain",
    "list",
    "load",
    "load_scenario",
    "load_world",
    "options",
    "run",
    "sensitivity",
    "show",
    "since",
]


if sys.flags.optimize > 1:
    import_module("sim.docstrings").keep()


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        module, there = _PUBLIC[name]
        return getattr(import_module(module), there)
    raise AttributeError(f"module 'sim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
