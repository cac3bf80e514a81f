"""Audits of players: see :mod:`sim.single.audit.audit`."""

from sim.single.audit.audit import audit, play_games
from sim.single.audit.estimate import Interval, share, times
from sim.single.audit.rows import ActsRow, AnswerRow, Audit, ThreatRow

__all__ = [
    "ActsRow",
    "AnswerRow",
    "Audit",
    "Interval",
    "ThreatRow",
    "audit",
    "play_games",
    "share",
    "times",
]
