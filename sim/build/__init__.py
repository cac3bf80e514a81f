"""From a declared world and a scenario to arrays: names and slots, values to draw, the script."""

from sim.build.case import Case, build_case
from sim.build.names import Names

__all__ = ["Case", "Names", "build_case"]
