"""``backtest``: the model's probabilities on the record, with everything frozen at each origin."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

from sim.binding import build_case
from sim.kernel.arrays import Floats
from sim.study.backtest import tone as of_tone
from sim.study.backtest.hindcast import AHEAD, Hindcast, Model, hindcast, recorded
from sim.study.backtest.other_runs import weights
from sim.study.backtest.panels import CountPanel, Panel, count_panel, panel
from sim.study.backtest.rivals import MEMORY, RIVALS
from sim.study.backtest.scores import DRAWS, ranked
from sim.study.workers import in_order
from sim.world import Problem, Scenario, World, WorldError
from sim.world.record import Record, load_record, months_between, next_month

LEADS = (1, 3, 6, 12)  # months
FROM = "2012-01"  # the first origin: Kim Jong Un rules
FEWEST = 24  # origins
TOGETHER = 12  # origins whose runs are weighed together, so that they fit into memory
REST = "the model at rest"  # its base rates, and nothing that moves them

Progress = Callable[[int], None]  # told how many origins are done


@dataclass(frozen=True)
class Backtest:
    """What the model is worth on the record, whichever way it falls."""

    world: str
    first: str  # origin
    cut: str  # last month that is scored
    origins: int
    runs: int
    seed: int
    deeds: tuple[Panel, ...]  # one for each lead
    counts: CountPanel
    tone: tuple[Panel, ...]
    actions: tuple[str, ...]


def default_cut(world: World) -> str:
    """The last whole month before the world's date."""
    return next_month(world.date, -1)


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
    """Score the model from origin to origin, up to a cut-off. Raises ``WorldError``.

    ``first`` is the first origin, ``cut`` the last month whose outcome is used (default: the last
    before the world's date).
    """
    cut = default_cut(world) if cut is None else cut
    record = load_record(world)
    origins = _origins(record, world, first, cut)
    model = Model(build_case(world, baseline), recorded(world, record), runs, seed)
    toned = {row.month for row in record.tone}
    tasks = [(origin, next_month(origin) in toned) for origin in origins]
    found: dict[str, Hindcast] = {}
    for origin, one in zip(origins, in_order(_work, model, tasks, workers), strict=True):
        found[origin] = one
        if progress is not None:
            progress(len(found))
    series = _Series(record, model, cut)
    weight = weights(runs, DRAWS, seed)
    return Backtest(
        world=world.id,
        first=origins[0],
        cut=cut,
        origins=len(origins),
        runs=runs,
        seed=seed,
        deeds=tuple(_deeds(series, found, lead, weight, seed) for lead in LEADS),
        counts=_counts(series, found, weight, seed),
        tone=tuple(_tone(record, model, found, first, cut, seed)),
        actions=model.recorded.actions,
    )


def _work(model: Model, task: tuple[str, bool]) -> Hindcast:
    return hindcast(model, task[0], tone=task[1])


def _origins(record: Record, world: World, first: str, cut: str) -> list[str]:
    start = record.deeds[0].month
    last = next_month(cut, -1)
    if cut >= world.date:
        said = f"the record ends before {world.date}, the world's date; {cut} lies beyond it"
        hint = f"Use --cut {default_cut(world)} or earlier, or --timeline for what came after"
        raise WorldError([Problem("", 0, said, hint)])
    if months_between(start, first) < MEMORY:
        said = f"the first origin {first} leaves less than {MEMORY} months of the record before it"
        raise WorldError([Problem("", 0, said, f"Use --from {next_month(start, MEMORY)} or later")])
    if cut <= first:
        said = f"the cut-off {cut} leaves no month after the first origin, {first}"
        raise WorldError([Problem("", 0, said, "--from comes before --cut")])
    number = months_between(first, last) + 1
    if number < FEWEST:
        said = f"{number} origins from {first} to {last} are too few to score"
        raise WorldError([Problem("", 0, said, f"At least {FEWEST} are wanted")])
    return [next_month(first, n) for n in range(number)]


class _Series:
    """The months of the record up to the cut-off, 1 where there was a deed."""

    def __init__(self, record: Record, model: Model, cut: str) -> None:
        self.cut = cut
        self._start = record.deeds[0].month
        months = months_between(self._start, cut) + 1
        self._all = model.recorded.happened([next_month(self._start, n) for n in range(months)])

    def known(self, origin: str) -> Floats:
        """All that is known at an origin."""
        return self._all[: months_between(self._start, origin) + 1]

    def ahead(self, origin: str) -> Floats:
        """What came after an origin, up to the cut-off."""
        return self._all[months_between(self._start, origin) + 1 :]


