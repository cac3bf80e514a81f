"""The pieces that text screens are made of: a console, headings, paragraphs, plain tables."""

import os
import re
import sys
import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar, cast

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from sim.report import words

WIDTH = 100
LINES = 60  # of a screen, where not all is asked for
NARROWEST = 40
_COLOUR = re.compile("(\x1b\\[[0-9;]*m)")
_INDENT = "  "
_GAP = "  "
_FIRST = 20  # columns of a first column from which on it is wrapped beside the others
_LEAST = 10  # columns that a first column keeps that is cut off

Cell = str | Text
AnyCell = TypeVar("AnyCell", str, Cell)


class _Filter:
    """A stream to which only colours may bring control characters, never what is printed."""

    def __init__(self, target: IO[str]) -> None:
        self._target = target

    def __getattr__(self, name: str) -> object:
        return getattr(self._target, name)

    def write(self, text: str) -> int:
        parts = _COLOUR.split(text)  # every second part is a colour
        parts[::2] = map(words.visible, parts[::2])
        return self._target.write("".join(parts))


def console(file: IO[str] | None = None) -> Console:
    """Return a console at most 100 columns wide; no colour where none is wanted or no one looks.

    A terminal's own width counts, and COLUMNS where it is set.
    """
    target = cast(IO[str], _Filter(file or sys.stdout))
    found = Console(file=target, highlight=False, emoji=False)
    known = found.is_terminal or os.environ.get("COLUMNS", "").isdigit()
    width = max(NARROWEST, min(found.width, WIDTH)) if known else WIDTH
    return Console(file=target, highlight=False, emoji=False, width=width)


def print_blocks(blocks: Iterable[Iterable[RenderableType]], console: Console) -> None:
    """Print blocks of pieces, an empty line between any two."""
    for number, block in enumerate(blocks):
        if number:
            console.print()
        for piece in block:
            console.print(piece)


def height(blocks: Iterable[Iterable[RenderableType]], console: Console) -> int:
    """Return how many lines blocks take on a console."""
    with console.capture() as printed:
        print_blocks(blocks, console)
    return printed.get().count("\n")


FILES = "Files: "  # with which the last line of a screen says where they are


def files_at(place: Path | None) -> list[RenderableType]:
    """Return where files are, if any were written."""
    return [] if place is None else [Text(f"{FILES}{place}")]


def of_runs(cells: Sequence[AnyCell], range_at: int, runs: int) -> tuple[AnyCell, ...]:
    """Return the cells of a row, without that of the range where a single run tells none."""
    return tuple(cell for at, cell in enumerate(cells) if runs > 1 or at != range_at)


def heading(title: str, explained: str = "") -> Text:
    """Return a heading, followed by what its words mean."""
    text = Text(title, style="bold")
    if explained:
        text.append(f"  {explained}", style="dim not bold")
    return text


@dataclass(frozen=True)
class Paragraph:
    """Text that is wrapped to the console's width; see :func:`paragraph`."""

    text: str
    first: str = ""  # what its first line begins with
    later: str = ""
    style: str = ""
    label: int = 0  # how many characters of it are a label
    marked: str = "dim"  # the label's style
    hyphens: bool = True  # whether a line may end within a word that has one

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the wrapped lines."""
        filled = textwrap.fill(
            self.text,
            options.max_width,
            initial_indent=self.first,
            subsequent_indent=self.later,
            break_on_hyphens=self.hyphens,
        )
        lines = Text(filled)
        lines.stylize(self.style)
        if self.label:
            lines.stylize(self.marked, 0, len(self.first) + self.label)
        yield lines


def paragraph(text: str, label: str = "", indent: str = _INDENT, style: str = "") -> Paragraph:
    """Return wrapped text, indented; a label before it is dim."""
    whole = f"{label}: {text}" if label else text
    return Paragraph(whole, indent, indent, style, len(label) + 1 if label else 0)


def hanging(text: str, indent: int, *, hyphens: bool = True) -> Paragraph:
    """Return wrapped text whose later lines begin ``indent`` columns in."""
    return Paragraph(text, _INDENT, " " * indent, hyphens=hyphens)


@dataclass(frozen=True)
class Grid:
    """A table without lines, laid out for the console's width; see :func:`grid`."""

    header: Sequence[str]
    rows: Sequence[Sequence[Text]]
    right: Collection[int]
    most: Mapping[int, int]
    wrap: bool

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        texts = [*self.rows]
        if any(self.header):
            texts.insert(0, [Text(title, style="dim") for title in self.header])
        lines = [line for row in self._lines(texts, options.max_width) for line in row]
        yield Text("\n", no_wrap=True, overflow="ellipsis").join(lines)

    def _lines(self, texts: Sequence[Sequence[Text]], whole: int) -> Iterator[list[Text]]:
        widths = [
            min(max((row[at].cell_len for row in texts), default=0), self.most.get(at, WIDTH))
            for at in range(len(self.header))
        ]
        room = whole - sum(widths[1:]) - len(_GAP) * (len(widths) - 1) - len(_INDENT)
        if whole < WIDTH and room < min(widths[0], _FIRST):
            yield from (_stacked(row, widths, self.right, whole) for row in texts)
            return
        wrap = self.wrap or whole < WIDTH
        widths[0] = min(widths[0], max(_FIRST if wrap else _LEAST, room))
        for row in texts:
            yield _wrapped(row, widths, self.right) if wrap else [_line(row, widths, self.right)]


