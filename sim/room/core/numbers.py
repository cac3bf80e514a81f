"""Signed numbers as the room's pages write them: with a true minus."""

from sim.report import words


def signed(value: float) -> str:
    """``+0.12``, ``−0.12`` or ``0.00``."""
    return words.signed(value).replace("-", "−")


def span(low: float, high: float) -> str:
    """A range of signed numbers."""
    return f"{signed(low)} to {signed(high)}"