def _deeds(
    series: _Series, found: Mapping[str, Hindcast], lead: int, weight: Floats, seed: int
) -> Panel:
    scored = [origin for origin in found if next_month(origin, lead) <= series.cut]
    happened = np.array([series.ahead(origin)[lead - 1] for origin in scored])
    said = {
        name: np.array([rival(series.known(origin), lead) for origin in scored])
        for name, rival in RIVALS.items()
    }
    said[REST] = np.array([found[origin].rest for origin in scored])
    said[of_tone.MODEL] = np.array([found[origin].chance[lead - 1] for origin in scored])
    each = np.stack([found[origin].chances[:, lead - 1] for origin in scored], axis=1)
    others = np.einsum("dg,ge->de", weight, each) / found[scored[0]].runs
    title = f"a recorded deed in the {_ordinal(lead)} month after the origin"
    months = [next_month(origin, lead) for origin in scored]
    return panel(title, said, happened, months, seed, np.clip(others, 0.0, 1.0))


def _counts(
    series: _Series, found: Mapping[str, Hindcast], weight: Floats, seed: int
) -> CountPanel:
    scored = [origin for origin in found if next_month(origin, AHEAD) <= series.cut]
    came = [int(series.ahead(origin)[:AHEAD].sum()) for origin in scored]
    said = {
        name: [_binomial(rival(series.known(origin), 1)) for origin in scored]
        for name, rival in RIVALS.items()
    }
    said[REST] = [_binomial(found[origin].rest) for origin in scored]
    said[of_tone.MODEL] = [found[origin].months for origin in scored]
    losses = {
        name: np.array([float(ranked(one, n)) for one, n in zip(own, came, strict=True)])
        for name, own in said.items()
    }
    pieces = [slice(first, first + TOGETHER) for first in range(0, len(scored), TOGETHER)]
    others = [
        _ranked_otherwise([found[origin] for origin in scored[some]], came[some], weight)
        for some in pieces
    ]
    title = f"months with a recorded deed among the {AHEAD} after the origin"
    return count_panel(title, losses, scored, seed, np.concatenate(others, axis=1))


def _ranked_otherwise(found: Sequence[Hindcast], came: Sequence[int], weight: Floats) -> Floats:
    """(draw, origin) the ranked score of what other runs might have said at some origins."""
    counts = np.concatenate([one.counts for one in found], axis=1)
    shares = np.einsum("dg,gn->dn", weight, counts) / found[0].runs
    each = shares.reshape(len(weight), len(found), -1)
    return np.stack([ranked(each[:, n], number) for n, number in enumerate(came)], axis=1)


def _tone(
    record: Record, model: Model, found: Mapping[str, Hindcast], first: str, cut: str, seed: int
) -> list[Panel]:
    pairs = model.case.names.pairs
    tilts = {
        origin: dict(zip(pairs, map(float, one.tilt), strict=True))
        for origin, one in found.items()
        if one.tilt is not None
    }
    rises = of_tone.rises(record.tone, tilts, first, cut)
    names, owner = model.case.names, model.case.owner
    actors = {names.parties[owner[names.actions.index(deed)]] for deed in model.recorded.actions}
    groups = {
        "the share of conflict of a pair rises": list(rises),
        f"the share of conflict of a pair with {' or '.join(sorted(actors))} rises": [
            rise for rise in rises if set(rise.pair.split(">")) & actors
        ],
    }
    return [
        panel(
            title,
            {name: np.array([r.chance[name] for r in own]) for name in own[0].chance},
            np.array([float(r.rose) for r in own]),
            [r.month for r in own],
            seed,
        )
        for title, own in groups.items()
        if own
    ]


def _binomial(p: float) -> Floats:
    """(0 .. AHEAD,) the chances of so many months, each on its own with the same chance."""
    k = np.arange(AHEAD + 1)
    ways = np.array([comb(AHEAD, int(n)) for n in k], dtype=np.float64)
    return np.asarray(ways * p**k * (1.0 - p) ** (AHEAD - k))


def _ordinal(number: int) -> str:
    return {1: "first", 3: "third", 6: "sixth", 12: "twelfth"}.get(number, f"{number}th")
