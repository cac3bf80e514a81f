"""What whoever asks should know besides the answer: a line on the error stream."""

import contextlib
import sys

from sim.report.words import visible


def tell(said: str) -> None:
    """Write a line; a control character in it, wherever it comes from, is shown and not obeyed.

    Where the stream does not take it, the work goes on.
    """
    with contextlib.suppress(OSError):
        sys.stderr.write(f"{visible(said)}\n")
