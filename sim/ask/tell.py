"""What whoever asks should know besides the answer: a line on the error stream."""

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TextIO

from sim.report.words import visible


def tell(said: str) -> None:
    """Write a line; a control character in it, wherever it comes from, is shown and not obeyed.

    Where the stream does not take it, the work goes on.
    """
    with or_not():
        sys.stderr.write(f"{visible(said)}\n")


@contextlib.contextmanager
def or_not() -> Iterator[None]:
    """Write to the error stream if it takes it; if not, it is not asked again."""
    try:
        yield
    except OSError:
        hush(sys.stderr)


def hush(stream: TextIO) -> None:
    """Forget a stream: what is still to be written must not fail again when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(OSError, ValueError):
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
