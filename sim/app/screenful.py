"""A screen stops after sixty lines and says how many more there are, unless all are asked for."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from sim.app.say import say

if TYPE_CHECKING:
    from rich.console import Console


class _Held(io.StringIO):
    """What is printed, held back, for a terminal where the screen goes to one."""

    def isatty(self) -> bool:
        return sys.stdout.isatty()


@contextmanager
def screenful(full: bool) -> Iterator["Console"]:
    """Yield the console of a screen; what is printed on it is shown at the end, as far as it fits.

    Where more than :data:`sim.report.screen.LINES` lines were printed, of a terminal as wide as the
    screen, a line says how many are left out and names ``--full``; where files are is said all the
    same. Where no terminal looks on, the error stream has that line as well, for those who let a
    filter read the rest.
    """
    from sim.report.screen import FILES, console

    if full:
        yield console()
        return
    held = _Held()
    screen = console(held)
    yield screen
    lines = held.getvalue().splitlines()
    shown = _fitting(lines, screen.width)
    places = [line for line in lines[-1:] if click.unstyle(line).startswith(FILES)]
    if shown < len(lines) and places:
        shown = _fitting(lines, screen.width, spared=len(places))
    click.echo("".join(f"{line}\n" for line in lines[:shown]), nl=False)
    if shown < len(lines):
        left = f"… {len(lines) - shown - len(places):,} more lines: add --full"
        say(left)
        click.echo("".join(f"{line}\n" for line in places), nl=False)
        if not sys.stdout.isatty():
            say(left, err=True)


def say_page(text: str, full: bool) -> None:
    """Print a page that is text already, as :func:`screenful` does a screen."""
    if full:
        say(text, nl=False)
        return
    with screenful(full) as screen:
        for line in text.splitlines():
            screen.out(line, highlight=False)


def _fitting(lines: list[str], width: int, spared: int = 0) -> int:
    """How many lines fit, a long one counted as the rows of a terminal that it takes.

    Of a screen that is cut the last ``spared`` rows are another's.
    """
    from sim.report.screen import LINES

    rows = [max(1, -(-len(click.unstyle(line)) // width)) for line in lines]
    if sum(rows) <= LINES:
        return len(lines)
    shown, room = 0, LINES - 1 - spared
    while rows[shown] <= room:
        room -= rows[shown]
        shown += 1
    while shown and not lines[shown - 1].strip():
        shown -= 1
    return shown
