"""Markdown that is pleasant to read as plain text too."""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_WIDTH = 100
_MARKED = re.compile(r"(<!-- table of ([\w ]+) -->\n).*?(<!-- end of table -->\n)", re.DOTALL)


def filled(text: str) -> str:
    """Return a paragraph in lines of a readable length."""
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; a bar within a cell becomes a slash."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join(' --- ' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


def with_marked(page: str, tables: Mapping[str, Callable[[], str]]) -> str:
    """Return a page with every table between its marks anew.

    A page marks the place of one: ``<!-- table of NAME -->`` above it, ``<!-- end of table -->``
    below. Raises ``ValueError`` where nothing is marked, or a table that there is not.
    """
    marked = [match[2] for match in _MARKED.finditer(page)]
    unknown = sorted(set(marked) - set(tables))
    if unknown or not marked:
        what = f"a table of {unknown[0]}" if unknown else "no place for a table"
        known = ", ".join(f"<!-- table of {name} -->" for name in tables)
        raise ValueError(f"it marks {what}; known: {known}, closed by <!-- end of table -->")
    return _MARKED.sub(lambda match: f"{match[1]}\n{tables[match[2]]()}\n{match[3]}", page)
