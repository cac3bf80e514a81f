"""Markdown that is pleasant to read as plain text too."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

_WIDTH = 100


def filled(text: str) -> str:
    """Return a paragraph in lines of a readable length."""
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; a bar within a cell becomes a slash."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join(' --- ' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
