"""From outcomes of options to labelled tables."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from sim.kernel.arrays import Floats
from sim.results.options import (
    DrawsRow,
    FormsRow,
    LearnRow,
    OptionRow,
    StandingRow,
    TurnRow,
)
from sim.results.sensitivity import BETWEEN_SOURCES
from sim.study.options.draws import OverDraws
from sim.study.options.judged import Judge, paired_error
from sim.study.options.learn import learnt
from sim.study.options.turns import SURE, Turn
from sim.study.options.worth import chosen_by, dominates
from sim.world import Quantity
from sim.world.choice import WEIGHTED, Choice

SOURCES = 12  # of what to find out next, for each objective


class Labels:
    """The names of answers, options and objectives, by their places."""

    def __init__(self, choice: Choice, judge: Judge) -> None:
        self.answers = [one.id for one in choice.answers]
        self.options = [one.id for one in choice.options]
        self.objectives = [one.id for one in choice.objectives]
        if judge.weights is not None:
            self.objectives.append(WEIGHTED)
        self.judge = judge


def option_rows(labels: Labels, good: Floats, over: list[list[OverDraws]]) -> Iterator[OptionRow]:
    """The mean of every option, and how far it is from the best one."""
    means = good.mean(axis=4)
    for a, answer in enumerate(labels.answers):
        for m, objective in enumerate(labels.objectives):
            of_options, sign = means[a, :, m], labels.judge.turned(m)
            level = of_options.mean(axis=1)
            best = int(level.argmax())
            apart = of_options - of_options[best]
            ends = np.sort([sign * over[a][m].low, sign * over[a][m].high], axis=0)
            for k, option in enumerate(labels.options):
                yield OptionRow(
                    answer=answer,
                    option=option,
                    objective=objective,
                    mean=_plain(sign * level[k]),
                    mc_error=float(paired_error(of_options[k])),
                    best=k == best,
                    contrast=_plain(sign * apart[k].mean()),
                    contrast_error=float(paired_error(apart[k])),
                    low=_plain(ends[0, k]),
                    high=_plain(ends[1, k]),
                )


def _plain(number: float) -> float:
    return float(number) + 0.0  # no minus sign before nothing


def standing_rows(labels: Labels, good: Floats, judge: Judge) -> Iterator[StandingRow]:
    """Which options are dominated, and which weights make each the best.

    By the objectives themselves: weights come in as all there are.
    """
    means = good.mean(axis=4)
    for a, answer in enumerate(labels.answers):
        level = means[a].mean(axis=2)
        over, share = dominates(level), chosen_by(judge.scale.scores(level))
        for k, option in enumerate(labels.options):
            better = np.flatnonzero(over[:, k])
            clearly = 0
            if len(better):
                apart = means[a, better[0]] - means[a, k]
                clearly = int((apart.mean(axis=1) > SURE * paired_error(apart)).sum())
            yield StandingRow(
                answer=answer,
                option=option,
                dominated_by=" ".join(labels.options[b] for b in better),
                clearly=clearly,
                weightings=float(share[k]),
            )


def draws_rows(labels: Labels, over: list[list[OverDraws]]) -> Iterator[DrawsRow]:
    """How often every option is best over draws of the values, and its regret."""
    for a, answer in enumerate(labels.answers):
        for m, objective in enumerate(labels.objectives):
            found = over[a][m]
            for k, option in enumerate(labels.options):
                yield DrawsRow(
                    answer=answer,
                    option=option,
                    objective=objective,
                    best=float(found.best[k]),
                    best_error=float(found.best_error[k]),
                    regret=float(found.regret[k]),
                    regret_error=float(found.regret_error[k]),
                )


def form_rows(labels: Labels, form: str, good: Floats) -> Iterator[FormsRow]:
    """The mean of every option under a rival form of the model, and its regret."""
    means = good.mean(axis=4)
    for a, answer in enumerate(labels.answers):
        for m, objective in enumerate(labels.objectives):
            of_options = means[a, :, m]
            level = of_options.mean(axis=1)
            best = int(level.argmax())
            for k, option in enumerate(labels.options):
                yield FormsRow(
                    form=form,
                    answer=answer,
                    option=option,
                    objective=objective,
                    mean=_plain(labels.judge.turned(m) * level[k]),
                    mc_error=float(paired_error(of_options[k])),
                    best=k == best,
                    regret=float(level[best] - level[k]),
                    regret_error=float(paired_error(of_options[best] - of_options[k])),
                )


def turn_row(labels: Labels, found: Turn, quantities: Mapping[str, Quantity]) -> TurnRow:
    """A value held at an end of its range, and what that does to the lead."""
    end = found.end
    return TurnRow(
        answer=labels.answers[found.answer],
        objective=labels.objectives[found.objective],
        option=labels.options[found.option],
        rival=labels.options[found.rival],
        value=end.path,
        stated=end.stated,
        end=end.end,
        lead=found.lead,
        lead_held=found.held,
        lead_error=found.error,
        verdict=found.verdict,
        turn=found.turn,
        sources=BETWEEN_SOURCES.join(quantities[end.path].sources),
    )


def learn_rows(
    labels: Labels, good: Floats, drawn: Floats, sources: Mapping[str, Sequence[int]]
) -> Iterator[LearnRow]:
    """What knowing each source first would gain, the most first."""
    means = good.mean(axis=4)
    for a, answer in enumerate(labels.answers):
        for m, objective in enumerate(labels.objectives):
            for one in learnt(means[a, :, m], drawn, sources)[:SOURCES]:
                yield LearnRow(answer, objective, one.source, one.values, one.gain, one.error)
