"""``sim sensitivity``: which values, and which sources behind them, an answer hangs on."""

import os
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.app import options

if TYPE_CHECKING:
    from sim.app.inputs import Question
    from sim.results import Inputs

_MAX_SEED = 2**63 - 1
_MAX_STEPS = 600
_METHODS = ("both", "morris", "sobol")
_FEWEST = 200  # runs in which a box may be looked for


@click.command(name="sensitivity", short_help="Which values and sources an answer hangs on.")
@click.argument("scenario")
@click.option(
    "--of",
    metavar="NAME",
    help="An alignment ('RUS>KOR') or an indicator; default: the alignment that shifts most.",
)
@click.option("--level", is_flag=True, help="Of the outcome itself, not of what changes.")
@click.option(
    "--discover",
    metavar="INDICATOR",
    help="Instead: where in the space of values the indicator comes true more often.",
)
@click.option(
    "--method",
    type=click.Choice(_METHODS),
    default="both",
    show_default=True,
    help="Screen all values (morris), share out the variance among some (sobol), or both.",
)
@click.option(
    "--trajectories",
    type=click.IntRange(2, 200),
    default=10,
    show_default=True,
    help="Walks through the space of values in the screening.",
)
@click.option(
    "--samples",
    type=click.IntRange(2, 1_000_000),
    help="Of the Sobol' design, a power of two [512]; or runs for --discover [10000].",
)
@click.option(
    "--runs-per-point",
    type=click.IntRange(2, 10_000),
    default=16,
    show_default=True,
    help="Runs at each point, on the same luck.",
)
@click.option(
    "--top",
    type=click.IntRange(1, 100),
    default=12,
    show_default=True,
    help="So many of the screened values get Sobol' indices.",
)
@click.option(
    "--value",
    "named",
    multiple=True,
    metavar="PATH",
    help="Sobol' indices of this value instead of the top ones. Repeatable.",
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
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Processes that share the work; the results are the same for any number.  "
    "[default: one for each core]",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("results"),
    show_default=True,
    help="Where result folders go.",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="RESULT",
    help="Add the files to the result folder of the same run, for its report.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a screen.")
@click.option("--quiet", is_flag=True, help="Print only where the files are.")
@options.files
@options.world
def command(
    scenario: str,
    of: str | None,
    level: bool,
    discover: str | None,
    method: str,
    trajectories: int,
    samples: int | None,
    runs_per_point: int,
    top: int,
    named: tuple[str, ...],
    seed: int,
    steps: int | None,
    values: tuple[str, ...],
    off: tuple[str, ...],
    against: str | None,
    workers: int | None,
    out: Path,
    into: Path | None,
    as_json: bool,
    quiet: bool,
    files: tuple[Path, ...],
    seeds: Path | None,
) -> None:
    """Show what an answer of SCENARIO (a file or an id) hangs on: by value and by source.

    First every value with a range is screened; then the variance of the answer is shared out among
    those that move it most. With --discover INDICATOR instead: the box of values in which the
    indicator comes true much more often. Ctrl-C writes nothing.
    """
    from datetime import UTC, datetime

    from sim.app.inputs import question

    started = datetime.now(UTC)
    asked = question(
        scenario, seeds=seeds, against=against, values=values, off=off, steps=steps, files=files
    )
    shared = _Shared(asked, seed, workers or os.cpu_count() or 1, out, started, as_json, quiet)
    if discover is not None:
        _refuse_with_discover(of=of, level=level, into=into, value=named)
        _need("ema_workbench", "discovery")
        _discover(shared, discover, 10_000 if samples is None else samples)
        return
    _need("SALib", "study")
    how = {
        "method": method,
        "trajectories": trajectories,
        "samples": _power_of_two(512 if samples is None else samples),
        "runs_per_point": runs_per_point,
        "top": top,
        "values": named,
    }
    _examine(shared, of, level, how, into)


