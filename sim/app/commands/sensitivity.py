"""``sim sensitivity``: which values, and which sources behind them, an answer hangs on."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.app import options
from sim.app.groups import Changes, Shown, grouped
from sim.ask.extras import need
from sim.kernel.asked import SEED
from sim.study.limits import DISCOVERED, POINT_RUNS, SAMPLES, TOP, TRAJECTORIES

if TYPE_CHECKING:
    from sim.results.discovery import Discovery
    from sim.results.sensitivity import Sensitivity

_METHODS = ("both", "morris", "sobol")
_SAMPLES = 512  # of the Sobol' design
_RUNS = 10_000  # in which a box is looked for


@dataclass(frozen=True)
class Sought:
    """Of what: an alignment, an indicator (``level``: itself, not what changes), or a box."""

    of: str | None
    level: bool
    discover: str | None


@dataclass(frozen=True)
class Thoroughness:
    """How thoroughly values are tried; ``named`` are those that get Sobol' indices."""

    method: str
    trajectories: int
    samples: int | None
    runs_per_point: int
    top: int
    named: tuple[str, ...]

    def as_asked(self) -> dict[str, Any]:
        """The same by the names of a design. Raises ``click.BadParameter``."""
        from sim.study.sensitivity.design import check_samples

        whole = asdict(self)
        named, samples = whole.pop("named"), whole.pop("samples")
        checked = _checked(check_samples, _SAMPLES if samples is None else samples)
        return {**whole, "samples": checked, "values": named}


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
@grouped
def command(
    scenario: str,
    asked: Sought,
    design: Thoroughness,
    changes: Changes,
    seed: int | None,
    workers: int | None,
    out: Path,
    shown: Shown,
) -> None:
    """Show what an answer of SCENARIO (a file or an id) hangs on: by value and by source.

    First every value with a range is screened; then the variance of the answer is shared out among
    those that move it most. With --discover INDICATOR instead: the box of values in which the
    indicator comes true much more often. Ctrl-C writes nothing.

    Writes a folder results/SCENARIO/RUN-sensitivity. Given the folder RESULT of a run, it asks the
    question of that run and adds the files there, where `sim report` finds them.
    """
    need(*(("SALib", "study") if asked.discover is None else ("ema_workbench", "discovery")))
    if asked.discover is not None:
        _refuse_with_discover(of=asked.of, level=asked.level, value=design.named)

    from sim.app.examine import examination
    from sim.report.sensitivity import discovery
    from sim.report.sensitivity import text as sensitivity
    from sim.results.findings import as_json, whole

    ready = examination(
        scenario, changes, seed, out, workers=options.threads(workers), quiet=shown.quiet
    )
    found: Sensitivity | Discovery
    if asked.discover is not None:
        runs = _checked(DISCOVERED.check, _RUNS if design.samples is None else design.samples)
        found = ready.discovery(asked.discover, runs)
        place = ready.keep(found, runs, {"of": asked.discover})
    else:
        how = design.as_asked()
        found = ready.sensitivity(asked.of, asked.level, how)
        place = ready.keep(found, found.runs, {"of": found.of, "level": asked.level, **how})
    show: Callable[..., None] = sensitivity.show if asked.discover is None else discovery.show
    world = ready.question.world
    shown.tell(
        lambda: as_json(whole(found), {"results_dir": place}),
        lambda screen: show(found, world, place, screen),
        place,
    )


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
