"""A history scored by what it taught."""

from dataclasses import dataclass

from sim.results.backtest import Panel

BASE, UPDATED, WITHOUT, WITH = "base rates", "updated rates", "model without", "model with it"
FORECASTERS = BASE, UPDATED, WITHOUT, WITH


@dataclass(frozen=True)
class ActionLearnt:
    """One action: in how many of the months scored it was done, what was said, Brier scores."""

    action: str
    months: int
    with_: int
    said: tuple[float, ...]  # mean over months, by FORECASTERS
    brier: tuple[float, ...]


@dataclass(frozen=True)
class Learnt:
    """How a model that has learnt from a history did on what came after."""

    history: str
    title: str
    scenario: str
    origins: tuple[str, ...]  # last month known at each
    rolling: bool  # scored one month after each origin; else all months after the only one
    rates: Panel  # updated rates against those stated
    model: Panel  # the model with the history against all others
    each: tuple[ActionLearnt, ...]
    runs: int
    seed: int
