"""Which values would have to change to turn a verdict round.

Over the draws every value varies at once and by itself, so the rank correlation of a value with a
test's score says, at no cost, how the verdict leans on it. The values that lean most are then held
at the end of their range that speaks against the verdict, all others as drawn, on the same luck:
first one at a time; if none turns the verdict, all of them together; if that does not either, the
one that moved it most beyond its range. A verdict is turned round if the probability comes to lie
on the other side of an even chance, by more than the finite number of draws explains.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Floats
from sim.results.card import FlipKind, FlipRow
from sim.study.progress import Progress
from sim.study.scorecard.beyond import beyond
from sim.study.scorecard.trials import Block, Plan, Read, blocks, joined, run_blocks
from sim.study.scorecard.verdicts import CausalOutcome, outcome
from sim.world import World

TRIED = 3  # values held at an end, for each test
DRAWS, INNER = 100, 2  # draws with values held, and inner runs of each
SURE = 2.0  # standard errors by which a probability must have passed an even chance

Held = tuple[tuple[str, float], ...]
"""Values that are held: path and number."""


@dataclass(frozen=True)
class Hold:
    """Values held for one test, the ``test``-th of the plan."""

    test: int
    kind: FlipKind
    held: Held
    correlation: float | None = None


def flip_rows(
    world: World,
    plan: Plan,
    outcomes: Sequence[CausalOutcome],
    seed: int,
    workers: int,
    progress: Progress,
) -> tuple[FlipRow, ...]:
    """What was tried for every test of a plan, in the order of the tests."""

    def tried(holds: Sequence[Hold]) -> list[FlipRow]:
        reads = _reads(plan, holds, seed, workers, progress)
        return [_row(plan, outcomes, hold, reads[hold.held]) for hold in holds]

    alone = candidates(plan, outcomes, seed)
    rows = dict(zip(alone, tried(alone), strict=True))
    left = _unturned(outcomes, rows)
    together = [
        Hold(
            test,
            "together",
            tuple(each for hold in alone if hold.test == test for each in hold.held),
        )
        for test in left
    ]
    rows |= zip(together, tried(together), strict=True)
    outside = [
        hold
        for test in _unturned(outcomes, rows)
        if (hold := _outside(world, plan, outcomes[test], test, alone, rows)) is not None
    ]
    rows |= zip(outside, tried(outside), strict=True)
    return tuple(rows[hold] for hold in sorted(rows, key=lambda hold: hold.test))


def candidates(plan: Plan, outcomes: Sequence[CausalOutcome], seed: int) -> list[Hold]:
    """For each test the values that its score leans on most, at the end that speaks against it."""
    ranks: dict[tuple[str, ...], Floats] = {}
    found = []
    for b, (bound, result) in enumerate(zip(plan.bound, outcomes, strict=True)):
        values = plan.arms[bound.with_[0]].case.values
        if values.paths not in ranks:
            ranks[values.paths] = ranked(values.uniforms(seed, 0, len(result.score)))
        rho = correlations(ranks[values.paths], result.score)
        rho[~values.ranged] = 0.0
        wanted = -1.0 if result.probability >= 0.5 else 1.0  # which way the score is to go
        for column in np.argsort(-np.abs(rho), kind="stable")[:TRIED]:
            ends = values.high if rho[column] * wanted > 0.0 else values.low
            held = ((values.paths[column], float(ends[column])),)
            found.append(Hold(b, "one value", held, float(rho[column])))
    return found


def ranked(values: Floats) -> Floats:
    """(draw, value) ranks of each column, with mean 0 and variance 1."""
    ranks = np.argsort(np.argsort(values, axis=0, kind="stable"), axis=0).astype(np.float64)
    ranks -= ranks.mean(axis=0)
    spread = ranks.std(axis=0)
    found: Floats = ranks / np.where(spread > 0.0, spread, 1.0)
    return found


def correlations(ranks: Floats, score: Floats) -> Floats:
    """(value,) rank correlation of each ranked column with a (draw,) score."""
    with_score = ranked(score[:, None])[:, 0]
    return np.asarray(np.einsum("dv,d->v", ranks, with_score) / len(score))


def turned(before: float, after: float, error: float) -> bool:
    """Whether a probability has come to lie clearly on the other side of an even chance."""
    return (before - 0.5) * (after - 0.5) < 0.0 and abs(after - 0.5) > SURE * error


def _unturned(outcomes: Sequence[CausalOutcome], rows: Mapping[Hold, FlipRow]) -> list[int]:
    done = {hold.test for hold, row in rows.items() if row.flips}
    return [test for test in range(len(outcomes)) if test not in done]


def _outside(
    world: World,
    plan: Plan,
    found: CausalOutcome,
    test: int,
    alone: Sequence[Hold],
    rows: Mapping[Hold, FlipRow],
) -> Hold | None:
    """The value that moved the verdict most, beyond its range; the next one if there is no room."""
    against = 1.0 if found.probability >= 0.5 else -1.0
    own = [hold for hold in alone if hold.test == test]
    values = plan.arms[plan.bound[test].with_[0]].case.values
    for hold in sorted(
        own, key=lambda hold: (against * rows[hold].probability, against * rows[hold].strength)
    ):
        ((path, end),) = hold.held
        further = beyond(world, path, float(values.mode[values.column(path)]), end)
        if further is not None:
            return Hold(test, "outside", ((path, further),), hold.correlation)
    return None


def _reads(
    plan: Plan, holds: Sequence[Hold], seed: int, workers: int, progress: Progress
) -> Mapping[Held, Read]:
    """What is read with values held, every arm once for all tests that need it so."""
    needed: dict[Held, set[int]] = {}
    for hold in holds:
        needed.setdefault(hold.held, set()).update(plan.bound[hold.test].arms)
    work: list[Block] = []
    for held, arms in needed.items():
        work += [Block(b.arms, b.first, b.draws, held) for b in blocks(sorted(arms), DRAWS, INNER)]
    parts: dict[Held, list[Read]] = {held: [] for held in needed}
    found = run_blocks([plan], work, seed, INNER, workers, progress)
    for block, read in zip(work, found, strict=True):
        parts[block.held].append(read)
    return {held: joined(reads) for held, reads in parts.items()}


def _row(plan: Plan, outcomes: Sequence[CausalOutcome], hold: Hold, read: Read) -> FlipRow:
    bound = plan.bound[hold.test]
    after = outcome(bound, read, outcomes[hold.test].measure)
    return FlipRow(
        test=bound.test.id,
        kind=hold.kind,
        held=" ".join(f"{path}={number:g}" for path, number in hold.held),
        correlation=hold.correlation,
        probability=after.probability,
        mc_error=after.error,
        effect=after.effect,
        strength=after.strength,
        flips=turned(outcomes[hold.test].probability, after.probability, after.error),
    )
