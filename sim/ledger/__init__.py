"""Why: every change of an alignment, booked to the action and the mechanism that caused it."""

from sim.ledger.arithmetic import arithmetic
from sim.ledger.book import LATE, Book, Entry, book
from sim.ledger.sums import (
    ActionArithmetic,
    Arithmetic,
    Choice,
    Contribution,
    MotivePart,
    PairArithmetic,
    Source,
    Sum,
    Symbol,
    factor,
)
from sim.ledger.trace import Deed, Posting, Trace, deeds, postings, trace
from sim.ledger.workings import shortly

__all__ = [
    "LATE",
    "ActionArithmetic",
    "Arithmetic",
    "Book",
    "Choice",
    "Contribution",
    "Deed",
    "Entry",
    "MotivePart",
    "PairArithmetic",
    "Posting",
    "Source",
    "Sum",
    "Symbol",
    "Trace",
    "arithmetic",
    "book",
    "deeds",
    "factor",
    "postings",
    "shortly",
    "trace",
]
