"""What an answer hangs on, asked from Python: values and sources, or a box of values."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sim.ask.asking import discovered, marked, surveyed
from sim.ask.extras import need
from sim.ask.found import Found
from sim.ask.question import Asked
from sim.ask.repeat import SEED
from sim.ask.result import Result
from sim.ask.settings import Settings, listed
from sim.ask.studies import asked_of
from sim.ask.where import Where
from sim.study.limits import threads

if TYPE_CHECKING:
    from sim.results.discovery import Discovery
    from sim.results.sensitivity import Sensitivity
    from sim.study.progress import Progress


def sensitivity(
    what: Asked | Result,
    *,
    of: str | None = None,
    level: bool = False,
    against: Asked | None = None,
    world: Where = None,
    seed: int | None = None,
    steps: int | None = None,
    values: Settings = (),
    off: Sequence[str] = (),
    workers: int | None = None,
    progress: "Progress | None" = None,
    **design: Any,
) -> "Found[Sensitivity]":
    """Find the values, and the sources behind them, that an answer hangs on.

    ``of`` is an alignment or an indicator; ``level`` asks for it, not for what changes. ``design``
    says how thoroughly: ``method``, ``trajectories``, ``samples`` (a power of two),
    ``runs_per_point``, ``top``, ``values`` of :class:`sim.study.sensitivity.survey.Design`. Needs
    the extra ``study``.
    """
    need("SALib", "study")
    from sim.report.sensitivity import text
    from sim.results.findings import as_json, whole

    asked = asked_of(what, world, against=against, values=values, off=off, steps=steps)
    how = {**design, "values": listed("values", design.get("values", ()))}
    ready = surveyed(asked, of=of, level=level, seed=_seed(what, seed), **how)
    found = marked(ready.run(threads(workers), progress), asked)
    return Found(
        f"sensitivity of {found.of} in {found.scenario}: {found.runs:,} runs",
        found,
        lambda console: text.show(found, asked.world, None, console),
        lambda: as_json(whole(found)),
    )


def discover(
    what: Asked | Result,
    indicator: str,
    *,
    world: Where = None,
    runs: int = 10_000,
    seed: int | None = None,
    values: Settings = (),
    off: Sequence[str] = (),
    workers: int | None = None,
    progress: "Progress | None" = None,
) -> "Found[Discovery]":
    """Look for the box of values in which an indicator comes true much more often.

    ``runs`` are 200 or more. Needs the extra ``discovery``.
    """
    need("ema_workbench", "discovery")
    from sim.report.sensitivity import discovery as text
    from sim.results.findings import as_json, whole

    asked = asked_of(what, world, values=values, off=off)
    found = discovered(
        asked,
        indicator,
        runs=runs,
        seed=_seed(what, seed),
        workers=threads(workers),
        progress=progress,
    )
    return Found(
        f"where {indicator} comes true in {asked.scenario.id}: {runs:,} runs",
        found,
        lambda console: text.show(found, asked.world, None, console),
        lambda: as_json(whole(found)),
    )


def _seed(what: Asked | Result, given: int | None) -> int:
    if given is not None:
        return given
    return what.meta.seed if isinstance(what, Result) else SEED
