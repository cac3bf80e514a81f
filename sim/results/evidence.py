"""Rows about what a result rests on: every value with its range, every source in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value of the world as the scenario was run with it, with its range and its sources.

    ``rating`` is the word it was given as, or empty. ``sources`` are the numbers of rows of
    :class:`SourceRow`, separated by spaces. ``set_in`` names the arms whose scenario sets it.
    """

    path: str
    value: float
    low: float
    high: float
    kind: str
    rating: str
    sources: str
    set_in: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source in words: a claim of an article, a data set, a theory or an assumption.

    ``says`` is what it says, or how it is cited; ``holder`` whose view a claim is, and ``place``
    where it stands. A source of a value bears the same ``number`` there. ``cited_by`` names the
    parts of the scenario that cite it itself (claims, events, rules, branches, set, state,
    indicators, variants), separated by spaces; ``own`` tells that the scenario declares it.
    """

    number: int
    source: str
    kind: str
    holder: str
    place: str
    says: str
    cited_by: str = ""
    own: bool = False
