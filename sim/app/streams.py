"""Standard output and standard error where one is closed, full, or has lost its reader."""

import errno
import os
import sys
from typing import IO

import click

_UNWRITABLE = {errno.EBADF, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOSPC}


def settle() -> None:
    """Fill in what is closed, so that no file takes its number and no word is lost in silence.

    Raises ``click.ClickException`` that names it: nobody would see what there is to say.
    """
    closed = [name for name in ("stdout", "stderr") if getattr(sys, name) is None]
    for name in closed:
        setattr(sys, name, _nowhere({"stdout": 1, "stderr": 2}[name]))
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_a_letter(stream)
    if closed == ["stderr"]:
        sys.stderr = sys.stdout  # the one that is left
    if closed:
        names = {"stdout": "standard output", "stderr": "standard error"}
        said = " and ".join(names[name] for name in closed)
        raise click.ClickException(f"{said} is closed. Send it to a file, or to {os.devnull}")


def failed(error: OSError) -> bool:
    """Whether it was raised by a write to a stream: one to a file of ours is told as such."""
    return error.filename is None and error.errno in _UNWRITABLE


def _nowhere(number: int) -> IO[str]:
    opened = os.open(os.devnull, os.O_WRONLY)
    if opened != number:  # a lower one was closed as well
        os.dup2(opened, number)
        os.close(opened)
    return os.fdopen(number, "w", encoding="utf-8")


def _never_fail_on_a_letter(stream: IO[str]) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
