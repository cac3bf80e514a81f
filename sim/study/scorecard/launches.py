"""The answer to a North Korean launch: the model's beside the one in the coded record.

The record counts hostile events a day, in the days after a launch and in the days before. The model
counts acts a month. To compare them, the extra events of the days after are set against a whole
month of ordinary ones:

    ratio of a month = 1 + days · (answer − base) / (30 · base)

Two comparisons are made in the model. Against a quiet month, in which nothing is launched: that is
what the record does, whose launches are the first after a pause. And against an ordinary month, in
which the actor decides: a launch is likely then anyhow, and its answer in part already there.
"""

from dataclasses import dataclass

import numpy as np

from sim.results.card import LaunchRow
from sim.study.scorecard.trials import Progress, blocks, joined, plan, run_blocks
from sim.study.scorecard.verdicts import Outcome, outcome
from sim.world import World
from sim.world.read_scenario import known_scenarios
from sim.world.scorecard import IDLE, CausalTest

LAUNCHES = ("missile_launch", "icbm_launch")  # scenarios whose one event, in step 1, is a launch
TARGET = "PRK"
SOURCES = ("KOR", "USA", "JPN", "CHN", "RUS")
FOLLOWING = 2  # the step in which acts of step 1 are answered
MONTH = 30.0  # days
NORMAL_95 = 1.959964  # standard errors on either side of a 95 % interval


@dataclass(frozen=True)
class Ratio:
    """A ratio of a month and its interval."""

    value: float
    low: float
    high: float


def of_a_month(base: float, answer: float, days: float) -> float:
    """The ratio of a month with an answer of so many days to a month without; rates are a day."""
    return 1.0 + days * (answer - base) / (MONTH * base)


def in_the_record(world: World, source: str) -> Ratio | None:
    """What the coded record says of one state's answer; None where it gives no rates.

    The interval is that of a ratio of two Poisson rates. Coded events come in bunches, so the true
    interval is wider.
    """

    def fact(name: str) -> float:
        return float(world.facts[f"launch_response_{name}"].value)

    if f"launch_response_{source}_base" not in world.facts:
        return None
    base, answer, days = fact(f"{source}_base"), fact(source), fact("days")
    counts = (answer * days * fact("launches"), base * fact("base_days") * fact("launches"))
    factor = float(np.exp(NORMAL_95 * np.sqrt(sum(1.0 / count for count in counts))))
    rates = (answer, answer / factor, answer * factor)
    return Ratio(*(of_a_month(base, rate, days) for rate in rates))


def comparable(world: World) -> bool:
    """Whether a world has these states and these launches."""
    return {TARGET, *SOURCES} <= set(world.actors) and set(LAUNCHES) <= set(known_scenarios(world))


def tests() -> tuple[CausalTest, ...]:
    """Every state's answer to every kind of launch, against a quiet and an ordinary month."""
    return tuple(
        CausalTest.model_validate(
            {
                "id": f"{launch}_{source.lower()}_{against}",
                "title": f"{source} answers",
                "source": "data:icews",
                "scenario": launch,
                "against": against,
                "hostile_acts": f"{source}>{TARGET}",
                "from": FOLLOWING,
                "to": FOLLOWING,
                "expect": "rises",
            }
        )
        for launch in LAUNCHES
        for source in SOURCES
        for against in (IDLE, "baseline")
    )


def launch_rows(
    world: World, draws: int, inner: int, seed: int, workers: int, progress: Progress
) -> tuple[LaunchRow, ...]:
    """Every state's answer to every kind of launch."""
    bound = plan(world, tests())
    work = blocks(range(len(bound.arms)), draws, inner)
    read = joined(list(run_blocks(bound, work, seed, inner, workers, progress)))
    found = [outcome(one, read) for one in bound.bound]
    asked = [one.test for one in bound.bound]
    return tuple(
        _row(world, test, quiet, usual)
        for test, quiet, usual in zip(asked[::2], found[::2], found[1::2], strict=True)
    )


def _row(world: World, test: CausalTest, quiet: Outcome, usual: Outcome) -> LaunchRow:
    source, target = test.objects[0].split(">")
    record = in_the_record(world, source)
    return LaunchRow(
        scenario=test.scenario,
        source=source,
        target=target,
        record=None if record is None else record.value,
        record_low=None if record is None else record.low,
        record_high=None if record is None else record.high,
        quiet=quiet.effect,
        quiet_p10=quiet.quantile(0.1),
        quiet_p90=quiet.quantile(0.9),
        usual=usual.effect,
        usual_p10=usual.quantile(0.1),
        usual_p90=usual.quantile(0.9),
    )
