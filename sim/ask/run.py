"""A question asked in many paired runs, or read back from the folder of its result."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sim.ask.question import Asked, Question, question
from sim.ask.settings import Settings, listed
from sim.ask.where import Where, chosen
from sim.study.limits import RUNS, check_asked, threads

if TYPE_CHECKING:
    from sim.ask.result import Result
    from sim.results import Inputs
    from sim.study.ensemble.checkpoint import Checkpoint
    from sim.study.progress import Progress


def run(
    scenario: Asked,
    against: Asked | None = None,
    *,
    world: Where = None,
    runs: int = 1000,
    seed: int = 0,
    steps: int | None = None,
    values: Settings = (),
    off: Sequence[str] = (),
    files: Sequence[str | Path] = (),
    workers: int | None = None,
    progress: "Progress | None" = None,
    cluster: str | None = None,
) -> "Result":
    """Run ``runs`` pairs of a scenario and of what it is compared with, on the same draws.

    ``scenario`` and ``against`` are ids, files or scenarios that have been read; what ``against``
    leaves open the scenario says itself. ``world`` is a folder of seeds or a world. ``values``
    (by path), value ``files`` and what is switched ``off`` change both arms; ``steps`` are months.
    ``workers`` threads (default: one for each core) or the dask ``cluster`` at an address share the
    work and change no bit. All is checked as ``sim run`` does, and gives the same numbers. Nothing
    is written before :meth:`Result.save`.

    Raises ``WorldError`` for what cannot be read or does not fit together, ``ValueError`` for a
    number that cannot be, ``UnfinishedError`` where runs fail.
    """
    started = datetime.now(UTC)
    RUNS.check(runs)
    check_asked(seed=seed, workers=threads(workers))
    asked = question(
        scenario,
        seeds=chosen(world),
        against=against,
        values=values,
        off=off,
        steps=steps,
        files=[Path(file) for file in listed("files", files)],
    )
    made_of = inputs(asked, runs, seed)
    return answer(asked, made_of, started, workers=workers, progress=progress, cluster=cluster)


def load(folder: str | Path) -> "Result":
    """Read back a result folder, such as ``results/lethal_aid/136c7e1628c0``.

    Raises ``LoadError`` if it is none, is damaged or was written by another version.
    """
    from sim.ask.result import Result
    from sim.report.html.brief import brief
    from sim.results import load as read

    stored = read(Path(folder))
    return Result(brief(stored.results, stored.facts, stored.further), place=stored.place)


def inputs(asked: Question, runs: int, seed: int) -> "Inputs":
    """What a result of a question is made from."""
    from sim.results import inputs_of

    given = {"set": asked.values, "off": sorted(asked.off)}
    return inputs_of(
        asked.world, asked.scenario, asked.baseline, seed=seed, runs=runs, options=given
    )


def answer(
    asked: Question,
    made_of: "Inputs",
    started: datetime,
    *,
    workers: int | None = None,
    progress: "Progress | None" = None,
    checkpoint: "Checkpoint | None" = None,
    cluster: str | None = None,
) -> "Result":
    """Run what ``made_of`` says of a question. Interrupted, it has the runs that are finished."""
    from sim.ask.again import files_given
    from sim.ask.result import Origin, Result
    from sim.report.html.brief import brief
    from sim.results import facts
    from sim.study.ensemble.run import run as study

    found = study(
        asked.world,
        asked.scenario,
        asked.baseline,
        runs=made_of.runs,
        seed=made_of.seed,
        steps=asked.scenario.steps,
        progress=progress,
        workers=threads(workers),
        checkpoint=checkpoint,
        cluster=cluster,
    )
    changed = (*asked.changes, *found.meta.changes)
    meta = replace(found.meta, set_values=asked.values, off=asked.off, changes=changed)
    meta = replace(meta, again=asked.again)
    found, made_of = replace(found, meta=meta), replace(made_of, runs=meta.runs)
    told = brief(found, facts(found, made_of), files_given(asked))
    return Result(told, origin=Origin(asked, made_of, started))
