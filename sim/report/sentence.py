"""Sentences with numbers in them that know where they are stored: one wording for every surface."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A number within a sentence: how it is shown, its value, and the file and row that hold it.

    ``csv`` is a file, ``key=value`` pairs that pick a row, and a column.
    """

    shown: str
    value: float | None
    csv: str


Sentence = Sequence[str | Figure]


def plain(sentence: Sentence) -> str:
    """Return a sentence as text."""
    return "".join(part if isinstance(part, str) else part.shown for part in sentence)
