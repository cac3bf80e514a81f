"""Which value would have to change to turn a verdict round.

Over the draws every value varies at once and by itself, so the rank correlation of a value with a
test's score says, at no cost, how the verdict leans on it. The values that lean most are then held
at the end of their range that speaks against the verdict, all others as drawn, on the same luck.
A verdict is turned round if the probability comes to lie on the other side of an even chance, by
more than the finite number of draws explains.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.kernel.fold import Floats
from sim.results.card import FlipRow
from sim.study.scorecard.trials import Block, Plan, Progress, Read, blocks, joined, run_blocks
from sim.study.scorecard.verdicts import Outcome, outcome

TRIED = 3  # values held at an end, for each test
DRAWS, INNER = 100, 2  # draws with a value held, and inner runs of each
SURE = 2.0  # standard errors by which a probability must have passed an even chance

End = tuple[str, float]
"""A value's path and the point of its distribution it is held at: 0 the low end, 1 the high."""


@dataclass(frozen=True)
class Held:
    """A value held at an end of its range for one test, the ``bound``-th of the plan."""

    bound: int
    end: End
    correlation: float


def flip_rows(
    plan: Plan,
    outcomes: Sequence[Outcome],
    seed: int,
    workers: int,
    progress: Progress,
) -> tuple[FlipRow, ...]:
    """The values tried for every test of a plan, in the order of the tests."""
    helds = candidates(plan, outcomes, seed)
    reads = _reads(plan, helds, seed, workers, progress)
    return tuple(_row(plan, outcomes, held, reads[held.end]) for held in helds)


def candidates(plan: Plan, outcomes: Sequence[Outcome], seed: int) -> list[Held]:
    """For each test the values that its score leans on most, at the end that speaks against it."""
    ranks: dict[tuple[str, ...], Floats] = {}
    found = []
    for b, (bound, result) in enumerate(zip(plan.bound, outcomes, strict=True)):
        values = plan.arms[bound.with_[0]].case.values
        if values.paths not in ranks:
            ranks[values.paths] = ranked(values.uniforms(seed, 0, len(result.score)))
        rho = correlations(ranks[values.paths], result.score)
        rho[values.high <= values.low] = 0.0
        wanted = -1.0 if result.probability >= 0.5 else 1.0  # which way the score is to go
        for column in np.argsort(-np.abs(rho), kind="stable")[:TRIED]:
            end = (values.paths[column], 1.0 if rho[column] * wanted > 0.0 else 0.0)
            found.append(Held(b, end, float(rho[column])))
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


def _reads(
    plan: Plan, helds: Sequence[Held], seed: int, workers: int, progress: Progress
) -> Mapping[End, Read]:
    """What is read with each value held, every arm once for all tests that need it so."""
    needed: dict[End, set[int]] = {}
    for held in helds:
        needed.setdefault(held.end, set()).update(plan.bound[held.bound].arms)
    work: list[Block] = []
    for end, arms in needed.items():
        work += [replace(block, held=end) for block in blocks(sorted(arms), DRAWS, INNER)]
    parts: dict[End, list[Read]] = {end: [] for end in needed}
    found = run_blocks([plan], work, seed, INNER, workers, progress)
    for block, read in zip(work, found, strict=True):
        assert block.held is not None
        parts[block.held].append(read)
    return {end: joined(reads) for end, reads in parts.items()}


def _row(plan: Plan, outcomes: Sequence[Outcome], held: Held, read: Read) -> FlipRow:
    bound, (path, point) = plan.bound[held.bound], held.end
    values = plan.arms[bound.with_[0]].case.values
    column = values.columns[path]
    after = outcome(bound, read)
    return FlipRow(
        test=bound.test.id,
        path=path,
        value=float(values.mode[column]),
        held=float((values.high if point == 1.0 else values.low)[column]),
        correlation=held.correlation,
        probability=after.probability,
        flips=turned(outcomes[held.bound].probability, after.probability, after.error),
    )
