"""From a declared world and a scenario to arrays: names and slots, values to draw, the script."""

from sim.binding.case import Case, build_case
from sim.binding.names import Names

__all__ = ["Case", "Names", "build_case"]
