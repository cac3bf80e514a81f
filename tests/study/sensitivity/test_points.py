from dataclasses import replace

import numpy as np
import pytest

from sim.binding import build_case
from sim.study.outcome import outcome_of
from sim.study.sensitivity.points import Probe, Site, answers, at_points, values_at
from sim.study.sensitivity.spread import everywhere, spread
from sim.world import World, WorldError, load_scenario
from sim.world.history import since
from sim.world.read_history import load_history
from tests.laws.rolled import same_bits
from tests.study import gift

RHO = gift.RHO


def site(points: list[list[float]], runs: int = 4, values: tuple[str, ...] = (RHO,)) -> Site:
    return Site(values, np.array(points), gift.probe().luck(3, 0, runs))


def test_varied_values_stand_at_their_point_and_all_others_as_stated() -> None:
    case = gift.probe().with_
    table = case.values
    found = values_at(case, (RHO,), np.array([[0.0], [1.0]]))
    column = table.column(RHO)
    assert list(found[:, column]) == [0.1, 0.8]
    others = np.delete(np.arange(len(table.paths)), column)
    assert (found[:, others] == table.mode[others]).all()


def test_a_value_that_a_case_does_not_have_moves_nothing_in_it() -> None:
    case = gift.probe().with_
    found = values_at(case, ("mechanisms.reciprocity.rho.by_actor.BET",), np.array([[0.9]]))
    assert (found == case.values.mode).all()


def test_only_values_with_a_range_are_varied() -> None:
    assert gift.probe().ranged == (
        "actions.bet_idles.base_rate",
        "actors.ALP.precision",
        "actors.BET.precision",
        RHO,
        "theatres.sea.tension",
    )


def test_the_answer_is_what_can_be_worked_out_by_hand() -> None:
    (found,) = answers(gift.probe(), [site([[0.0], [1.0]])])
    # of so rare a deed next to nothing comes to be expected, so that step 2 disappoints nobody
    warmed = np.array([0.1, 0.8]) * 0.5
    assert found == pytest.approx(np.repeat(np.tanh(warmed)[:, None], 4, axis=1), abs=1e-5)


def test_a_point_has_the_same_bits_alone_and_in_any_company() -> None:
    crowd = np.random.default_rng(1).random((300, 5))
    probe, values = gift.probe(), gift.probe().ranged
    whole = Site(values, crowd, probe.luck(3, 0, 4))
    (together,) = answers(probe, [whole])
    assert together.shape == (300, 4)
    alone = at_points(probe, Site(values, crowd[211:212], probe.luck(3, 0, 4)))
    assert same_bits(alone[0], together[211])


def test_any_number_of_workers_gives_the_same_bits() -> None:
    probe = gift.probe("idle")
    sites = [
        Site(probe.ranged, np.random.default_rng(n).random((n * 200, 5)), probe.luck(0, 0, 3))
        for n in (1, 3)
    ]
    told: list[int] = []
    one, two = answers(probe, sites, 1, told.append), answers(probe, sites, 2)
    assert [len(found) for found in one] == [200, 600]
    assert all(same_bits(a, b) for a, b in zip(one, two, strict=True))
    assert told[-1] == 800 * 3


def test_arms_that_share_their_past_have_the_bits_that_each_has_alone(world: World) -> None:
    history = load_history(world.folder / "history" / "year_after_the_pact.yaml", world)
    later = since(world, history, "2024-09")
    cases = [build_case(later, load_scenario(name, later)) for name in ("lethal_aid", "baseline")]
    asked = outcome_of("RUS>KOR", later, load_scenario("baseline", later), cases[0].names)
    both = Probe(cases[0], cases[1], asked, 3)
    one = Site((RHO,), np.array([[0.1], [0.9]]), both.luck(3, 0, 4))
    ours, theirs = (at_points(replace(both, with_=case, without=None), one) for case in cases)
    assert (ours != theirs).any()
    assert same_bits(at_points(both, one), ours - theirs)


def test_points_of_a_site_share_their_luck() -> None:
    probe = gift.probe("idle")
    level = Probe(probe.with_, None, probe.outcome, probe.steps)
    rate = ("actions.bet_idles.base_rate",)
    (found,) = answers(level, [Site(rate, np.array([[0.5], [0.5], [0.9]]), level.luck(0, 0, 60))])
    assert (found[0] == found[1]).all()
    assert (found[2] >= found[0]).all()  # a higher rate only adds deeds
    assert found[2].sum() > found[0].sum()


def test_an_arm_compared_with_itself_shows_nothing() -> None:
    case = build_case(gift.world(), gift.given())
    outcome = outcome_of("idle", gift.world(), gift.given(), case.names)
    found = at_points(Probe(case, case, outcome, 2), site([[0.2], [0.7]], 50))
    assert not found.any()


@pytest.mark.parametrize(
    ("name", "hint"),
    [("BET>ALF", "Did you mean `BET>ALP`?"), ("idel", "Did you mean `idle`?"), ("BET", "quote it")],
)
def test_an_unknown_outcome_is_refused(name: str, hint: str) -> None:
    case = gift.probe().with_
    with pytest.raises(WorldError, match="no indicator or alignment") as error:
        outcome_of(name, gift.world(), gift.given(), case.names)
    assert hint in str(error.value)


def test_luck_that_moves_all_points_alike_is_not_in_their_spread() -> None:
    points, luck = np.array([0.0, 1.0, 5.0]), np.array([-2.0, 0.5, 4.0, 7.0])
    found = spread(points[:, None] + luck)
    assert found.variance == pytest.approx(points.var(ddof=1))
    assert found.mean == pytest.approx(points.mean() + luck.mean())
    assert found.luck == pytest.approx(0.0, abs=1e-24)


def test_luck_of_each_point_is_told_from_what_the_points_do() -> None:
    random = np.random.default_rng(5)
    true, runs = random.normal(size=(4000, 1)), 10
    found = spread(true + random.normal(scale=2.0, size=(4000, runs)))
    assert found.luck == pytest.approx(4.0 / runs, rel=0.03)
    assert found.share == pytest.approx(0.4 / 1.4, abs=0.03)


def test_nothing_that_varies_has_no_luck_in_it() -> None:
    assert spread(np.full((3, 2), 0.25)).share == 0.0


def test_everywhere_is_the_whole_distribution() -> None:
    found = everywhere(gift.probe(), 2, 0)
    table = gift.probe().with_.values
    drawn = table.quantile(table.uniforms(9, 0, 5000))[:, table.column(RHO)]
    assert found.variance**0.5 == pytest.approx(drawn.std() * 0.5, rel=0.2)
    assert found.share == pytest.approx(0.0, abs=1e-9)
