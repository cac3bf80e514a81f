"""A stake, held against the runs it is read off."""

import numpy as np

from sim.binding import build_case
from sim.study.ensemble.pairing import free
from sim.study.scorecard.observe import gauge, readings
from sim.study.scorecard.trials import Bound
from sim.study.scorecard.verdicts import outcome
from sim.world import load_scenario
from sim.world.scorecard import Observable
from tests.study.scorecard.desk import told, world

RUNS, STEPS, WINDOW = 30, 6, (2, 5)


def test_a_stake_is_what_all_acts_do_to_a_party_in_the_window() -> None:
    """Step 3 is scripted: the deed counts in full, and what else its instrument could do not."""
    case = build_case(world(), load_scenario("lethal_aid", world()))
    luck = case.luck(1, 0, RUNS, STEPS)
    item = Observable(stake=("RUS", "UKR"))
    bound = gauge(item, world(), case.names, WINDOW, free([case], WINDOW[1]))
    values = case.batch(luck.values).value("x")
    keys = list(case.laws.program.slots("x"))
    wanted = np.zeros(RUNS)
    for moment in case.roll(luck):
        if WINDOW[0] <= moment.step <= WINDOW[1]:
            decided = case.free(moment.step) == 1.0
            did = np.where(decided, moment.odds.probability, moment.taken)
            for column, (k, party) in enumerate(keys):
                if case.names.parties[party] in item.objects:
                    wanted += values[:, column] * did[:, k]
    assert np.allclose(readings(case, [bound], luck)[0], wanted, atol=1e-12)


def test_hardly_is_at_most_the_margin_and_a_fall_is_hardly_a_gain() -> None:
    test = told(stake="CHN", expect="hardly", margin=0.1, to=13)
    bound = Bound(test, (0, 0), (1, 0), None)
    for gain, agrees in ((0.2, 0.0), (0.05, 1.0), (-0.4, 1.0)):
        read = {0: np.full((1, 2, 4), 1.0 + gain), 1: np.ones((1, 2, 4))}
        assert outcome(bound, read).probability == agrees
