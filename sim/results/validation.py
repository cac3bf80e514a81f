"""Everything the model is held against, gathered for one page."""

from dataclasses import dataclass

from sim.results.backtest import Backtest
from sim.results.card import Card
from sim.results.docking import Docking
from sim.results.rates import RecordRate
from sim.results.timeline import TimelineScore
from sim.world import World


@dataclass(frozen=True)
class Effort:
    """How much work goes into it: draws for the scorecard, runs at each origin and of each arm."""

    draws: int = 2000
    origin_runs: int = 100
    timeline_runs: int = 2000
    workers: int = 1
    seed: int = 0


@dataclass(frozen=True)
class Validation:
    """Published results, sources' claims, the record, later events, and the values themselves."""

    world: World
    effort: Effort
    dockings: tuple[Docking, ...]
    card: Card | None
    backtest: Backtest
    timelines: tuple[TimelineScore, ...]
    rates: tuple[RecordRate, ...]
    cited: dict[str, int]  # kind of source -> values that rest on it
    assumed: int  # values that rest on nothing but an assumption
    in_view: tuple[str, ...]  # values set with a record of answers in view, by path
    values: int
