"""What a scenario does to every alignment with one law on, and with it off, on the same draws."""

from collections.abc import Sequence
from dataclasses import replace

from sim.binding import build_case
from sim.results.explanation import Switched
from sim.study.explain.target import EveryAlignment
from sim.study.explain.twins import Trial, bench, mean_and_error, twins
from sim.world import Scenario, World

MOST_RUNS = 10_000  # pairs; all luck is held at once


def switched(
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    law: str,
    *,
    runs: int,
    seed: int,
    steps: int,
    workers: int = 1,
) -> tuple[Switched, ...]:
    """Ask with a mechanism or motive on and off; one row a pair, the most affected first."""
    with_, without = build_case(world, scenario), build_case(world, baseline)
    names = with_.names
    reader = EveryAlignment(tuple(map(names.pairs.index, names.seen_pairs)))
    whole = bench(twins(with_, without, seed=seed, runs=runs, steps=steps), reader)
    with_off, without_off = (build_case(world, _off(one, law)) for one in (scenario, baseline))
    left_out = Trial(with_off, without_off)
    (off,) = whole.effects_in([left_out], workers)
    rows = []
    for at, pair in enumerate(names.seen_pairs):
        ours, theirs = whole.effects[:, at], off[:, at]
        source, target = pair.split(">")
        both = (float(ours.mean()), float(theirs.mean()))
        rows.append(Switched(source, target, *both, *mean_and_error(ours - theirs)))
    return tuple(sorted(rows, key=lambda row: -abs(row.difference)))


def chosen(rows: Sequence[Switched], pairs: Sequence[str], most: int) -> list[Switched]:
    """The rows of the pairs, in their order; without any, those affected, at most so many."""
    if not pairs:
        return [row for row in rows if row.affected][:most]
    known = {f"{row.source}>{row.target}": row for row in rows}
    return [known[pair] for pair in pairs]


def _off(scenario: Scenario, law: str) -> Scenario:
    return replace(scenario, off=scenario.off | {law})