@dataclass(frozen=True)
class _Shared:
    """What both kinds of study are asked with."""

    asked: "Question"
    seed: int
    workers: int
    out: Path
    started: datetime
    as_json: bool
    quiet: bool

    def inputs(self, runs: int, how: dict[str, Any]) -> "Inputs":
        """All that determines what is written."""
        from sim.results import inputs_of

        asked = self.asked
        return inputs_of(
            asked.world,
            asked.scenario,
            asked.baseline,
            seed=self.seed,
            runs=runs,
            options={"set": asked.values, "off": sorted(asked.off), **how},
        )


def _examine(
    shared: _Shared, of: str | None, level: bool, how: dict[str, Any], into: Path | None
) -> None:
    from sim.app.progress import bar
    from sim.results import check_writable, resolved_yaml
    from sim.results.sensitivity import add_sensitivity, check_same, save_sensitivity
    from sim.study.sensitivity import Design, survey

    asked = shared.asked
    design = Design(seed=shared.seed, **how)
    ready = survey(asked.world, asked.scenario, asked.baseline, of=of, level=level, design=design)
    name = ready.probe.outcome.name
    inputs = shared.inputs(ready.runs, {"sensitivity": {"of": name, "level": level, **how}})
    if into is None:
        check_writable(shared.out)
    else:
        check_same(inputs, into)
        check_writable(into)
    title = f"{ready.runs:,} runs" if level else f"{ready.runs:,} pairs of runs"
    with bar(title, ready.runs, shared.quiet) as progress:
        found = ready.run(shared.workers, progress)
    found = replace(found, set_values=asked.values, off=asked.off)
    if into is None:
        resolved = resolved_yaml(asked.scenario)
        place = save_sensitivity(found, inputs, resolved, shared.out, shared.started)
    else:
        add_sensitivity(found, inputs, into)
        place = into

    from sim.report import sensitivity
    from sim.report.screen import console

    if shared.as_json:
        click.echo(sensitivity.as_json(found, place))
    elif shared.quiet:
        click.echo(place)
    else:
        sensitivity.show(found, ready.world, place, console())


def _discover(shared: _Shared, indicator: str, runs: int) -> None:
    from sim.app.progress import bar
    from sim.results import check_writable, resolved_yaml
    from sim.results.discovery import save_discovery
    from sim.study.discovery import discover

    if runs < _FEWEST:
        raise click.BadParameter(f"--discover needs {_FEWEST} runs or more", param_hint="--samples")
    asked = shared.asked
    check_writable(shared.out)
    with bar(f"{runs:,} runs", runs, shared.quiet) as progress:
        found = discover(
            asked.world,
            asked.scenario,
            indicator,
            runs=runs,
            seed=shared.seed,
            workers=shared.workers,
            progress=progress,
        )
    found = replace(found, set_values=asked.values, off=asked.off)
    inputs = shared.inputs(runs, {"discover": indicator})
    resolved = resolved_yaml(asked.scenario)
    place = save_discovery(found, inputs, resolved, shared.out, shared.started)

    from sim.report import discovery
    from sim.report.screen import console

    if shared.as_json:
        click.echo(discovery.as_json(found, place))
    elif shared.quiet:
        click.echo(place)
    else:
        discovery.show(found, asked.scenario.apply(asked.world), place, console())


def _need(module: str, extra: str) -> None:
    """Say how to install a library that is not there, before any work is done."""
    if find_spec(module) is None:
        raise click.ClickException(
            f"this needs the package {module}, which is not installed."
            f" Install it with: python -m pip install 'alliance-sim[{extra}]'"
        )


def _power_of_two(samples: int) -> int:
    if samples & (samples - 1) == 0:
        return samples
    below = 1 << (samples.bit_length() - 1)
    raise click.BadParameter(
        f"{samples} is no power of two, as Sobol' points need. Try {below} or {2 * below}",
        param_hint="--samples",
    )


def _refuse_with_discover(**given: Any) -> None:
    for name, value in given.items():
        if value:
            raise click.UsageError(f"--discover looks for a box; --{name} does not go with it")
