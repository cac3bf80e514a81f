"""Why: every change of an alignment, booked to the action and the mechanism that caused it."""

from sim.ledger.book import Book, Entry, book
from sim.ledger.trace import Deed, Posting, Trace, deeds, trace

__all__ = ["Book", "Deed", "Entry", "Posting", "Trace", "book", "deeds", "trace"]
