"""``sim laws``: every mechanism and motive, and the tables of them that pages hold."""

from pathlib import Path

import click

from sim.app import options
from sim.app.say import say


@click.command(name="laws", short_help="Every mechanism and motive, with its equation.")
@click.argument(
    "pages",
    nargs=-1,
    metavar="[PAGE]...",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@options.world
def command(pages: tuple[Path, ...], seeds: Path | None) -> None:
    """Print what each mechanism and each motive says, with its equation, as Markdown.

    Or, for every PAGE that marks places for these tables, write them there anew, as in
    docs/model.md.
    """
    from sim.report.laws import tables, with_tables
    from sim.results.writing import write_file
    from sim.world import load_world
    from sim.world.regular import read_text

    world = load_world(seeds)
    if not pages:
        say(tables(world), nl=False)
    for page in pages:
        try:
            text = with_tables(read_text(page), world)
        except ValueError as error:
            raise click.ClickException(f"{page}: {error}") from error
        write_file(page, text)
        say(page)
