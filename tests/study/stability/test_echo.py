import numpy as np
import pytest

from sim.binding import build_case
from sim.kernel.step import Script, roll
from sim.study.stability.aftermath import escalatory_actions
from sim.study.stability.echo import Echo, echo
from sim.world import load_scenario, load_world
from tests.study.retaliation import Feud


def test_half_life_counts_from_the_peak() -> None:
    heard = Echo((4.0, 3.0, 1.0, 0.0, -1.0))
    assert heard.peak == 1
    assert heard.half_life == pytest.approx(1.5)
    assert heard.over == 4.0
    late = Echo((1.0, 2.0, 8.0, 2.0, -2.0))
    assert late.peak == 3
    assert late.half_life == pytest.approx(2 / 3)
    assert late.over == pytest.approx(4.5)


def test_an_echo_may_outlast_the_horizon_or_never_be_heard() -> None:
    assert Echo((4.0, 3.5, 3.0)).half_life is None
    assert Echo((4.0, 3.5, 1.0)).over is None
    assert Echo((-1.0, -2.0)).half_life is None
    assert Echo((0.0, 0.0)).over is None


def heard(feud: Feud) -> np.ndarray:
    case = feud.case()
    only_alp = np.array([1.0, 0.0])
    stated, actions = case.values.central(1), escalatory_actions(case)
    return np.array(echo(case, stated, actions, only_alp).excess)


def test_the_first_month_is_the_first_generation() -> None:
    """BET has had ALP's strike to answer; nobody has had BET's."""
    feud = Feud(half_life=1e-2)  # forgotten after a month: the first month is all offspring
    assert heard(feud)[0] == pytest.approx(feud.offspring(0))


def test_dominoes_die_out_below_one_and_run_above() -> None:
    """Richardson's condition: the echo grows from month to month where R is above 1."""
    quiet, loud = (Feud(weights=(w, w), precisions=(2.0, 2.0), half_life=3.0) for w in (2.5, 3.5))
    assert 0.8 < quiet.r() < 1.0 < loud.r() < 1.3
    assert (np.diff(heard(quiet)) < 0.0).all()
    assert (np.diff(heard(loud)[:12]) > 0.0).all()


def test_it_is_what_runs_do_on_average() -> None:
    """The kernel with chances in the place of deeds, against pairs of runs with deeds."""
    world = load_world()
    case = build_case(world, load_scenario("baseline", world))
    actions, frame = escalatory_actions(case), case.frame
    k = case.names.actions.index("rus_satellite_technology")
    runs, months = 500, 7
    luck = case.luck(3, 0, runs, months)
    batch = case.batch_of(case.values.central(runs))
    totals = []
    for taken in (1.0, 0.0):
        row = np.zeros(frame.actions)
        row[k] = taken
        occupied = np.arange(len(frame.lines)) == case.line[k]
        moments = roll(batch, luck.steps, {1: Script(row, occupied)})
        totals.append([m.odds.probability[:, actions].sum(axis=1).mean() for m in moments])
    seen = np.array(totals[0]) - np.array(totals[1])
    mean_field = echo(case, case.values.central(1), actions, (actions == k).astype(np.float64))
    assert seen[1] > 0.15
    assert np.array(mean_field.excess[: months - 1]) == pytest.approx(seen[1:], abs=0.03)
