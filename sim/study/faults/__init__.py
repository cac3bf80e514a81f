"""Known faults of the laws, each with a measure that any version of the model can be put to."""

from sim.study.faults.desk import Desk
from sim.study.faults.fault import Fault, Measured
from sim.study.faults.faults import FAULTS, measured
from sim.study.faults.reading import Reading
from sim.study.faults.saved import Saved, read_saved, saved

__all__ = [
    "FAULTS",
    "Desk",
    "Fault",
    "Measured",
    "Reading",
    "Saved",
    "measured",
    "read_saved",
    "saved",
]
