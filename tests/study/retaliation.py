"""Two actors that do nothing but pay each other back: R can be worked out by hand."""

from dataclasses import dataclass

import numpy as np

from sim.binding import Case
from sim.study.stability.aftermath import HORIZON
from tests.kernel.hand import Hand, hand


@dataclass(frozen=True)
class Feud:
    """ALP strikes BET and BET strikes ALP; both remember grievances for ``half_life`` months."""

    rates: tuple[float, float] = (0.2, 0.1)
    harms: tuple[float, float] = (0.4, 0.6)
    weights: tuple[float, float] = (1.0, 0.5)
    precisions: tuple[float, float] = (2.0, 3.0)
    half_life: float = 2.0

    def hand(self, multiplier: float = 1.0) -> Hand:
        traits = {}
        for actor, weight, precision in zip(
            ("ALP", "BET"), self.weights, self.precisions, strict=True
        ):
            traits[f"{actor}.motives.retaliation"] = weight
            traits[f"{actor}.precision"] = precision * multiplier
        strikes = {
            name: {"rate": rate, "impacts": {victim: -harm}, "escalates": {"sea": 1.0}}
            for name, rate, victim, harm in zip(
                ("alp_strikes", "bet_strikes"), self.rates, ("BET", "ALP"), self.harms, strict=True
            )
        }
        # expectations barely move, as in the classical arms race
        memories = {"grievance": self.half_life, "expectation": 240.0}
        return hand(strikes, traits=traits, half_lives=memories)

    def case(self, multiplier: float = 1.0) -> Case:
        return self.hand(multiplier).case

    def offspring(self, of: int, multiplier: float = 1.0) -> float:
        """How many more strikes of the other side one strike of side ``of`` sets off."""
        other = 1 - of
        keep = 0.5 ** (1.0 / self.half_life)
        grievance = self.harms[of] * (1.0 - self.rates[of]) * keep ** np.arange(HORIZON - 1)
        precision = self.precisions[other] * multiplier
        odds = np.exp(precision * self.weights[other] * grievance * self.harms[other])
        rate = self.rates[other]
        chance = rate * odds / (1.0 - rate + rate * odds)
        return float((chance - rate).sum() / (1.0 - self.rates[of]))

    def r(self, multiplier: float = 1.0) -> float:
        """R: two generations lead back to one's own side."""
        return float(np.sqrt(self.offspring(0, multiplier) * self.offspring(1, multiplier)))
