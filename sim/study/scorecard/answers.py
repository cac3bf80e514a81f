"""Answers of a known size: the model's beside the one in the record.

The record counts hostile events a day, in the days after something has happened and in the days
before. The model counts acts a month. To compare them, the extra events of the days after are set
against a whole month of ordinary ones:

    ratio of a month = 1 + days · (answer − base) / (30 · base)

Two comparisons are made in the model. Against a quiet month, in which the thing does not happen:
that is what the record does, whose cases are the first after a pause. And against an ordinary
month, in which the actor decides: what is usual is likely then anyhow, and its answer in part
already there.
"""

from dataclasses import dataclass

import numpy as np

from sim.results.card import MONTH, AnswerRow
from sim.study.progress import Progress
from sim.study.scorecard.trials import blocks, joined, plan, run_blocks
from sim.study.scorecard.verdicts import CausalOutcome, outcome
from sim.world import World
from sim.world.scorecard import IDLE, Answer, CausalTest

NORMAL_95 = 1.959964  # standard errors on either side of a 95 % interval
LOW, HIGH = 0.025, 0.975  # ends of the interval of 95 % of the draws, to set beside it


@dataclass(frozen=True)
class Ratio:
    """A ratio of a month and its interval."""

    value: float
    low: float
    high: float


def of_a_month(base: float, answer: float, days: float) -> float:
    """The ratio of a month with an answer of so many days to a month without; rates are a day."""
    return 1.0 + days * (answer - base) / (MONTH * base)


def in_the_record(world: World, record: str, source: str) -> Ratio | None:
    """What a record says of one state's answer; None where it gives no rates.

    The interval is that of a ratio of two Poisson rates. Coded events come in bunches, so the true
    interval is wider.
    """

    def fact(name: str) -> float:
        return float(world.facts[f"{record}_{name}"].value)

    if f"{record}_{source}_base" not in world.facts:
        return None
    base, answer, days = fact(f"{source}_base"), fact(source), fact("days")
    counts = (answer * days * fact("cases"), base * fact("base_days") * fact("cases"))
    factor = float(np.exp(NORMAL_95 * np.sqrt(sum(1.0 / count for count in counts))))
    rates = (answer, answer / factor, answer * factor)
    return Ratio(*(of_a_month(base, rate, days) for rate in rates))


def answer_rows(
    world: World,
    answers: tuple[Answer, ...],
    draws: int,
    inner: int,
    seed: int,
    workers: int,
    progress: Progress,
) -> tuple[AnswerRow, ...]:
    """Every answer that a record tells of."""
    asked = [(answer, direction) for answer in answers for direction in answer.hostile_acts]
    if not asked:
        return ()
    tests = [_test(*one, against) for one in asked for against in (IDLE, None)]
    bound = plan(world, tests)
    work = blocks(range(len(bound.arms)), draws, inner)
    read = joined(list(run_blocks([bound], work, seed, inner, workers, progress)))
    found = [outcome(one, read) for one in bound.bound]
    return tuple(
        _row(world, *one, quiet, usual)
        for one, quiet, usual in zip(asked, found[::2], found[1::2], strict=True)
    )


def _test(answer: Answer, direction: str, against: str | None) -> CausalTest:
    """A test that reads the acts of one direction in the step of the answer."""
    return CausalTest.model_validate(
        {
            "id": "answer",
            "title": direction,
            "source": answer.sources,
            "scenario": answer.scenario,
            "against": against,
            "hostile_acts": direction,
            "from": answer.step,
            "to": answer.step,
            "expect": "rises",
        }
    )


def _row(
    world: World, answer: Answer, direction: str, quiet: CausalOutcome, usual: CausalOutcome
) -> AnswerRow:
    source, target = direction.split(">")
    known = in_the_record(world, answer.record, source)
    return AnswerRow(
        scenario=answer.scenario,
        source=source,
        target=target,
        record=None if known is None else known.value,
        record_low=None if known is None else known.low,
        record_high=None if known is None else known.high,
        quiet=quiet.effect,
        quiet_low=quiet.quantile(LOW),
        quiet_high=quiet.quantile(HIGH),
        usual=usual.effect,
        usual_low=usual.quantile(LOW),
        usual_high=usual.quantile(HIGH),
    )
