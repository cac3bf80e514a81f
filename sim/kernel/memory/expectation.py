"""Expectation: observers become used to what repeats."""

from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def expectation(s: Symbols, p: Values) -> Bookings:
    """expected[k] += (1 − keep) · possible[k] · (taken[k] − expected[k])"""
    for act in p.acts:
        k = act.k
        learned = (1.0 - p.keep["expectation"]) * s.possible[k]
        yield k, s.expected[k] + learned * (s.taken[k] - s.expected[k])
