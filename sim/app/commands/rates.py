"""``sim rates``: the base rates that the record of deeds gives, and whether the world has them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.say import say
from sim.app.screenful import screenful

if TYPE_CHECKING:
    from sim.results.rates import RecordRate
    from sim.world import World


@click.command(name="rates", short_help="Base rates from the record of deeds.")
@click.option(
    "--write", is_flag=True, help="Write those that do not follow into the actions' files."
)
@options.as_json
@options.full
@options.world
def command(write: bool, as_json: bool, full: bool, seeds: Path | None) -> None:
    """Derive the base rate of every action with a complete record, by one rule.

    Prints them beside those of the world, and how the half-life of the rule was chosen. Exits
    with 1 if a value of the world does not follow from its record; --write mends that.
    """
    from sim.report import rates as report
    from sim.study.rates.choice import trials
    from sim.study.rates.derived import derived
    from sim.study.rates.series import all_series
    from sim.world import load_world
    from sim.world.record import load_record

    world = load_world(seeds)
    record = load_record(world)
    rates = derived(world, record)
    astray = [one for one in rates if not one.follows]
    if write:
        _write(world, [one for one in astray if one.rate is not None])
        return
    tried = trials(all_series(world, record).values())
    if as_json:
        say(report.as_json(rates, tried))
    else:
        with screenful(full) as screen:
            report.show(rates, tried, screen)
    if astray:
        click.get_current_context().exit(1)


def _write(world: "World", rates: "Sequence[RecordRate]") -> None:
    from sim.results.writing import write_file
    from sim.study.rates.rewrite import rewritten
    from sim.world import load_world
    from sim.world.regular import read_text

    for instrument in world.instruments:
        own = {
            one.action: one.rate
            for one in rates
            if one.rate is not None and world.actions[one.action].instrument == instrument
        }
        if not own:
            continue
        path = world.folder / "actions" / f"{instrument}.yaml"
        try:
            text = rewritten(read_text(path), own)
        except LookupError as error:
            said = f"{path}: no line `base_rate:` below {error}; write it there by hand"
            raise click.ClickException(said) from error
        write_file(path, text)
        say(f"{path}: {', '.join(own)}")
    load_world(world.folder)
