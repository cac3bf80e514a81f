"""From an ensemble to labelled tables."""

from collections.abc import Iterator

import numpy as np

from sim.kernel.arrays import Floats
from sim.results import (
    ARMS,
    WITH,
    WITHOUT,
    AlignmentRow,
    Arm,
    IndicatorRow,
    LedgerRow,
    ShiftRow,
    StakeRow,
    TheatreRow,
)
from sim.study.ensemble.grow import Grown
from sim.study.ensemble.tally import ArmTally
from sim.world import World

QUANTILES = (0.1, 0.5, 0.9)
BOOKED = 1e-7  # mean contributions below this are left out of the table


def arms(grown: Grown) -> Iterator[tuple[Arm, ArmTally]]:
    """The two arms by name."""
    yield from zip(ARMS, (grown.tally.with_, grown.tally.without), strict=True)


def alignment_rows(grown: Grown) -> tuple[AlignmentRow, ...]:
    """Every alignment at every step, in both arms."""
    pairs = grown.pairing.with_.names.seen_pairs
    rows = []
    for arm, tally in arms(grown):
        mean = tally.alignment / grown.tally.runs
        p10, p50, p90 = (x.reshape(mean.shape) for x in tally.alignment_bins.quantiles(QUANTILES))
        for p, pair in enumerate(pairs):
            source, target = pair.split(">")
            rows += [
                AlignmentRow(source, target, t, arm, *_floats(mean, p10, p50, p90, at=(t, p)))
                for t in range(len(mean))
            ]
    return tuple(rows)


def shift_rows(grown: Grown) -> tuple[ShiftRow, ...]:
    """Start, end and effect of every alignment, largest effect first."""
    tally, runs = grown.tally, grown.tally.runs
    start, end = tally.with_.alignment[0] / runs, tally.with_.alignment[-1] / runs
    baseline_end = tally.without.alignment[-1] / runs
    found = (tally.path.mean(runs), tally.path.error(runs))
    path, error = (whole.reshape(-1, len(start)) for whole in found)
    p10, p90 = tally.effect_bins.quantiles((0.1, 0.9))
    peak_step = np.argmax(np.abs(path), axis=0)
    pairs = grown.pairing.with_.names.seen_pairs
    return tuple(
        ShiftRow(
            source=pairs[p].split(">")[0],
            target=pairs[p].split(">")[1],
            start=float(start[p]),
            end=float(end[p]),
            baseline_end=float(baseline_end[p]),
            effect=float(path[-1, p]),
            effect_p10=float(p10[p]),
            effect_p90=float(p90[p]),
            mc_error=float(error[-1, p]),
            peak=float(path[peak_step[p], p]),
            peak_step=int(peak_step[p]),
            peak_error=float(error[peak_step[p], p]),
        )
        for p in np.argsort(-np.abs(path[-1]), kind="stable")
    )


def indicator_rows(grown: Grown) -> tuple[IndicatorRow, ...]:
    """The share of runs in which each indicator came true."""
    tally, runs = grown.tally, grown.tally.runs
    with_, without = tally.with_.hits / runs, tally.without.hits / runs
    difference, error = tally.indicator.mean(runs), tally.indicator.error(runs)
    windows = (watch.window(len(tally.with_.taken)) for watch in grown.pairing.watches)
    return tuple(
        IndicatorRow(
            indicator=watch.indicator.id,
            title=watch.indicator.title,
            with_=float(with_[i]),
            without=float(without[i]),
            difference=float(difference[i]),
            mc_error=float(error[i]),
            from_=first,
            to=last,
        )
        for i, (watch, (first, last)) in enumerate(zip(grown.pairing.watches, windows, strict=True))
    )


def stake_rows(grown: Grown) -> tuple[StakeRow, ...]:
    """What the scenario brings every party, who gains most first."""
    names, moments = grown.pairing.with_.names.parties, grown.tally.stake
    deed, follows, whole = np.split(moments.mean(grown.tally.runs), 3)
    _, error, whole_error = np.split(moments.error(grown.tally.runs), 3)
    return tuple(
        StakeRow(
            party=names[m],
            stake=float(whole[m]),
            mc_error=float(whole_error[m]),
            deed=float(deed[m]),
            follows=float(follows[m]),
            follows_error=float(error[m]),
        )
        for m in np.argsort(-whole, kind="stable")
    )


def theatre_rows(grown: Grown, world: World) -> tuple[TheatreRow, ...]:
    """Tension and rung of every theatre at every step, in both arms."""
    names = grown.pairing.with_.names
    rows = []
    for arm, tally in arms(grown):
        mean = tally.tension / grown.tally.runs
        p10, p50, p90 = (x.reshape(mean.shape) for x in tally.tension_bins.quantiles(QUANTILES))
        for q, theatre in enumerate(names.theatres):
            rows += [
                TheatreRow(
                    theatre=theatre,
                    title=world.theatres[theatre].title,
                    step=t,
                    arm=arm,
                    mean=float(mean[t, q]),
                    p10=float(p10[t, q]),
                    p50=float(p50[t, q]),
                    p90=float(p90[t, q]),
                    rung=world.ladder.rung(round(float(mean[t, q]), 1)),  # as it is shown
                )
                for t in range(len(mean))
            ]
    return tuple(rows)


def ledger_rows(grown: Grown) -> tuple[LedgerRow, ...]:
    """What each action, through each mechanism, added to each alignment: mean over kept runs."""
    rows = []
    books = {WITH: grown.pairing.book_with, WITHOUT: grown.pairing.book_without}
    for arm, tally in arms(grown):
        mean = tally.ledger / grown.tally.kept
        for e in np.flatnonzero(np.abs(mean) > BOOKED):
            entry = books[arm].entry(int(e))
            rows.append(
                LedgerRow(
                    entry.source, entry.target, entry.action, entry.mechanism, arm, float(mean[e])
                )
            )
    return tuple(rows)


def _floats(*arrays: Floats, at: tuple[int, ...]) -> tuple[float, ...]:
    return tuple(float(array[at]) for array in arrays)
