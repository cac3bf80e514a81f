"""The one way by which a command's words reach a terminal."""

import contextlib

import click

from sim.ask.tell import or_not
from sim.report.words import visible


def say(text: object = "", err: bool = False, nl: bool = True) -> None:
    """Print text; a control character in it, wherever it comes from, is shown and not obeyed.

    What the error stream does not take is no reason to give up the work.
    """
    with or_not() if err else contextlib.nullcontext():
        click.echo(visible(str(text)), err=err, nl=nl)
