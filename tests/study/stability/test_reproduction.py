from dataclasses import replace

import numpy as np
import pytest

from sim.binding import Case, build_case
from sim.kernel.order import MOTIVES
from sim.study.stability.aftermath import HORIZON, escalatory_actions
from sim.study.stability.critical import precisions
from sim.study.stability.reproduction import next_generation, radius, reproduction
from sim.world import load_scenario, load_world
from tests.kernel.hand import hand
from tests.study.retaliation import Feud


def r(case: Case) -> float:
    return reproduction(case, 0, 1).central


@pytest.mark.parametrize(
    "feud",
    [
        Feud(),
        Feud(rates=(0.05, 0.4), half_life=6.0),
        Feud(harms=(0.9, 0.1), precisions=(4.0, 1.0)),
        Feud(weights=(3.0, 2.0), half_life=12.0),
    ],
)
def test_two_that_retaliate_have_the_r_worked_out_by_hand(feud: Feud) -> None:
    found = reproduction(feud.case(), 0, 3)
    assert found.actions == ("alp_strikes", "bet_strikes")
    expected = [[0.0, feud.offspring(1)], [feud.offspring(0), 0.0]]
    assert found.matrix == pytest.approx(np.array(expected), abs=1e-12)
    assert found.central == pytest.approx(feud.r(), abs=1e-12)
    assert found.draws == pytest.approx([feud.r()] * 3)  # nothing has a range


def test_weak_responses_give_richardsons_product() -> None:
    """For small λ: each side's gain times how long a grievance lasts, geometric mean of both."""
    feud = Feud(precisions=(0.01, 0.01))
    keep = 0.5 ** (1.0 / feud.half_life)
    lasting = (1.0 - keep ** (HORIZON - 1)) / (1.0 - keep)
    (b1, b2), (w1, w2), harm = feud.rates, feud.weights, feud.harms[0] * feud.harms[1]
    gains = 0.01**2 * (w1 * b1 * (1.0 - b1)) * (w2 * b2 * (1.0 - b2))
    assert r(feud.case()) == pytest.approx(harm * lasting * np.sqrt(gains), rel=2e-3)


def test_weak_responses_make_r_proportional_to_precision() -> None:
    feud = Feud()
    assert r(feud.case(0.002)) / r(feud.case(0.001)) == pytest.approx(2.0, rel=1e-3)


def test_alignment_is_a_channel_of_its_own() -> None:
    """Harm lowers the alignment, a lower alignment makes harm worth more, the pull restores it."""
    harm, rho, pull, rate, precision = 0.5, 0.02, 0.1, 0.2, 0.5
    strike = {"rate": rate, "escalates": {"sea": 1.0}}
    traits = {f"{i}.motives.interest": 1.0 for i in ("ALP", "BET")}
    traits |= {f"{i}.precision": precision for i in ("ALP", "BET")}
    case = hand(
        {
            "alp_strikes": {**strike, "impacts": {"BET": -harm}},
            "bet_strikes": {**strike, "impacts": {"ALP": -harm}},
        },
        traits=traits,
        strengths={"reciprocity.rho": rho, "structural_pull.iota": pull},
        half_lives={"expectation": 240.0},
    ).case
    lasting = (1.0 - (1.0 - pull) ** (HORIZON - 1)) / pull
    expected = precision * rate * (1.0 - rate) * rho * harm**2 * lasting
    assert r(case) == pytest.approx(expected, rel=5e-3)


@pytest.fixture(scope="module")
def default() -> Case:
    world = load_world()
    return build_case(world, load_scenario("baseline", world))


def test_without_response_nothing_leads_back_to_itself(default: Case) -> None:
    stated, actions = default.values.central(1), escalatory_actions(default)
    deaf = stated.copy()
    deaf[:, precisions(default)] = 0.0
    matrix = next_generation(default, deaf, actions)[0]
    assert matrix.max() > 0.5  # an opened rung may be climbed all the same
    assert radius(matrix) == pytest.approx(0.0, abs=1e-6)


def test_without_motives_nothing_leads_back_to_itself() -> None:
    world = load_world()
    baseline = load_scenario("baseline", world)
    case = build_case(world, replace(baseline, off=frozenset(MOTIVES)))
    assert r(case) == pytest.approx(0.0, abs=1e-6)


def test_draws_are_those_of_the_runs(default: Case) -> None:
    actions = escalatory_actions(default)
    found = reproduction(default, 7, 3)
    drawn = default.values.quantile(default.values.uniforms(7, 0, 3))
    for run in range(3):
        alone = next_generation(default, drawn[run : run + 1], actions)[0]
        assert radius(alone) == pytest.approx(found.draws[run], abs=1e-12)
    assert found.quantile(0.0) == found.draws.min()
    assert found.quantile(1.0) == found.draws.max()


def test_the_reference_is_where_it_starts_by_default(default: Case) -> None:
    actions = escalatory_actions(default)
    drawn = default.values.quantile(default.values.uniforms(1, 0, 2))
    given = next_generation(default, drawn, actions, default.batch_of(drawn).start)
    assert np.array_equal(given, next_generation(default, drawn, actions))


def test_a_state_of_grievance_makes_retaliation_likelier() -> None:
    """At a base rate below a half, the odds respond more, the nearer the chance is to a half."""
    feud = Feud()
    world = feud.hand()
    angry = world.state(grievance={"ALP>BET": 1.0, "BET>ALP": 1.0})
    stated, actions = world.case.values.central(1), escalatory_actions(world.case)
    tense = next_generation(world.case, stated, actions, angry)[0]
    assert (tense[[0, 1], [1, 0]] > [feud.offspring(1), feud.offspring(0)]).all()


def test_calming_actions_are_no_escalation() -> None:
    case = hand(
        {"alp_talks": {"escalates": {"sea": -1.0}}, "bet_trades": {"impacts": {"ALP": 0.5}}}
    ).case
    found = reproduction(case, 0, 2)
    assert found.actions == ()
    assert found.central == 0.0
    assert found.draws == pytest.approx([0.0, 0.0])
    assert found.matrix.shape == (0, 0)