def grid(
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    right: Collection[int] = (),
    most: Mapping[int, int] | None = None,
    *,
    wrap: bool = False,
) -> Grid:
    """Return a table without lines, two columns in; columns in ``right`` hold numbers.

    A cell longer than ``most`` says for its column is cut in its middle; the first column gets what
    the others leave. What is too long for it is cut in its middle or, if ``wrap`` or on a console
    narrower than usual, goes on in the next line. Where a console is too narrow for all columns,
    they stand below the first.
    """
    texts = [[Text(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    return Grid(header, texts, right, dict(most or {}), wrap)


def effect(text: str) -> Text:
    """Return a signed number, coloured as well as signed."""
    return Text(text, style={"+": "green", "-": "red"}.get(text[:1], ""))


def _wrapped(row: Sequence[Text], widths: Sequence[int], right: Collection[int]) -> list[Text]:
    """The lines of a row whose first cell is wrapped; the other cells stand in its first line."""
    first = textwrap.wrap(row[0].plain, widths[0], subsequent_indent=_INDENT) or [""]
    top = [Text(first[0], style=row[0].style), *row[1:]]
    more = [Text(f"{_INDENT}{line}", style=row[0].style) for line in first[1:]]
    return [_line(top, widths, right), *more]


def _stacked(
    row: Sequence[Text], widths: Sequence[int], right: Collection[int], whole: int
) -> list[Text]:
    """The lines of a row whose other cells stand below its first, side by side while they fit."""
    first = textwrap.wrap(row[0].plain, whole - 2 * len(_INDENT), subsequent_indent=_INDENT)
    lines = [Text(f"{_INDENT}{line}", style=row[0].style) for line in first]
    start = 1
    while start < len(row):
        end = start + 1
        while end < len(row) and _breadth(widths[start : end + 1]) <= whole:
            end += 1
        part = range(start, end)
        cells = [_fitted(row[at], min(widths[at], whole - 6), at in right) for at in part]
        lines.append(_joined(cells, 3 * _INDENT))
        start = end
    return [line for line in lines if line.plain]


def _breadth(widths: Sequence[int]) -> int:
    return 3 * len(_INDENT) + sum(widths) + len(_GAP) * (len(widths) - 1)


def _line(row: Sequence[Text], widths: Sequence[int], right: Collection[int]) -> Text:
    cells = [
        _fitted(cell, width, at in right)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return _joined(cells, _INDENT)


def _fitted(cell: Text, width: int, right: bool) -> Text:
    plain = words.shortened(cell.plain, width)
    fitted = cell.copy() if plain == cell.plain else Text(plain, style=cell.style)
    fitted.truncate(width, overflow="ellipsis")  # of characters that take two columns
    fitted.align("right" if right else "left", width)
    return fitted


def _joined(cells: Sequence[Text], indent: str) -> Text:
    line = Text(indent)
    line.append(Text(_GAP).join(cells))
    line.rstrip()
    return line
