"""From a declared world and a scenario to columns: names and slots, values to draw, the script."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.binding.case import Case, build_case
    from sim.binding.names import Names

_PUBLIC = {"Case": "case", "build_case": "case", "Names": "names"}

__all__ = ["Case", "Names", "build_case"]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:  # imported when first used: agreement is asked for without numpy
        return getattr(import_module(f"sim.binding.{_PUBLIC[name]}"), name)
    raise AttributeError(f"module 'sim.binding' has no attribute {name!r}")
