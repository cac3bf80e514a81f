"""One arm of a comparison: what is kept of it is the same with the ledger and without."""

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
