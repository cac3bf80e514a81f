"""The flip: the smallest change of one value, within its range, that reverses a finding.

Three rounds, each on the same draws as the finding:

1. Screen. In an ensemble every value varies at once and by itself, so a straight line through the
   effects over each value says how the effect changes with that value alone. No extra run is spent
   on any of them.
2. Test. The values whose line leads nearest to zero, or past it, are held at that end of their
   range in every run, all else as drawn. So is what begins off its reference, at the end that is
   nearer to it: the two are drawn together, so no line tells them apart.
3. Bisect. Where the end does reverse the finding, or drowns it in its own Monte Carlo error, the
   turning point is narrowed down between the stated value and the end.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.binding.values import ValueTable, Way
from sim.results.explanation import SURE, Flip, FlipVerdict, Search
from sim.study.explain.twins import Bench, Trial, Twins, mean_and_error
from sim.world import Quantity
from sim.world.paths import STATE

TEST_RUNS = 400  # pairs of runs spent on each test
TESTED = 10  # values held at an end of their range
NARROWED = 3  # values whose turning point is sought
HALVINGS = 4  # of the way to the end: the turning point is known to 1 / 16 of it


Worked = Callable[[int], None]  # told how many pairs of runs have been rolled


def search(
    quantities: Mapping[str, Quantity], bench: Bench, shown: int, workers: int, worked: Worked
) -> Search:
    """Look for flips of the mean effect over the first ``shown`` runs of a bench.

    All its runs serve the screen. ``quantities`` are the scenario's, for their sources.
    """
    finding, error = mean_and_error(bench.effects[:shown])
    doubt = SURE * error
    ways = _ways(bench.twins)
    probe = _Probe(bench.first(TEST_RUNS), finding, workers, worked)
    chosen, blur = _screen(bench, ways)
    tested = sorted(
        zip(chosen, probe.held([(way, 1.0) for way in chosen]), strict=True),
        key=lambda one: one[1][0] * np.sign(finding),
    )
    verdicts = [_verdict(left, finding, doubt) for _, (left, _, _) in tested]
    narrowed = [
        (way, doubt if verdict == "fades" else 0.0)
        for (way, _), verdict in zip(tested, verdicts, strict=True)
        if verdict != "holds"
    ][:NARROWED]
    turns = dict(zip((way.path for way, _ in narrowed), probe.turns(narrowed), strict=True))
    found = [
        _flip(
            way,
            held,
            verdict,
            None if verdict == "holds" else turns.get(way.path, 1.0),
            quantities[way.path].sources,
        )
        for (way, held), verdict in zip(tested, verdicts, strict=True)
    ]
    order = {"reverses": 0, "fades": 1, "holds": 2}
    found.sort(
        key=lambda flip: (order[flip.verdict], flip.way or 0.0, flip.left * np.sign(finding))
    )
    return Search(len({way.path for way in ways}), probe.bench.runs, doubt, blur, tuple(found))


def _flip(
    way: Way,
    held: tuple[float, float, float],
    verdict: FlipVerdict,
    share: float | None,
    sources: tuple[str, ...],
) -> Flip:
    turn = None if share is None else way.at(share)
    span = (way.stated, way.low, way.high, way.end)
    return Flip(way.path, *span, *held, verdict, turn, share, sources)


def _verdict(left: float, finding: float, doubt: float) -> FlipVerdict:
    along = left * np.sign(finding)
    if along < -doubt:
        return "reverses"
    return "fades" if along < doubt else "holds"


@dataclass(frozen=True)
class _Probe:
    """The finding with one value held."""

    bench: Bench
    finding: float
    workers: int
    worked: Worked

    def held(self, points: Sequence[tuple[Way, float]]) -> list[tuple[float, float, float]]:
        """At each point of a way: what is left of the finding, the change, the error of the change.

        The change is a mean of paired differences, so a few runs say more about it than as many
        would about the effect itself.
        """
        trials = [Trial(held={way.path: way.at(share)}) for way, share in points]
        found = []
        for effects in self.bench.effects_in(trials, min(self.workers, len(trials))):
            change, error = mean_and_error(effects - self.bench.effects)
            found.append((self.finding + change, change, error))
            self.worked(self.bench.runs)
        return found

    def turns(self, ways: Sequence[tuple[Way, float]]) -> list[float]:
        """Of each way, the share after which the finding, by its sign, stands below a level."""
        below, above = [0.0] * len(ways), [1.0] * len(ways)
        for _ in range(HALVINGS):
            middle = [(low + high) / 2.0 for low, high in zip(below, above, strict=True)]
            points = [(way, share) for (way, _), share in zip(ways, middle, strict=True)]
            for number, (left, _, _) in enumerate(self.held(points)):
                passed = left * np.sign(self.finding) < ways[number][1]
                (above if passed else below)[number] = middle[number]
        return above


def _ways(twins: Twins) -> list[Way]:
    """Both ways of every value that is drawn from the same range in both arms.

    Of what begins off its reference, the way toward that, if it does in ours alone too.
    """
    ours, theirs = twins.with_.case.values, twins.without.case.values
    elsewhere = theirs.columns
    return [
        ours.way(column, end)
        for column, path in enumerate(ours.paths)
        if _asked_of(path) or path in elsewhere
        if path not in elsewhere or _range(ours, column) == _range(theirs, elsewhere[path])
        for end in _ends(ours, column)
        if end != ours.mode[column]
    ]


def _asked_of(path: str) -> bool:
    return path.startswith(STATE)


def _ends(table: ValueTable, column: int) -> tuple[float, ...]:
    path = table.paths[column]
    both = float(table.low[column]), float(table.high[column])
    if not _asked_of(path):
        return both
    rest = table.mode[table.column(path.removeprefix(STATE))]
    return (min(both, key=lambda end: abs(end - rest)),)


def _range(table: ValueTable, column: int) -> tuple[float, float, float]:
    return float(table.low[column]), float(table.mode[column]), float(table.high[column])


def _screen(bench: Bench, ways: list[Way]) -> tuple[list[Way], float]:
    """The ways to test, those first whose lines lead nearest to zero or furthest past it.

    Also the size of a change that the screen would hardly miss (see :class:`Search`).
    """
    arm, effects = bench.twins.with_, bench.effects
    table = arm.case.values
    drawn = table.scaled(np.concatenate([table.quantile(luck.values) for luck in arm.luck]))
    centre = drawn.mean(axis=0)
    away = drawn - centre
    spread = np.maximum((away**2).sum(axis=0), np.finfo(np.float64).tiny)
    sign = np.sign(effects.mean())
    slope = sign * (away * (effects - effects.mean())[:, None]).sum(axis=0) / spread

    def reach(way: Way) -> float:
        end = np.log(way.end) if way.logarithmic else way.end
        return float(end - centre[way.column])

    best: dict[str, Way] = {}  # of each value the end that leads nearer to zero
    for way in sorted(ways, key=lambda way: slope[way.column] * reach(way)):
        best.setdefault(way.path, way)
    first = [way for way in best.values() if _asked_of(way.path)]
    others = [way for way in best.values() if not _asked_of(way.path)]
    chosen = [*first, *others][:TESTED]
    if not chosen:
        return [], 0.0
    cut = max(0.0, -slope[chosen[-1].column] * reach(chosen[-1]))
    errors = [
        effects.std() * abs(reach(way)) / np.sqrt(spread[way.column]) for way in best.values()
    ]
    return chosen, float(cut + SURE * np.median(errors))
