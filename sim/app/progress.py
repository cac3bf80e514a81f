"""How far work is that takes a while, on the error stream: a bar on a terminal, else lines."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from sim.app.say import say
from sim.study.progress import Progress, untold

if TYPE_CHECKING:
    from rich.progress import Progress as Drawn

_PATIENCE = 0.7  # seconds before a bar is worth its place
_APART = 10.0  # seconds between two lines, and before the first
_SHARE = 0.1  # of the time gone by that must pass between two lines: long work has fewer


@contextmanager
def bar(title: str, whole: int, quiet: bool = False) -> Iterator[Progress]:
    """Yield what the work calls as it goes on, up to ``whole``; shows nothing when quiet.

    On a terminal a bar with the time left is drawn; a file or a pipe gets a line now and then,
    the first after ten seconds.
    """
    if quiet:
        yield untold
        return
    if not sys.stderr.isatty():
        yield _lines(title, whole)
        return
    began = time.monotonic()
    with ExitStack() as stack:
        drawn: list[Drawn] = []

        def report(done: int) -> None:
            if not drawn and time.monotonic() - began > _PATIENCE:
                drawn.append(stack.enter_context(_progress(title, whole)))
            if drawn:
                drawn[0].update(drawn[0].task_ids[0], completed=done)

        yield report


def _lines(title: str, whole: int, clock: Callable[[], float] = time.monotonic) -> Progress:
    """What says now and then how far the work is, and how long the rest takes at this pace."""
    began = clock()
    due = _APART

    def report(done: int) -> None:
        nonlocal due
        gone = clock() - began
        if gone < due or not 0 < done < whole:
            return
        due = gone + max(_APART, _SHARE * gone)
        left = _in_words(gone * (whole - done) / done)
        say(f"{title}: {100 * done // whole} %, about {left} left", err=True)

    return report


def _in_words(seconds: float) -> str:
    """A length of time as one says it: 40 s, 3 min, 2 h 10 min."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{minutes} min"


def _progress(title: str, whole: int) -> "Drawn":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    progress = Progress(
        TextColumn(title),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    progress.add_task("", total=whole)
    return progress
