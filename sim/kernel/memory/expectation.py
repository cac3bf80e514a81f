"""Expectation: observers become used to what repeats, the sooner the less rare it is.

What a month teaches weighs against what was known before: the window of the half-life, and as many
months as ``evidence`` deeds take at the base rate. What was learned is itself forgotten toward the
base rate, a little sooner than structural pull draws an alignment back: so the months without a
deed that follow it never turn what it has done.

(a Beta prior with discounting: West and Harrison 1997)
"""

from sim.kernel.law import Bookings
from sim.kernel.symbols import Symbols, Values


def expectation(s: Symbols, p: Values) -> Bookings:
    """expected[k] = b[k] + forgetting · ( expected[k] + learned − b[k] )

    learned = possible[k] · (1 − flow[k]) · b[k] · (taken[k] − expected[k]) / known,
    known = b[k] / (1 − keep) + evidence: the deeds of the window, and those known before.
    """
    keep = p.keep["expectation"]
    for act in p.acts:
        k, b = act.k, p.base_rate[act.k]
        known = b / (1.0 - keep) + p.evidence[0]
        heard = s.possible[k] * (1.0 - s.flow[k])
        learned = heard * b * (s.taken[k] - s.expected[k]) / known
        yield k, b + p.keep["forgetting"] * (s.expected[k] + learned - b)
