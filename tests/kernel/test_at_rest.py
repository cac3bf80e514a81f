"""Every mechanism, also one that is yet to come, leaves a world at rest where it is."""

import numpy as np
import pytest

from sim.binding import Case, build_case
from sim.kernel.arrays import Floats
from sim.kernel.order import DIRECT, EFFECTS, EXPECT, LEDGER, MECHANISMS, ODDS
from sim.world import World, load_scenario


@pytest.fixture(scope="module")
def case(world: World) -> Case:
    return build_case(world, load_scenario("baseline", world))


def booked(case: Case, mechanism: str, *, deeds: bool) -> Floats:
    """What it books at the start, every deed being as expected, or all of them scripted."""
    laws = case.laws.without(set(MECHANISMS) - {mechanism})
    program = laws.booked
    values = case.luck(seed=1, first_run=0, runs=8, steps=1).values
    bench = case.batch(values).under(laws).new_bench(program)
    scripted = bench.get(program.span("scripted"))
    bench.put(program.span("scripted"), np.full_like(scripted, float(deeds)))
    bench.work(ODDS, DIRECT, EXPECT, EFFECTS, LEDGER)
    return bench.get(program.span("ledger"))


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_what_is_expected_moves_nobody(case: Case, mechanism: str) -> None:
    assert not booked(case, mechanism, deeds=False).any()


@pytest.mark.parametrize("mechanism", sorted(set(MECHANISMS) - {"structural_pull", "abandonment"}))
def test_what_is_not_expected_does(case: Case, mechanism: str) -> None:
    """The others need a departure, or a harm of the step before."""
    assert booked(case, mechanism, deeds=True).any()
