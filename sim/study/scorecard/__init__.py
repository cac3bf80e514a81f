"""The scorecard: does the model agree with what its sources say leads to what?"""

from sim.study.scorecard.score import WHOLE, scorecard

__all__ = ["WHOLE", "scorecard"]
