"""Options that several commands share."""

from pathlib import Path

import click

world = click.option(
    "--world",
    "seeds",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="A folder of seeds, instead of the world that comes with the program.",
)

files = click.option(
    "--values",
    "files",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Other values, each with a range and a source, as `sim calibrate` writes them. "
    "Repeatable; --set wins over it.",
)
