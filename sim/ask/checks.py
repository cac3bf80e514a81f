"""The model held against its sources and the record, asked from Python."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.ask.found import Found
from sim.ask.place import find_timeline
from sim.ask.question import Asked, Question, Where, chosen, question, world_at
from sim.ask.settings import Settings
from sim.study.limits import threads

if TYPE_CHECKING:
    from sim.results.backtest import Backtest
    from sim.results.calibration import Calibration
    from sim.results.card import Card
    from sim.results.shocks import Replays
    from sim.results.timeline import TimelineScore
    from sim.study.progress import Progress


RECORD_RUNS, TIMELINE_RUNS, SHOCK_RUNS = 100, 2000, 300


def claims(
    *,
    world: Where = None,
    draws: int = 2000,
    seed: int = 0,
    anticipating: bool = False,
    workers: int | None = None,
    progress: "Progress | None" = None,
) -> "Found[Card]":
    """Put every test of the scorecard to the model: does it agree with its sources? Takes minutes.

    ``anticipating`` also asks the form whose actors look one step ahead.
    """
    from sim.report.scorecard import text
    from sim.study.progress import untold
    from sim.study.scorecard import scorecard

    card = scorecard(
        world_at(world),
        draws=draws,
        seed=seed,
        workers=threads(workers),
        anticipating=anticipating,
        report=progress or untold,
    )
    return Found(
        f"scorecard of {len(card.verdicts)} tests: {draws:,} draws",
        card,
        lambda console: text.show(card, None, console),
        lambda: text.as_json(card, None),
    )


def backtest(
    timeline: str | Path | None = None,
    scenario: Asked | None = None,
    *,
    shocks: bool = False,
    world: Where = None,
    first: str | None = None,
    cut: str | None = None,
    runs: int | None = None,
    seed: int = 0,
    values: Settings = (),
    off: Sequence[str] = (),
    workers: int | None = None,
    progress: "Progress | None" = None,
) -> "Found[Backtest] | Found[TimelineScore] | Found[Replays]":
    """Score the model's probabilities out of sample, on the record that comes with the world.

    ``first`` and ``cut`` are the first and last month, ``2012-01``. With a ``timeline`` of dated
    events instead a ``scenario`` (default: ``pact``) is scored on it; with ``shocks`` past shocks
    are replayed. ``runs`` are at each origin (100), of each arm (2000), or of each deed (300).
    """
    if shocks and timeline is not None:
        raise ValueError("shocks stand alone: no timeline with them")
    if (first or cut) and (shocks or timeline is not None):
        raise ValueError("first and cut are of the record, not of a timeline or of shocks")
    if scenario is not None and timeline is None:
        raise ValueError("a scenario is scored on a timeline: give one")
    name = "baseline" if timeline is None else scenario or "pact"
    asked = question(name, seeds=chosen(world), values=values, off=off)
    if timeline is not None:
        return timeline_score(asked, timeline, runs, seed)
    if shocks:
        return shocks_replayed(asked, runs, seed)
    return record_score(
        asked, first, cut, runs=runs, seed=seed, workers=threads(workers), progress=progress
    )


def record_score(
    asked: Question,
    first: str | None,
    cut: str | None,
    *,
    runs: int | None,
    seed: int,
    workers: int,
    progress: "Progress | None",
) -> "Found[Backtest]":
    """Score the model on the record, from month ``first`` to ``cut``."""
    from sim.report.backtest.text import show
    from sim.results.findings import as_json
    from sim.study.backtest import backtest as study
    from sim.study.backtest.backtest import FROM

    found = study(
        asked.world,
        asked.scenario,
        first=first or FROM,
        cut=cut,
        runs=runs or RECORD_RUNS,
        seed=seed,
        workers=workers,
        progress=progress,
    )
    return Found(
        f"backtest from {found.first} to {found.cut}: {found.origins} origins",
        found,
        lambda console: show(found, console),
        lambda: as_json(found),
    )


def timeline_score(
    asked: Question, ref: str | Path, runs: int | None, seed: int
) -> "Found[TimelineScore]":
    """Score a scenario on a timeline, a file or an id."""
    from sim.report.backtest.timeline import show
    from sim.results.findings import as_json
    from sim.study.backtest.timeline import score_timeline
    from sim.world.timeline import load_timeline

    file = ref if isinstance(ref, Path) else find_timeline(ref)
    line = load_timeline(file, asked.world, asked.scenario.reported(asked.world))
    found = score_timeline(
        asked.world, line, asked.scenario, asked.baseline, runs=runs or TIMELINE_RUNS, seed=seed
    )
    return Found(
        f"score of {asked.scenario.id} on {file.stem}",
        found,
        lambda console: show(found, console),
        lambda: as_json(found),
    )


def shocks_replayed(asked: Question, runs: int | None, seed: int) -> "Found[Replays]":
    """Replay past shocks by the closest deeds of the world."""
    from sim.report.backtest import shocks as text
    from sim.study.backtest.shocks import replay_shocks

    found = replay_shocks(asked.world, asked.scenario, runs=runs or SHOCK_RUNS, seed=seed)
    return Found(
        f"past shocks replayed: {found.runs:,} runs of each deed",
        found,
        lambda console: text.show(found, asked.world, console),
        lambda: text.as_json(found),
    )


def calibrate(
    events: str | Path,
    out: str | Path | None = None,
    *,
    world: Where = None,
    actors: Sequence[str] = (),
    first: str | None = None,
    last: str | None = None,
    marks: str | Path | None = None,
    citation: str = "",
    keep_repeated: bool = False,
    skip_faulty: bool = False,
    seed: int = 0,
    progress: "Progress | None" = None,
) -> "Found[Calibration]":
    """Estimate from a file of coded events what its record can support.

    ``out`` is where a values file goes, for ``files`` of :func:`run`; nothing is written where the
    record supports no value. ``marks`` is a file of provocations (date, actor) instead of the uses
    of force in the record. Raises ``WorldError`` with file and line for what cannot be read.
    """
    from sim.report.calibrate import files
    from sim.report.calibrate.text import show
    from sim.results.calibration import Wanted
    from sim.study.calibration import calibrate as study
    from sim.study.calibration.marks import marks_of_record, read_marks
    from sim.study.calibration.supported import supported

    known = world_at(world)
    wanted = Wanted(
        path=Path(events),
        actors=tuple(actors),
        first=first,
        last=last,
        lenient=skip_faulty,
        once=not keep_repeated,
        marks=marks_of_record(known) if marks is None else read_marks(Path(marks), known),
        seed=seed,
    )
    found = study(known, wanted, progress)
    values = supported(known, found, citation)
    place = Path(out) if out is not None and values.set else None
    if place is not None:
        place.write_text(files.values_text(found, values), encoding="utf-8")
    return Found(
        f"calibration from {wanted.path.name}: {found.events:,} events, {len(values.set)} values",
        found,
        lambda console: show(found, values, place, console),
        lambda: files.as_json(found, values, place),
    )
