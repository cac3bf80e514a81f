import numpy as np
import pytest

from sim.binding.luck import Luck
from sim.kernel.arrays import Floats
from sim.study.compare.ends import effects, ends
from sim.study.ensemble.pairing import Pairing, pair
from sim.study.uncertainty.variance import Components, components, crossed, share_error, shares
from sim.world import World, load_scenario

NONE = np.zeros(1)


def made_up(seed: int, draws: int, courses: int, of_draws: float, of_courses: float) -> Floats:
    """(draw, course, target) cells with the given standard deviations; what is left has 1."""
    rng = np.random.default_rng(seed)
    cells = rng.normal(size=(draws, courses, 1))
    cells += of_draws * rng.normal(size=(draws, 1, 1))
    cells += of_courses * rng.normal(size=(1, courses, 1))
    return cells


@pytest.mark.parametrize(("of_draws", "of_courses"), [(0.0, 0.5), (0.5, 0.0), (2.0, 1.0)])
def test_the_estimates_have_no_bias(of_draws: float, of_courses: float) -> None:
    found = [components(made_up(seed, 12, 6, of_draws, of_courses)) for seed in range(1500)]
    for estimates, true in (
        ([one.parameters[0] for one in found], of_draws**2),
        ([one.chance[0] for one in found], of_courses**2 + 1.0),
    ):
        error = np.std(estimates) / np.sqrt(len(estimates))
        assert abs(np.mean(estimates) - true) < 4 * error


def test_by_hand() -> None:
    """Two draws, two courses: the draws differ by 2 throughout, the courses by 1."""
    found = components(np.array([[0.0, 1.0], [2.0, 3.0]])[..., None])
    assert found.parameters[0] == pytest.approx(2.0)  # the variance of 0.5 and 2.5
    assert found.chance[0] == pytest.approx(0.5)  # the variance of 1 and 2


def test_shares_add_up_to_one() -> None:
    form = np.array([0.4, 1.0])
    share = shares(Components(np.array([0.2, 0.0]), np.array([0.4, 3.0])), form)
    assert share.sum(axis=0) == pytest.approx(1.0)
    assert share[:, 0] == pytest.approx([0.2, 0.4, 0.4])
    assert share[:, 1] == pytest.approx([0.0, 0.75, 0.25])


def test_nothing_varies_and_nothing_has_a_share() -> None:
    found = components(np.full((5, 4, 1), 0.3))
    assert np.isnan(shares(found.not_negative(), NONE)).all()


def test_an_estimate_below_zero_counts_as_zero() -> None:
    cells = next(
        cells
        for cells in (made_up(seed, 10, 5, 0.0, 0.0) for seed in range(100))
        if components(cells).parameters[0] < 0.0
    )
    assert components(cells).not_negative().parameters[0] == 0.0


def test_the_error_of_the_share_is_that_of_repetition() -> None:
    cells = [made_up(seed, 60, 10, 0.6, 0.5) for seed in range(200)]
    seen = np.std([shares(components(one), NONE)[0, 0] for one in cells])
    told = np.mean([share_error(one, NONE)[0] for one in cells])
    assert 0.8 * seen < told < 1.5 * seen


@pytest.fixture(scope="module")
def pairing(world: World) -> Pairing:
    return pair(world, load_scenario("lethal_aid", world), load_scenario("pact", world))


def test_every_draw_meets_every_course(pairing: Pairing) -> None:
    """A cell is the run with the values of one run and the luck of another."""
    parts = list(crossed(pairing, 3, draws=102, repeats=10, steps=6))
    assert [part for part, _ in parts] == [slice(0, 100), slice(100, 102)]
    cells = np.concatenate([found for _, found in parts])
    for p, c in ((0, 0), (101, 4)):
        luck = pairing.with_.luck(3, 0, 102, 6)
        one = Luck(luck.values[p : p + 1], luck.steps[:, :, c : c + 1])
        with_, without = (
            ends((case, one, case.batch(one.values)), pairing.watches) for case in pairing.cases
        )
        assert np.array_equal(cells[p, c], effects(with_, without)[:, 0])


@pytest.mark.slow
def test_values_without_a_range_have_no_share(world: World) -> None:
    fixed = {path: q.value for path, q in world.quantities().items() if q.low < q.high}
    world = world.with_values(fixed)
    certain = pair(world, load_scenario("lethal_aid", world), load_scenario("pact", world))
    ((_, cells),) = crossed(certain, 0, draws=20, repeats=5, steps=8)
    found = components(cells)
    assert np.abs(found.parameters).max() < 1e-15
    assert found.chance.max() > 1e-4
