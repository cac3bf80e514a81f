"""The scorecard: does the model agree with what its sources say leads to what?"""

from sim.study.scorecard.score import scorecard

__all__ = ["scorecard"]
