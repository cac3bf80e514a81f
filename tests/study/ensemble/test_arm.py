"""One arm of a comparison: what is kept of it, held against the runs it is made of."""

from dataclasses import replace

import numpy as np
import pytest

from sim.ledger import book
from sim.study.ensemble.arm import run_arm
from sim.study.ensemble.pairing import Pairing, free

STEPS, RUNS = 6, 30


@pytest.mark.parametrize("off", [(), ("retaliation",), ("influence", "stability")])
def test_the_ledger_changes_nothing_else(pairing: Pairing, off: tuple[str, ...]) -> None:
    case = replace(pairing.with_, laws=pairing.with_.laws.without(off))
    luck, decided = case.luck(0, 0, RUNS, STEPS), free([case], STEPS)
    booked, plain = (
        run_arm(case, book(case), pairing.watches, luck, decided, post=post, explain=RUNS)
        for post in (True, False)
    )
    for name in ("alignment", "tension", "posture", "taken", "acts", "chance", "chosen", "hits"):
        assert np.array_equal(getattr(booked, name), getattr(plain, name)), name
    assert booked.reasons is not None
    assert plain.reasons is not None
    assert np.allclose(booked.reasons, plain.reasons)


def test_what_is_scripted_in_either_arm_is_not_chosen(pairing: Pairing) -> None:
    decided = free(pairing.cases, STEPS)
    assert (decided == 0.0).any()
    for case in pairing.cases:
        luck = case.luck(1, 0, RUNS, STEPS)
        arm = run_arm(case, book(case), pairing.watches, luck, decided)
        chances = [moment.odds.probability * decided[moment.step - 1] for moment in case.roll(luck)]
        assert np.allclose(arm.chosen, np.sum(chances, axis=0).T, rtol=0.0, atol=1e-12)
        assert (arm.chosen.sum(axis=1) < arm.chance.sum(axis=0) - 1e-9).any()
