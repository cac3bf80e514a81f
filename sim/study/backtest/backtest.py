"""``backtest``: probabilities on the record, with everything frozen at each origin."""

from collections.abc import Mapping

import numpy as np

from sim.binding import build_case
from sim.kernel.asked import check_month
from sim.results.backtest import Backtest, Panel
from sim.results.rates import CHOSEN_TO
from sim.study.backtest import tone as of_tone
from sim.study.backtest.acts import LEADS, by_action, model_panel, rule_panel
from sim.study.backtest.hindcast import Hindcast, Model, hindcast, recorded
from sim.study.backtest.panels import by_month, panel
from sim.study.limits import SCORED, check_asked
from sim.study.progress import Progress, untold
from sim.study.rates.series import last_month
from sim.study.workers import in_order
from sim.world import Problem, Scenario, World, WorldError
from sim.world.month import months_between, next_month
from sim.world.record import Record, load_record

FROM = "2012-01"  # the first origin: Kim Jong Un rules
FEWEST = 12  # months of outcomes
HELD_OUT = next_month(CHOSEN_TO)  # the first month that the rule's half-life was not chosen on

WHOLE = 1000  # what progress counts up to


def backtest(
    world: World,
    baseline: Scenario,
    *,
    first: str = FROM,
    cut: str | None = None,
    runs: int = 100,
    seed: int = 0,
    workers: int = 1,
    progress: Progress | None = None,
) -> Backtest:
    """Score the rule and the model from origin to origin, up to a cut-off.

    ``first`` is the first origin, ``cut`` the last month whose outcome is used (default: the last
    before the world's date). Deeds are scored from HELD_OUT on.
    ``progress`` is told how far the work is, up to ``WHOLE``. Raises ``WorldError`` for months that
    the record does not have, ``ValueError`` for what is no month or no number of runs.
    """
    SCORED.check(runs)
    check_asked(seed=seed, workers=workers)
    check_month("first", first)
    check_month("cut", cut)
    cut = last_month(world) if cut is None else cut
    _check(world, first, cut)
    record = load_record(world)
    model = Model(build_case(world, baseline), recorded(world, record), runs, seed)
    held_out = max(HELD_OUT, next_month(first))
    toned = {row.month for row in record.tone if next_month(first) <= row.month <= cut}
    tasks = [
        (origin, next_month(origin) in toned)
        for origin in _months(first, next_month(cut, -1))
        if next_month(origin) in toned or next_month(origin) >= held_out
    ]
    found: dict[str, Hindcast] = {}
    for (origin, _), one in zip(tasks, in_order(_work, model, tasks, workers), strict=True):
        found[origin] = one
        if progress is not None:
            progress(WHOLE * len(found) // len(tasks))
    series = [one.until(cut) for one in model.recorded.series.values()]
    each = by_action(series, held_out, seed)
    return Backtest(
        world=world.id,
        first=first,
        held_out=held_out,
        cut=cut,
        origins=len(tasks),
        runs=runs,
        seed=seed,
        rule=tuple(rule_panel(series, held_out, lead, seed) for lead in LEADS),
        deeds=tuple(model_panel(model.recorded, found, held_out, cut, n, seed) for n in LEADS),
        each=each,
        tone=tuple(_tone(record, model, found, first, cut, seed)),
        actions=tuple(dict.fromkeys(one.action for one in each)),
    )


def part_of(progress: Progress | None, before: int, whole: int) -> Progress:
    """What a part of the work is told to call with what it has done, ``before`` being done."""
    if progress is None:
        return untold
    return lambda done: progress(WHOLE * (before + done) // whole)


def _work(model: Model, task: tuple[str, bool]) -> Hindcast:
    return hindcast(model, task[0], tone=task[1])


def _months(first: str, last: str) -> list[str]:
    return [next_month(first, n) for n in range(months_between(first, last) + 1)]


def _check(world: World, first: str, cut: str) -> None:
    if cut >= world.date:
        said = f"the record ends before {world.date}, the world's date; {cut} lies beyond it"
        hint = f"Use --cut {last_month(world)} or earlier, or --timeline for what came after"
        raise WorldError([Problem("", 0, said, hint)])
    if cut <= first:
        said = f"the cut-off {cut} leaves no month after the first origin, {first}"
        raise WorldError([Problem("", 0, said, "--from comes before --cut")])
    number = months_between(max(HELD_OUT, next_month(first)), cut) + 1
    if number < FEWEST:
        said = (
            f"{max(0, number)} months to {cut} are too few to score: deeds are scored after "
            f"{CHOSEN_TO}, up to where the half-life of the rule was chosen"
        )
        raise WorldError([Problem("", 0, said, f"At least {FEWEST} are wanted")])


def _tone(
    record: Record, model: Model, found: Mapping[str, Hindcast], first: str, cut: str, seed: int
) -> list[Panel]:
    pairs = model.case.names.pairs
    tilts = {
        origin: dict(zip(pairs, map(float, one.tilt), strict=True))
        for origin, one in found.items()
        if one.tilt is not None
    }
    own = of_tone.rises(record.tone, tilts, first, cut)
    if not own:
        return []
    said = {name: np.array([one.chance[name] for one in own]) for name in own[0].chance}
    happened = np.array([float(one.rose) for one in own])
    months = [one.month for one in own]
    title = "the share of conflict of a pair rises"
    return [panel(title, said, happened, months, of_tone.MODEL, by_month(months), seed)]
