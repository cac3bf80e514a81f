"""The pieces that text screens are made of: a console, headings, paragraphs, plain tables."""

import sys
import textwrap
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import IO

from rich.console import Console
from rich.text import Text

WIDTH = 100
_INDENT = "  "
_GAP = "  "

Cell = str | Text


def console(file: IO[str] | None = None) -> Console:
    """Return a console at most 100 columns wide; no colour where none is wanted or no one looks."""
    target = file or sys.stdout
    found = Console(file=target, highlight=False, emoji=False)
    width = min(found.width, WIDTH) if found.is_terminal else WIDTH
    return Console(file=target, highlight=False, emoji=False, width=width)


def heading(title: str, explained: str = "") -> Text:
    """Return a heading, followed by what its words mean."""
    text = Text(title, style="bold")
    if explained:
        text.append(f"  {explained}", style="dim not bold")
    return text


def paragraph(text: str, label: str = "", indent: str = _INDENT, style: str = "") -> Text:
    """Return wrapped text, indented; a label before it is dim."""
    whole = f"{label}: {text}" if label else text
    filled = Text(textwrap.fill(whole, WIDTH, initial_indent=indent, subsequent_indent=indent))
    filled.stylize(style)
    if label:
        filled.stylize("dim", 0, len(indent) + len(label) + 1)
    return filled


def hanging(text: str, indent: int) -> Text:
    """Return wrapped text whose later lines begin ``indent`` columns in."""
    return Text(textwrap.fill(text, WIDTH, initial_indent=_INDENT, subsequent_indent=" " * indent))


def grid(
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    right: Collection[int] = (),
    most: Mapping[int, int] | None = None,
) -> Text:
    """Return a table without lines, two columns in; columns in ``right`` hold numbers.

    A cell longer than ``most`` says for its column ends in an ellipsis; the first column gets what
    the others leave.
    """
    texts = [[Text(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    if any(header):
        texts.insert(0, [Text(title, style="dim") for title in header])
    limits = dict(most or {})
    widths = [
        min(max((row[at].cell_len for row in texts), default=0), limits.get(at, WIDTH))
        for at in range(len(header))
    ]
    others = sum(widths[1:]) + len(_GAP) * (len(widths) - 1) + len(_INDENT)
    widths[0] = min(widths[0], max(10, WIDTH - others))
    lines = [_line(row, widths, right) for row in texts]
    return Text("\n", no_wrap=True, overflow="ellipsis").join(lines)


def effect(text: str) -> Text:
    """Return a signed number, coloured as well as signed."""
    return Text(text, style={"+": "green", "-": "red"}.get(text[:1], ""))


def _line(row: Sequence[Text], widths: Sequence[int], right: Collection[int]) -> Text:
    line = Text(_INDENT)
    for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
        fitted = cell.copy()
        fitted.truncate(width, overflow="ellipsis")
        fitted.align("right" if at in right else "left", width)
        line.append(fitted)
        line.append(_GAP)
    line.rstrip()
    return line
