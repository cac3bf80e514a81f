"""``sim schema``: JSON Schemas, so that an editor completes names and marks faults."""

from pathlib import Path

import click

from sim.app import options
from sim.app.say import say


@click.command(name="schema", short_help="JSON Schemas of the files, for editors.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write NAME.json files there instead of printing.",
)
@options.world
def command(names: tuple[str, ...], out: Path | None, seeds: Path | None) -> None:
    """Print the JSON Schema of one NAME (scenario, world, actor, instrument ...), or write files.

    With --out and no NAME: all of them.
    """
    from sim.world import Problem, WorldError, load_world
    from sim.world.problems import suggest
    from sim.world.schema import as_text, schemas

    known = schemas(load_world(seeds))
    for name in names:
        if name not in known:
            problem = Problem("", 0, f"there is no schema `{name}`", suggest(name, known))
            raise WorldError([problem])
    if out is None:
        chosen = names or ("scenario",)
        if len(chosen) > 1:
            raise click.UsageError("Several schemas need a folder: add --out DIR")
        say(as_text(known[chosen[0]]), nl=False)
        return
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name in names or known:
            path = out / f"{name}.json"
            path.write_text(as_text(known[name]), encoding="utf-8", newline="\n")
            say(path)
    except OSError as error:
        raise click.ClickException(f"cannot write {out}: {error.strerror}") from error
