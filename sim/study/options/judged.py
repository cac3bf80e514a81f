"""Outcomes turned so that more is better, the sum under the reader's weights beside them."""

from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Floats
from sim.study.options.worth import Scale, scale_of, weighted
from sim.world.choice import Choice


@dataclass(frozen=True)
class Judge:
    """How outcomes of a choice are judged; the scale is that of its first outcomes."""

    signs: Floats  # (objective,)
    scale: Scale
    weights: Floats | None

    def good(self, outcomes: Floats) -> Floats:
        """(answer, option, objective, draw, course), the weighted sum last where there is one."""
        good: Floats = outcomes * self.signs[:, None, None]
        if self.weights is None:
            return good
        scores = self.scale.scores(np.moveaxis(good, 2, -1))
        return np.concatenate([good, weighted(scores, self.weights)[:, :, None]], axis=2)

    def turned(self, objective: int) -> float:
        """What a good number is multiplied with to be in the unit of its objective again."""
        return float(self.signs[objective]) if objective < len(self.signs) else 1.0


def judge_of(choice: Choice, outcomes: Floats) -> Judge:
    """The judge of a choice with these (answer, option, objective, draw, course) outcomes."""
    signs = np.array([one.sign for one in choice.objectives])
    weights = None if choice.weights is None else np.array(choice.weights)
    return Judge(signs, scale_of(outcomes.mean(axis=(3, 4)) * signs), weights)


def paired_error(apart: Floats) -> Floats:
    """Standard error of the mean of (..., draw) differences; 0 where nothing differs."""
    draws = apart.shape[-1]
    if draws < 2:
        return np.full(apart.shape[:-1], np.nan)
    error: Floats = apart.std(axis=-1, ddof=1) / np.sqrt(draws)
    return error
