"""From coded events to what they can support: base rates, reciprocity, answers to provocations."""

from sim.results.calibration import Calibration, Wanted
from sim.study.calibration.calibrate import calibrate

__all__ = ["Calibration", "Wanted", "calibrate"]
