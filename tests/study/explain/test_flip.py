"""The search for a flip, on effects whose turning points are known."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from sim.binding import Case, build_case
from sim.binding.luck import Luck
from sim.kernel.arrays import Floats
from sim.kernel.laws import Batch
from sim.results.explanation import Flip, Search
from sim.study.explain.flip import HALVINGS, TESTED, search
from sim.study.explain.twins import bench, twins
from sim.world import Quantity
from tests.made_up import SOURCE
from tests.study import desk

RHO = "mechanisms.reciprocity.rho"
RATE = "actions.prk_missile_test.base_rate"
STEP = 1.0 / 2**HALVINGS


@dataclass(frozen=True)
class Line:
    """An effect that is a straight line in one value, plus luck that no value moves."""

    path: str
    level: float  # where it crosses zero
    slope: float
    noise: float = 0.0
    logarithmic: bool = False

    def read(self, case: Case, luck: Luck, batch: Batch) -> Floats:
        if not any(script.taken.any() for step, script in case.script.items() if step > 1):
            return np.zeros(batch.start.runs)  # the baseline
        value = self._value(case, batch)
        x = np.log(value / self.level) if self.logarithmic else value - self.level
        return self.slope * x + self.noise * (luck.steps[0, 0] - 0.5)

    def _value(self, case: Case, batch: Batch) -> Floats:
        if self.path == RHO:
            return batch.value("rho")[:, 0]
        return batch.value("base_rate")[:, case.names.actions.index("prk_missile_test")]


def found(line: Line, runs: int = 120) -> Search:
    place = bench(desk.arms(runs=runs), line)
    return search(desk.world().quantities(), place, runs, 1, lambda _runs: None)


def flip(search: Search, path: str) -> Flip:
    return next(one for one in search.flips if one.path == path)


def test_the_turning_point_is_found() -> None:
    rho = desk.world().quantities()[RHO]
    level = rho.value + 0.6 * (rho.low - rho.value)
    result = found(Line(RHO, level, slope=1.0))
    turned = flip(result, RHO)
    assert turned.verdict == "reverses"
    assert turned.end == rho.low
    assert turned.way == pytest.approx(0.6, abs=STEP)
    assert turned.turn == pytest.approx(level, abs=STEP * abs(rho.low - rho.value))
    assert turned.left == pytest.approx(rho.low - level, abs=1e-12)
    assert turned.sources == rho.sources
    assert result.flips[0] == turned
    assert result.turning == (turned,)


def test_either_end_may_flip_it() -> None:
    rho = desk.world().quantities()[RHO]
    level = rho.value + 0.5 * (rho.high - rho.value)
    turned = flip(found(Line(RHO, level, slope=1.0)), RHO)
    assert (turned.verdict, turned.end) == ("reverses", rho.high)
    assert turned.way == pytest.approx(0.5, abs=STEP)


def test_a_rate_is_walked_by_its_logarithm() -> None:
    rate = desk.world().quantities()[RATE]
    level = float(rate.value * (rate.low / rate.value) ** 0.5)
    turned = flip(found(Line(RATE, level, slope=1.0, logarithmic=True)), RATE)
    assert turned.way == pytest.approx(0.5, abs=STEP)
    assert rate.low < (turned.turn or 0.0) < rate.value


def test_a_value_that_stops_short_drowns_it_in_its_error() -> None:
    """At the low end the effect is a tenth of its error, and of the same sign."""
    rho = desk.world().quantities()[RHO]
    noise = 20.0 * (rho.value - rho.low)
    line = Line(RHO, rho.low - 1e-4, slope=1.0)
    noisy = Line(RHO, line.level, slope=50.0, noise=noise)
    result = found(noisy)
    turned = flip(result, RHO)
    assert result.doubt > 0.0
    assert turned.verdict == "fades"
    assert 0.0 < (turned.way or 0.0) <= 1.0
    assert abs(turned.left) < result.doubt


def test_none_flips_what_every_value_leaves_alone() -> None:
    steady = found(Line(RHO, level=-5.0, slope=1.0))
    assert steady.turning == ()
    assert steady.flips[0].path == RHO
    assert steady.flips[0].turn is None
    assert len(steady.flips) == TESTED


def test_a_value_that_one_arm_sets_is_left_alone() -> None:
    one = desk.asked()
    mine = Quantity(0.1, 0.08, 0.12, "coefficient", (SOURCE,))
    case = build_case(one.world, replace(one.scenario, set={RHO: mine}))
    arms = twins(case, desk.pairing().without, seed=desk.SEED, runs=30, steps=desk.STEPS)
    place = bench(arms, Line(RHO, 0.0, slope=1.0))
    result = search(desk.world().quantities(), place, 30, 1, lambda _runs: None)
    ranged = [q for q in desk.world().quantities().values() if not q.fixed]
    assert result.ranged == len(ranged) - 1
    assert RHO not in {one.path for one in result.flips}


def test_what_was_searched() -> None:
    ranged = [q for q in desk.world().quantities().values() if not q.fixed]
    worked: list[int] = []
    place = bench(desk.arms(runs=30), Line(RHO, 0.0, slope=1.0))
    result = search(desk.world().quantities(), place, 30, 1, worked.append)
    assert result.ranged == len(ranged)
    assert result.runs == 30
    assert worked == [30] * TESTED
    assert result.blur >= 0.0
