"""From coded events to what they can support: base rates, reciprocity, answers to provocations."""

from sim.study.calibration.calibrate import Calibration, Wanted, calibrate

__all__ = ["Calibration", "Wanted", "calibrate"]
