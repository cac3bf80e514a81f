"""What the coming step holds before anyone has decided."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Bools, Floats
from sim.kernel.state import State
from sim.kernel.step import Odds, Script, choose, directed, odds, tilts
from sim.single.setting import Setting


@dataclass(frozen=True)
class Outlook:
    """Odds, reasons and the luck's own answer for one step of one run."""

    step: int
    odds: Odds
    reasons: Mapping[str, Floats]  # motive -> (1, action) log odds it adds to the base rate
    drawn: Floats  # (1, action) 1 where luck would have the action taken
    script: Script | None
    free: Bools  # (instrument,) left to its actor

    def why(self, k: int) -> dict[str, float]:
        """Motive -> the log odds it adds to the base rate of action ``k``."""
        return {motive: float(part[0, k]) for motive, part in self.reasons.items()}


def look_ahead(setting: Setting, state: State, step: int) -> Outlook:
    """The outlook on a step from the state before it."""
    batch, uniform = setting.batch, setting.uniform(step)
    likely = odds(batch, state, setting.foreseen(state))
    reasons, drawn = tilts(batch, state), choose(batch, likely, uniform)
    script = directed(batch, uniform, setting.script(step))
    lines = len(setting.case.frame.lines)
    return Outlook(
        step=step,
        odds=likely,
        reasons=reasons,
        drawn=drawn,
        script=script,
        free=np.ones(lines, np.bool_) if script is None else ~script.occupied,
    )
