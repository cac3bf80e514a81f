"""Numbers that say where they come from.

Every number that a run found is shown inside an element with ``data-value``, the number as it is
stored, and ``data-csv``, where it is stored. The words of ``data-csv`` are a file, a column and
``key=value`` pairs that pick the rows; the number is the sum of the column over these rows, and
with ``arm=with-without`` the difference of the two arms. An element inherits the words of those
around it, so a table names its file once and a row its keys.
"""

import re

from sim.report import words
from sim.report.html.markup import Attribute, Child, Markup, element
from sim.report.sentence import Sentence
from sim.results import rounded


def signed(value: float, digits: int = 2) -> str:
    """Return a number with a sign, and with a minus sign where it is below zero."""
    return minus(words.signed(value, digits))


def minus(text: str) -> str:
    """Return text with a minus sign for each hyphen that begins a number, not one within a name."""
    return re.sub(r"(?<![0-9A-Za-z_])-(?=[0-9])", "−", text)


def stored(value: float | None) -> str | None:
    """Return a number as its table holds it, for ``data-value``."""
    plain = None if value is None else rounded(float(value))
    return None if plain is None else repr(plain)


def number(
    shown: Child, value: float | None, csv: str, tag: str = "data", **more: Attribute
) -> Markup:
    """Return a number that can be traced: how it is shown, its value and where it is stored.

    Within a figure the ``tag`` is ``text`` or ``tspan``.
    """
    return element(tag, shown, **more, data_value=stored(value), data_csv=csv)


def told(sentence: Sentence) -> list[Child]:
    """Return a sentence with its numbers, each of which can be traced."""
    return [
        minus(part) if isinstance(part, str) else number(minus(part.shown), part.value, part.csv)
        for part in sentence
    ]


def picked(**keys: str | int) -> str:
    """Return the words that pick rows: ``source=RUS target=KOR``."""
    return " ".join(f"{key.removesuffix('_')}={value}" for key, value in keys.items())
