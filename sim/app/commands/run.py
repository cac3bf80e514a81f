"""``sim run``: a scenario and what it is compared with, on the same draws."""

from pathlib import Path

import click

from sim.app import options

_MAX_RUNS = 10_000_000
_MAX_SEED = 2**63 - 1
_MAX_STEPS = 600


@click.command(name="run", short_help="Run a scenario and print what it changes.")
@click.argument("scenario")
@click.option(
    "--runs", type=click.IntRange(1, _MAX_RUNS), default=1000, show_default=True, help="Pairs."
)
@click.option(
    "--seed", type=click.IntRange(0, _MAX_SEED), default=1, show_default=True, help="Of all luck."
)
@click.option(
    "--steps",
    type=click.IntRange(1, _MAX_STEPS),
    help="Length of a run in steps (months); default: what the scenario says.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("results"),
    show_default=True,
    help="Where result folders go.",
)
@click.option(
    "--set",
    "values",
    multiple=True,
    metavar="PATH=VALUE",
    help="Another value for both arms, such as actors.KOR.precision=1.5. Repeatable.",
)
@click.option(
    "--off",
    multiple=True,
    metavar="NAME",
    help="Switch a mechanism or motive off in both arms. Repeatable.",
)
@click.option("--against", metavar="SCENARIO", help="Compare with another scenario.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a screen.")
@click.option("--quiet", is_flag=True, help="Print only where the files are.")
@options.world
def command(
    scenario: str,
    runs: int,
    seed: int,
    steps: int | None,
    out: Path,
    values: tuple[str, ...],
    off: tuple[str, ...],
    against: str | None,
    as_json: bool,
    quiet: bool,
    seeds: Path | None,
) -> None:
    """Run SCENARIO (a file or an id) and what it is compared with on the same draws.

    Prints one screen and writes a folder results/SCENARIO/RUN with every table. The same inputs
    give the same folder and the same files. Ctrl-C ends early with the runs that are finished.
    """
    from dataclasses import replace
    from datetime import UTC, datetime

    from sim.app.inputs import question
    from sim.app.progress import bar

    started = datetime.now(UTC)
    asked = question(scenario, seeds=seeds, against=against, values=values, off=off, steps=steps)

    from sim.results import check_writable, inputs_of, resolved_yaml, save
    from sim.study import run

    check_writable(out)
    with bar(f"{runs:,} pairs of runs", runs, quiet) as progress:
        found = run(
            asked.world,
            asked.scenario,
            asked.baseline,
            runs=runs,
            seed=seed,
            steps=asked.scenario.steps,
            progress=progress,
        )
    meta = replace(found.meta, set_values=asked.values, off=asked.off)
    found = replace(found, meta=meta)
    inputs = inputs_of(
        asked.world,
        asked.scenario,
        asked.baseline,
        seed=seed,
        runs=meta.runs,
        options={"set": asked.values, "off": sorted(asked.off)},
    )
    place = save(found, inputs, resolved_yaml(asked.scenario), out, started)
    if as_json:
        from sim.report.as_json import as_json as json_of

        click.echo(json_of(found, place))
    elif quiet:
        click.echo(place)
    else:
        from sim.report.screen import console
        from sim.report.text import show

        show(found, place, console())
    if meta.runs < runs:  # interrupted: what was finished has been kept, as if so many were asked
        click.get_current_context().exit(130)
