"""From scenarios side by side to labelled tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Bools
from sim.results import WITH, WITHOUT
from sim.results.comparison import (
    CompareArmRow,
    CompareIndicatorRow,
    CompareRow,
    ContrastRow,
    IndicatorContrastRow,
    PartingRow,
)
from sim.study.compare.parting import First, median_step
from sim.study.compare.tallies import Apart, Side, SideBySide
from sim.world import Scenario, World


def alignment_rows(found: SideBySide, scenarios: Sequence[Scenario]) -> tuple[CompareRow, ...]:
    """Every alignment under every scenario, pair by pair."""
    sides = [
        list(_alignments(scenario.id, side, found))
        for scenario, side in zip(scenarios, found.sides, strict=True)
    ]
    return tuple(row for of_pair in zip(*sides, strict=True) for row in of_pair)


def _alignments(scenario: str, side: Side, found: SideBySide) -> Iterator[CompareRow]:
    runs, effect = found.runs, side.effect
    p10, p90 = effect.bins.quantiles((0.1, 0.9))
    for p, (source, target, way) in enumerate(_ways(effect, found)):
        yield CompareRow(
            scenario=scenario,
            source=source,
            target=target,
            end=float(side.end[p] / runs),
            reference_end=float(found.end[p] / runs),
            effect=way.end,
            effect_p10=float(p10[p]),
            effect_p90=float(p90[p]),
            mc_error=way.end_error,
            peak=way.peak,
            peak_step=way.peak_step,
            peak_error=way.peak_error,
        )


@dataclass(frozen=True)
class _Way:
    """A mean difference of two arms: at the end, and where it is largest on the way."""

    end: float
    end_error: float
    peak: float
    peak_step: int
    peak_error: float


def _ways(apart: Apart, found: SideBySide) -> Iterator[tuple[str, str, _Way]]:
    """Source, target and how far two arms are apart, pair by pair."""
    pairs = found.lineup.reference.names.seen_pairs
    way = (apart.path.mean(found.runs), apart.path.error(found.runs))
    path, error = (whole.reshape(-1, len(pairs)) for whole in way)
    for p, (name, step) in enumerate(zip(pairs, np.argmax(np.abs(path), axis=0), strict=True)):
        source, target = name.split(">")
        end, end_error = float(path[-1, p]), float(error[-1, p])
        peak, peak_error = float(path[step, p]), float(error[step, p])
        yield source, target, _Way(end, end_error, peak, int(step), peak_error)


def contrast_rows(found: SideBySide, scenarios: Sequence[Scenario]) -> tuple[ContrastRow, ...]:
    """Every alignment under one scenario less that under another, for every two of them."""
    sides = [
        list(_contrasts(scenarios[later].id, scenarios[earlier].id, apart, found))
        for (earlier, later), apart in found.contrasts.items()
    ]
    return tuple(row for of_pair in zip(*sides, strict=True) for row in of_pair)


def _contrasts(scenario: str, over: str, apart: Apart, found: SideBySide) -> Iterator[ContrastRow]:
    p10, p90 = apart.bins.quantiles((0.1, 0.9))
    for p, (source, target, way) in enumerate(_ways(apart, found)):
        yield ContrastRow(
            scenario=scenario,
            over=over,
            source=source,
            target=target,
            contrast=way.end,
            p10=float(p10[p]),
            p90=float(p90[p]),
            mc_error=way.end_error,
            peak=way.peak,
            peak_step=way.peak_step,
            peak_error=way.peak_error,
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
    apart = side.effect.indicator
    difference, error = apart.mean(runs), apart.error(runs)
    for i, watch in enumerate(found.lineup.watches):
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
        )


def indicator_contrast_rows(
    found: SideBySide, scenarios: Sequence[Scenario]
) -> tuple[IndicatorContrastRow, ...]:
    """Every indicator under one scenario less that under another, for every two of them."""
    pairs = [
        (scenarios[later].id, scenarios[earlier].id, apart.indicator)
        for (earlier, later), apart in found.contrasts.items()
    ]
    told = [(one, over, it.mean(found.runs), it.error(found.runs)) for one, over, it in pairs]
    return tuple(
        IndicatorContrastRow(
            scenario=scenario,
            over=over,
            indicator=watch.indicator.id,
            contrast=float(contrast[i]),
            mc_error=float(error[i]),
        )
        for i, watch in enumerate(found.lineup.watches)
        for scenario, over, contrast, error in told
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
