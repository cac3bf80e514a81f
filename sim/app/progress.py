"""A progress bar on the error stream, for work that takes a while and has someone looking on."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 0.7  # seconds before a bar is worth its place

Report = Callable[[int], None]
"""Called with the amount done so far."""


@contextmanager
def bar(title: str, whole: int, quiet: bool) -> Iterator[Report]:
    """Yield what the work calls as it goes on; draws nothing when quiet or not on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done: None
        return
    began = time.monotonic()
    with ExitStack() as stack:
        drawn: list[Progress] = []

        def report(done: int) -> None:
            if not drawn and time.monotonic() - began > _PATIENCE:
                drawn.append(stack.enter_context(_progress(title, whole)))
            if drawn:
                drawn[0].update(drawn[0].task_ids[0], completed=done)

        yield report


def _progress(title: str, whole: int) -> "Progress":
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
