"""The model held against its sources and the record, asked from Python."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.ask.found import Found
from sim.ask.place import find_timeline
from sim.ask.question import Asked, Question, question
from sim.ask.settings import Settings, listed
from sim.ask.where import Where, chosen, world_at
from sim.study.limits import threads

if TYPE_CHECKING:
    from sim.results.backtest import Backtest
    from sim.results.calibration import Calibration
    from sim.results.card import Card
    from sim.results.learnt import Learnt
    from sim.results.shocks import Replays
    from sim.results.timeline import TimelineScore
    from sim.study.progress import Progress


RECORD_RUNS, TIMELINE_RUNS, LEARNT_RUNS, SHOCK_RUNS = 100, 2000, 1000, 300


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
    learn_until: str | None = None,
    rolling: bool = False,
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
) -> "Found[Backtest] | Found[TimelineScore] | Found[Learnt] | Found[Replays]":
    """Score the model's probabilities out of sample, on the record that comes with the world.

    ``first`` and ``cut`` are the first and last month, ``2012-01``. With a ``timeline`` of dated
    events instead a ``scenario`` (default: ``pact``) is scored on it; with ``learn_until`` a month,
    or ``rolling`` from month to month, the model learns from the timeline and is scored on what it
    tells after that (beside ``scenario``, default: ``baseline``). With ``shocks`` past shocks are
    replayed. ``runs`` are at each origin (100), of each arm (2000), of a timeline that is learnt
    from (1000), or of each deed (300).
    """
    learnt = learn_until is not None or rolling
    if learnt and timeline is None:
        raise ValueError("learn_until and rolling learn from a timeline: give one")
    if shocks and timeline is not None:
        raise ValueError("shocks stand alone: no timeline with them")
    if (first or cut) and (shocks or timeline is not None):
        raise ValueError("first and cut are of the record, not of a timeline or of shocks")
    if scenario is not None and timeline is None:
        raise ValueError("a scenario is scored on a timeline: give one")
    usual = "baseline" if learnt else "pact"
    name = "baseline" if timeline is None else scenario or usual
    asked = question(name, seeds=chosen(world), values=values, off=off)
    if timeline is not None and learnt:
        return learnt_score(asked, timeline, learn_until, rolling, runs, seed)
    if timeline is not None:
        return timeline_score(asked, timeline, runs, seed, progress)
    if shocks:
        return shocks_replayed(asked, runs, seed, progress)
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
        first=FROM if first is None else first,
        cut=cut,
        runs=RECORD_RUNS if runs is None else runs,
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
    asked: Question,
    ref: str | Path,
    runs: int | None,
    seed: int,
    progress: "Progress | None",
) -> "Found[TimelineScore]":
    """Score a scenario on a timeline, a file or an id."""
    from sim.report.backtest.timeline import show
    from sim.results.findings import as_json
    from sim.study.backtest.timeline import score_timeline
    from sim.world.read_timeline import load_timeline

    file = find_timeline(ref, asked.world)
    line = load_timeline(file, asked.world, asked.scenario.reported(asked.world))
    found = score_timeline(
        asked.world,
        line,
        asked.scenario,
        asked.baseline,
        runs=TIMELINE_RUNS if runs is None else runs,
        seed=seed,
        progress=progress,
    )
    return Found(
        f"score of {asked.scenario.id} on {file.stem}",
        found,
        lambda console: show(found, console),
        lambda: as_json(found),
    )


def learnt_score(
    asked: Question,
    ref: str | Path,
    until: str | None,
    rolling: bool,
    runs: int | None,
    seed: int,
) -> "Found[Learnt]":
    """Score the model that learns from a timeline, a file or an id, on what comes after."""
    from sim.report.backtest import learnt as text
    from sim.study.backtest.learnt import score_learnt
    from sim.world.read_history import load_history

    world, scenario = asked.world, asked.scenario
    file = find_timeline(ref, world)
    history = load_history(file, world, scenario.reported(world))
    runs = LEARNT_RUNS if runs is None else runs
    found = score_learnt(
        world, history, scenario, until=until, rolling=rolling, runs=runs, seed=seed
    )
    return Found(
        f"score of what {history.id} teaches, from {found.origins[0]}",
        found,
        lambda console: text.show(found, console),
        lambda: text.as_json(found),
    )


def shocks_replayed(
    asked: Question, runs: int | None, seed: int, progress: "Progress | None"
) -> "Found[Replays]":
    """Replay past shocks by the closest deeds of the world."""
    from sim.report.backtest import shocks as text
    from sim.study.backtest.shocks import replay_shocks

    runs = SHOCK_RUNS if runs is None else runs
    found = replay_shocks(asked.world, asked.scenario, runs=runs, seed=seed, progress=progress)
    return Found(
        f"past shocks replayed: {runs:,} runs of each deed",
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
    of force in the record. Raises ``WorldError`` with file and line for what cannot be read, and
    ``StoreError`` for what cannot be written.
    """
    from sim.report.calibrate import files
    from sim.report.calibrate.text import show
    from sim.results.calibration import Wanted
    from sim.results.writing import check_file, write_file
    from sim.study.calibration import calibrate as study
    from sim.study.calibration.marks import marks_of_record, read_marks
    from sim.study.calibration.supported import supported

    check_file(None if out is None else Path(out))
    known = world_at(world)
    wanted = Wanted(
        path=Path(events),
        actors=listed("actors", actors),
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
        write_file(place, files.values_text(found, values))
    return Found(
        f"calibration from {wanted.path.name}: {found.events:,} events, {len(values.set)} values",
        found,
        lambda console: show(found, values, place, console),
        lambda: files.as_json(found, values, place),
    )
