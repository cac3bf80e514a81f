"""Known faults of the laws, each with a measure that any version of the model can be put to."""

from sim.study.faults.desk import Desk
from sim.study.faults.faults import FAULTS, measured

__all__ = ["FAULTS", "Desk", "measured"]
