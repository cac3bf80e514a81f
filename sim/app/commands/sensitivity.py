"""``sim sensitivity``: which values, and which sources behind them, an answer hangs on."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.app import options
from sim.app.say import say
from sim.app.screenful import screenful
from sim.ask.extras import need
from sim.kernel.asked import SEED
from sim.study.limits import DISCOVERED, POINT_RUNS, SAMPLES, TOP, TRAJECTORIES

if TYPE_CHECKING:
    from sim.ask.since import Since
    from sim.results.discovery import Discovery
    from sim.results.sensitivity import Sensitivity

_METHODS = ("both", "morris", "sobol")
_SAMPLES = 512  # of the Sobol' design
_RUNS = 10_000  # in which a box is looked for


@click.command(name="sensitivity", short_help="Which values and sources an answer hangs on.")
@click.argument("scenario", metavar="SCENARIO|RESULT")
@click.option(
    "--of",
    metavar="NAME",
    help="An alignment ('RUS>KOR') or an indicator; default: the alignment that shifts most.",
)
@click.option("--level", is_flag=True, help="Of the outcome itself, not of what changes.")
@click.option(
    "--discover",
    metavar="INDICATOR",
    help="Instead: the box of values in which the indicator comes true much more often.",
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
    type=options.whole(TRAJECTORIES),
    default=8,
    show_default=True,
    help="Walks through the space of values in the screening.",
)
@click.option(
    "--samples",
    type=options.whole(SAMPLES),
    help=f"Of the Sobol' design, a power of two [{_SAMPLES}]; or runs for --discover [{_RUNS}].",
)
@click.option(
    "--runs-per-point",
    type=options.whole(POINT_RUNS),
    default=16,
    show_default=True,
    help="Runs at each point, on the same luck.",
)
@click.option(
    "--top",
    type=options.whole(TOP),
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
@click.option("--seed", type=options.whole(SEED), help="Of all luck.  [default: 0]")
@options.steps
@options.settings
@options.files
@options.off
@options.against
@options.workers
@options.out
@options.as_json
@options.quiet
@options.full
@options.world
@options.since
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
    seed: int | None,
    steps: int | None,
    values: tuple[str, ...],
    files: tuple[Path, ...],
    off: tuple[str, ...],
    against: str | None,
    workers: int | None,
    out: Path,
    as_json: bool,
    quiet: bool,
    full: bool,
    seeds: "Path | Since | None",
) -> None:
    """Show what an answer of SCENARIO (a file or an id) hangs on: by value and by source.

    First every value with a range is screened; then the variance of the answer is shared out among
    those that move it most. With --discover INDICATOR instead: the box of values in which the
    indicator comes true much more often. Ctrl-C writes nothing.

    Writes a folder results/SCENARIO/RUN-sensitivity. Given the folder RESULT of a run, it asks the
    question of that run and adds the files there, where `sim report` finds them.
    """
    need(*(("SALib", "study") if discover is None else ("ema_workbench", "discovery")))
    if discover is not None:
        _refuse_with_discover(of=of, level=level, value=named)

    from sim.app.examine import examination
    from sim.report.sensitivity import discovery
    from sim.report.sensitivity import text as sensitivity
    from sim.results.findings import as_json as json_of
    from sim.results.findings import whole
    from sim.study.sensitivity.design import check_samples

    how = {"against": against, "values": values, "off": off, "steps": steps, "files": files}
    cores = options.threads(workers)
    asked = examination(scenario, seeds, seed, how, out, workers=cores, quiet=quiet)
    found: Sensitivity | Discovery
    if discover is not None:
        runs = _checked(DISCOVERED.check, _RUNS if samples is None else samples)
        found = asked.discovery(discover, runs)
        place = asked.keep(found, runs, {"of": discover})
    else:
        design = {
            "method": method,
            "trajectories": trajectories,
            "samples": _checked(check_samples, _SAMPLES if samples is None else samples),
            "runs_per_point": runs_per_point,
            "top": top,
            "values": named,
        }
        found = asked.sensitivity(of, level, design)
        place = asked.keep(found, found.runs, {"of": found.of, "level": level, **design})
    if as_json:
        say(json_of(whole(found), {"results_dir": place}))
    elif quiet:
        say(place)
    else:
        show: Callable[..., None] = sensitivity.show if discover is None else discovery.show
        with screenful(full) as screen:
            show(found, asked.question.world, place, screen)


def _checked(check: Callable[[int], None], samples: int) -> int:
    try:
        check(samples)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--samples") from None
    return samples


def _refuse_with_discover(**given: Any) -> None:
    for name, value in given.items():
        if value:
            raise click.UsageError(f"--discover looks for a box; --{name} does not go with it")
