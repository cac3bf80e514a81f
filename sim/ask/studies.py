"""The studies behind the commands, asked from Python by the same names, with the same checks."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.ask.asking import compared, diagnosed, explained, weighed
from sim.ask.found import Found
from sim.ask.question import Asked, Question, choice_of, question, several
from sim.ask.repeat import MOST_RUNS, RUNS, SEED, Repeat, means_folder, repeat
from sim.ask.result import Result
from sim.ask.settings import Settings, listed
from sim.ask.where import Where, chosen
from sim.study import limits
from sim.study.limits import EXPLAINED, check_asked, threads

if TYPE_CHECKING:
    from sim.results.comparison import Comparison
    from sim.results.diagnosis import Diagnosis
    from sim.results.explanation import Explanation
    from sim.results.options import Options
    from sim.study.progress import Progress


def compare(
    scenarios: Sequence[Asked],
    against: Asked | None = None,
    *,
    world: Where = None,
    runs: int = 1000,
    seed: int = 0,
    steps: int | None = None,
    values: Settings = (),
    off: Sequence[str] = (),
    workers: int | None = None,
    progress: "Progress | None" = None,
) -> "Found[Comparison]":
    """Put two or more scenarios side by side on the same draws, each held against one reference.

    ``against`` defaults to what the first is compared with; the rest is as in :func:`run`.
    """
    from sim.report.compare import text

    asked = several(
        listed("scenarios", scenarios),
        seeds=chosen(world),
        against=against,
        values=values,
        off=off,
        steps=steps,
    )
    found = compared(asked, runs=runs, seed=seed, workers=threads(workers), progress=progress)
    meta = found.meta
    named = ", ".join(meta.scenarios)
    return Found(
        f"comparison of {named} against {meta.reference}: {meta.runs:,} runs of each",
        found,
        lambda console: text.show(found, None, console),
        lambda: text.as_json(found, None),
    )


def options(
    choice: str | Path,
    *,
    world: Where = None,
    runs: int = 2000,
    seed: int = 0,
    values: Settings = (),
    off: Sequence[str] = (),
    workers: int | None = None,
    progress: "Progress | None" = None,
) -> "Found[Options]":
    """Put the options of a choice (an id, or a file) under every answer of the others.

    Which is best by each objective, and how sure that is; the weights are yours.
    """
    from sim.report.options import text

    limits.RUNS.check(runs)
    check_asked(seed=seed, workers=threads(workers))
    asked = choice_of(choice, seeds=chosen(world), values=values, off=off)
    found = weighed(asked, runs=runs, seed=seed, workers=threads(workers), progress=progress)
    meta = found.meta
    return Found(
        f"{len(meta.options)} options of {meta.choice}: {meta.runs:,} runs of each",
        found,
        lambda console: text.show(found, asked.world, None, console),
        lambda: text.as_json(found, None),
    )


def explain(
    what: Asked | Result,
    *,
    pair: str | None = None,
    indicator: str | None = None,
    action: str | None = None,
    without: Sequence[str] = (),
    flip: bool = True,
    at: int | None = None,
    world: Where = None,
    runs: int | None = None,
    workers: int | None = None,
    progress: "Progress | None" = None,
) -> "Found[Explanation]":
    """Explain an effect of a result (made, or its folder), or of a scenario, which is then run.

    By default the largest effect on an alignment, else that on a ``pair`` (``"RUS>KOR"``), an
    ``indicator`` or an ``action``, ``at`` a step or at the end. ``without`` names what is taken
    away; ``flip`` also looks for the value that would turn it round, which takes longest. Repeated
    are the ``runs`` of the result, at most 2,000. Raises ``WorldError`` for an unknown name.
    """
    from sim.report.explain.as_json import explanation_json
    from sim.report.explain.explained import View
    from sim.report.explain.text import show

    repeated = again(what, world, runs)
    asked = repeated.question
    found = explained(
        repeated,
        pair=pair,
        indicator=indicator,
        action=action,
        without=listed("without", without),
        flip=flip,
        at=at,
        workers=threads(workers),
        progress=progress,
    )
    view = View(found, asked.world, asked.scenario, asked.baseline, asked.values, asked.off)
    notes = (*repeated.notes, *repeated.share)
    return Found(
        f"explanation of {found.target.name} in {asked.scenario.id}: {found.runs:,} pairs of runs",
        found,
        lambda console: show(view, console),
        lambda: explanation_json(view, notes),
    )


def diagnose(
    what: Asked | Result = "baseline",
    *,
    world: Where = None,
    draws: int = 20,
    seed: int = 0,
    steps: int | None = None,
    values: Settings = (),
    off: Sequence[str] = (),
    workers: int | None = None,
    progress: "Progress | None" = None,
) -> "Found[Diagnosis]":
    """See whether shocks die out along a scenario, through whom they spread, who stands with whom.

    Over ``draws`` draws of all values, each with one run.
    """
    from sim.report.diagnose import text

    asked = asked_of(what, world, values=values, off=off, steps=steps)
    found = diagnosed(asked, draws=draws, seed=seed, workers=threads(workers), progress=progress)
    return Found(
        f"diagnosis of {asked.scenario.id}: {draws} draws",
        found,
        lambda console: text.show(found, console),
        lambda: text.as_json(found),
    )


def again(what: Asked | Result, world: Where = None, runs: int | None = None) -> Repeat:
    """What to ask again: of a result its own runs, of a scenario as many as ``sim run`` makes."""
    if runs is not None:
        EXPLAINED.check(runs)
    if isinstance(what, Result) and what.origin is not None:
        meta, asked = what.meta, what.origin.asked
        some = min(meta.runs, MOST_RUNS) if runs is None else runs
        return Repeat(asked, meta.seed, meta.runs, some, meta.steps, what.results)
    ref = _place(what) if isinstance(what, Result) else what
    if isinstance(ref, str | Path) and means_folder(str(ref)):
        return repeat(str(ref), chosen(world), runs)
    asked = question(ref, seeds=chosen(world))
    whole = RUNS if runs is None else runs
    return Repeat(asked, SEED, whole, whole, asked.scenario.steps)


def _place(read: Result) -> Path:
    assert read.place is not None, "a result is made or read"
    return read.place


def asked_of(what: Asked | Result, world: Where, **how: Any) -> Question:
    """The question of a result, or a scenario as it is asked here. Raises ``WorldError``."""
    if not isinstance(what, Result) and not (
        isinstance(what, str | Path) and means_folder(str(what))
    ):
        return question(what, seeds=chosen(world), **how)
    given = [name for name, value in how.items() if value]
    if given:
        raise ValueError(f"a result says for itself what was asked: leave out {given[0]}")
    return again(what, world).question
