"""Scores out of sample: on the record before the world's date, and on timelines after it."""

from sim.results.backtest import Backtest
from sim.study.backtest.backtest import backtest

__all__ = ["Backtest", "backtest"]
