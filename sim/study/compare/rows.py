"""From scenarios side by side to labelled tables."""

from collections.abc import Iterator, Sequence

import numpy as np

from sim.kernel.arrays import Bools
from sim.results import WITH, WITHOUT
from sim.results.comparison import CompareArmRow, CompareIndicatorRow, CompareRow, PartingRow
from sim.study.compare.parting import First, median_step
from sim.study.compare.tallies import Side, SideBySide
from sim.world import Scenario, World


def alignment_rows(found: SideBySide, scenarios: Sequence[Scenario]) -> tuple[CompareRow, ...]:
    """Every alignment under every scenario, pair by pair."""
    sides = [
        list(_alignments(scenario.id, side, found))
        for scenario, side in zip(scenarios, found.sides, strict=True)
    ]
    return tuple(row for of_pair in zip(*sides, strict=True) for row in of_pair)


def _alignments(scenario: str, side: Side, found: SideBySide) -> Iterator[CompareRow]:
    runs, pairs = found.runs, found.lineup.reference.names.seen_pairs
    way = (side.path.mean(runs), side.path.error(runs))
    path, error = (whole.reshape(-1, len(pairs)) for whole in way)
    contrast, contrast_error = side.contrast.mean(runs), side.contrast.error(runs)
    p10, p90 = side.effect_bins.quantile(0.1), side.effect_bins.quantile(0.9)
    low, high = side.contrast_bins.quantile(0.1), side.contrast_bins.quantile(0.9)
    peak_step = np.argmax(np.abs(path), axis=0)
    for p, name in enumerate(pairs):
        source, target = name.split(">")
        yield CompareRow(
            scenario=scenario,
            source=source,
            target=target,
            end=float(side.end[p] / runs),
            reference_end=float(found.end[p] / runs),
            effect=float(path[-1, p]),
            effect_p10=float(p10[p]),
            effect_p90=float(p90[p]),
            mc_error=float(error[-1, p]),
            peak=float(path[peak_step[p], p]),
            peak_step=int(peak_step[p]),
            peak_error=float(error[peak_step[p], p]),
            contrast=float(contrast[p]),
            contrast_p10=float(low[p]),
            contrast_p90=float(high[p]),
            contrast_error=float(contrast_error[p]),
        )


def indicator_rows(
    found: SideBySide, scenarios: Sequence[Scenario]
) -> tuple[CompareIndicatorRow, ...]:
    """Every indicator under every scenario, indicator by indicator."""
    sides = [
        list(_indicators(scenario.id, side, found))
        for scenario, side in zip(scenarios, found.sides, strict=True)
    ]
    return tuple(row for of_one in zip(*sides, strict=True) for row in of_one)


def _indicators(scenario: str, side: Side, found: SideBySide) -> Iterator[CompareIndicatorRow]:
    runs = found.runs
    difference, error = side.indicator.mean(runs), side.indicator.error(runs)
    contrast, contrast_error = side.contrast.mean(runs), side.contrast.error(runs)
    for i, watch in enumerate(found.lineup.watches):
        target = found.lineup.pairs + i
        yield CompareIndicatorRow(
            scenario=scenario,
            indicator=watch.indicator.id,
            title=watch.indicator.title,
            with_=float(side.hits[i] / runs),
            without=float(found.hits[i] / runs),
            difference=float(difference[i]),
            mc_error=float(error[i]),
            gained=float(side.gained[i] / runs),
            lost=float(side.lost[i] / runs),
            contrast=float(contrast[target]),
            contrast_error=float(contrast_error[target]),
        )


def arm_rows(found: SideBySide, scenarios: Sequence[Scenario]) -> tuple[CompareArmRow, ...]:
    """Where each scenario's runs leave the reference's."""
    return tuple(
        CompareArmRow(
            scenario=scenario.id,
            title=scenario.title,
            parted=side.first.parted / found.runs,
            parted_step=side.first.median,
            reacted=side.reaction.parted / found.runs,
            reacted_step=side.reaction.median,
        )
        for scenario, side in zip(scenarios, found.sides, strict=True)
    )


def parting_rows(
    found: SideBySide, scenarios: Sequence[Scenario], world: World
) -> tuple[PartingRow, ...]:
    """By which actions each scenario's runs leave the reference's, most often first."""
    actions = found.lineup.reference.names.actions
    rows: list[PartingRow] = []
    for scenario, side in zip(scenarios, found.sides, strict=True):
        for reaction, first in ((False, side.first), (True, side.reaction)):
            here = list(_acts(scenario.id, reaction, first, side, actions, world))
            rows += sorted(here, key=lambda row: -row.share)
    return tuple(rows)


def _acts(
    scenario: str, reaction: bool, first: First, side: Side, actions: Sequence[str], world: World
) -> Iterator[PartingRow]:
    for number, arm in enumerate((WITH, WITHOUT)):
        for scripted, displaced, of_these in _decided(side, number):
            counts = np.where(of_these, first.acts[number], 0)
            for k in np.flatnonzero(counts.any(axis=0)).tolist():
                action = world.actions[actions[k]]
                step = median_step(counts[:, k])
                assert step is not None  # some count is above zero
                yield PartingRow(
                    scenario=scenario,
                    reaction=reaction,
                    actor=action.owner,
                    action=action.id,
                    title=action.title,
                    arm=arm,
                    scripted=scripted,
                    displaced=displaced,
                    share=float(counts[:, k].sum() / first.parted),
                    step=step,
                )


def _decided(side: Side, arm: int) -> tuple[tuple[bool, bool, Bools], ...]:
    """Scripted, displaced and the (step - 1, action) of that sort, for what is done in one arm."""
    own = side.own_free[arm]
    return ((True, False, ~own), (True, True, own & ~side.free), (False, False, side.free))
