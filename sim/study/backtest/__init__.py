"""Scores out of sample: on the record before the world's date, and on timelines after it."""

from sim.study.backtest.backtest import Backtest, backtest

__all__ = ["Backtest", "backtest"]
