"""``sim show``: everything about one thing."""

from pathlib import Path

import click

from sim.app import options
from sim.app.screenful import screenful


@click.command(name="show", short_help="Show one thing: values, ranges, sources.")
@click.argument("thing")
@options.full
@options.world
def command(thing: str, full: bool, seeds: Path | None) -> None:
    """Show one THING with its values, their ranges and where they come from.

    A scenario (lethal_aid), an actor (KOR), an action, an instrument, a policy (tit_for_tat), a
    mechanism, a motive, an indicator, a theatre, a posture, a threat, a direction ('KOR>USA'), a
    pair (KOR-USA), a claim, a source, or a dotted path (actors.KOR.precision). And `threats`: whom
    each threat holds back; `step`: every law in the order in which it runs.
    """
    from sim.ask.look import print_all
    from sim.world import load_world

    world = load_world(seeds)
    with screenful(full) as out:
        print_all(thing, world, out)
