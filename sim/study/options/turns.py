"""The value that would turn the choice: held at an end of its range, another option is best.

In the draws every value varies at once and by itself, so a straight line over each says, at no
cost, how the lead of the best option over any other leans on it. The values whose lines lead
furthest down are then held at that end in every run, all else as drawn, on the same luck.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.binding.values import Way
from sim.kernel.arrays import Floats, Ints
from sim.study.options.design import Plan, outcomes_in
from sim.study.options.judged import Judge, paired_error
from sim.study.options.learn import lines
from sim.study.progress import Progress

TESTED = 6  # values that are held at an end
TEST_DRAWS = 60  # of the values, each with every course of luck
SURE = 2.0  # standard errors from which a lead is told from none


@dataclass(frozen=True)
class Turn:
    """What is left of the lead of the best option under an answer by an objective."""

    answer: int
    objective: int
    option: int
    rival: int
    end: Way
    lead: float
    held: float
    error: float
    verdict: str
    turn: float | None


def turns(
    plan: Plan,
    judge: Judge,
    good: Floats,
    columns: Ints,
    drawn: Floats,
    workers: int,
    progress: Progress,
) -> list[Turn]:
    """What was tried for every answer and objective with a best option that is told apart.

    ``good`` is (answer, option, objective, draw, course); ``drawn`` the (draw, value) values of the
    ``columns`` with a range.
    """
    means = good.mean(axis=4)
    leads = _leads(means)
    chosen = _chosen(plan, means, leads, columns, drawn)
    if not chosen:
        return []
    whole = means.shape[3]
    draws = min(TEST_DRAWS, whole)
    at_ends = [{one.path: one.end} for one in chosen]
    helds = outcomes_in(plan, draws, workers, progress, at_ends, whole)
    before = means[..., :draws]
    found = []
    for end, outcomes in zip(chosen, helds, strict=True):
        change = judge.good(outcomes).mean(axis=4) - before
        found += [_turn(lead, means, change, end) for lead in leads]
    return sorted(found, key=lambda one: (one.answer, one.objective, one.held))


Lead = tuple[int, int, int]
"""Answer, objective, and the option that leads there by more than luck explains."""


def _leads(means: Floats) -> list[Lead]:
    found = []
    answers, _, objectives, _ = means.shape
    for a in range(answers):
        for m in range(objectives):
            of_options = means[a, :, m]
            best = int(of_options.mean(axis=1).argmax())
            apart = np.delete(of_options[best] - of_options, best, axis=0)
            if (apart.mean(axis=1) > SURE * paired_error(apart)).all():
                found.append((a, m, best))
    return found


def _chosen(
    plan: Plan, means: Floats, leads: Sequence[Lead], columns: Ints, drawn: Floats
) -> list[Way]:
    """The ends to hold values at: those to which a line leads furthest down."""
    table = plan.cases[0].values
    mode, *ends = (table.scaled(x)[columns] for x in (table.mode, table.low, table.high))
    left = np.ones((2, len(columns)))  # of a lead, as a share of it
    for a, m, best in leads:
        centre, slopes = lines(means[a, :, m], drawn, best)
        lead = means[a, best, m].mean() - means[a, :, m].mean(axis=1)
        others = [k for k in range(plan.options) if k != best]
        for which, end in enumerate(ends):
            down = 1.0 - slopes[others] * (end - centre) / lead[others, None]
            left[which] = np.minimum(left[which], down.min(axis=0))
    left[np.array([end == mode for end in ends])] = 1.0
    ways = [(float(left[w, v]), int(v), w) for w, v in zip(*np.nonzero(left < 1.0), strict=True)]
    taken = {v: (v, which) for _, v, which in sorted(ways, reverse=True)}
    nearest = sorted(taken.values(), key=lambda one: left[one[1], one[0]])[:TESTED]
    return [
        table.way(columns[v], (table.low, table.high)[which][columns[v]]) for v, which in nearest
    ]


def _turn(lead: Lead, means: Floats, change: Floats, end: Way) -> Turn:
    """The lead over whichever other option is best with the value held."""
    a, m, best = lead
    others = [k for k in range(means.shape[1]) if k != best]
    whole = means[a, best, m] - means[a, others, m]
    moved = change[a, best, m] - change[a, others, m]
    held = whole.mean(axis=1) + moved.mean(axis=1)
    error = np.hypot(paired_error(whole), paired_error(moved))
    at = int(held.argmin())
    before = float(whole[at].mean())
    doubt = SURE * float(error[at])
    left = float(held[at])
    verdict = "turns" if left < -doubt else "fades" if left < doubt else "holds"
    share = before / (before - left) if left < 0.0 else None
    return Turn(
        answer=a,
        objective=m,
        option=best,
        rival=others[at],
        end=end,
        lead=before,
        held=left,
        error=float(error[at]),
        verdict=verdict,
        turn=None if share is None else end.at(share),
    )
