import numpy as np
import pytest

from sim.kernel.order import BOUND
from sim.kernel.order import MECHANISMS
from sim.ledger import Entry, book
from tests.kernel.hand import Hand, hand
from tests.laws.worlds import Recipe


def small() -> Hand:
    return hand(
        {
            "alp_helps": {"impacts": {"BET": 0.5}},
            "alp_warns": {"impacts": {"BET": -0.2}, "rate": 0.4},
        },
        strengths={"reciprocity.rho": 0.1, "investment.sigma": 0.05},
    )


def posted(world: Hand, *taken: str) -> dict[Entry, float]:
    columns = book(world.case)
    fixed = columns.effects(world.batch)
    row = columns.row(columns.post(world.batch, fixed, world.moment(taken)))
    return {columns.entry(int(e)): float(row[e]) for e in np.flatnonzero(row)}


def test_each_action_by_itself() -> None:
    # helps: surprise 0.8, warns (expected 0.4) left out: surprise −0.4
    assert posted(small(), "alp_helps") == {
        Entry("BET", "ALP", "alp_helps", "reciprocity"): pytest.approx(0.1 * 0.5 * 0.8),
        Entry("BET", "ALP", "alp_warns", "reciprocity"): pytest.approx(0.1 * -0.2 * -0.4),
        Entry("ALP", "BET", "alp_helps", "investment"): pytest.approx(0.05 * 0.5 * 0.8),
        Entry("ALP", "BET", "alp_warns", "investment"): pytest.approx(0.05 * -0.2 * -0.4),
    }


def test_the_bound_is_an_entry_without_an_action() -> None:
    world = hand(
        {"alp_helps": {"impacts": {"BET": 1.0}}},
        dyads={"BET>ALP.alignment": 1.0 - 1e-12},
        strengths={"reciprocity.rho": 0.5},
    )
    assert posted(world, "alp_helps") == {
        Entry("BET", "ALP", "alp_helps", "reciprocity"): pytest.approx(0.4),
        Entry("BET", "ALP", "", BOUND): pytest.approx(-0.4),
    }


@pytest.mark.parametrize("seed", range(5))
def test_columns(seed: int) -> None:
    case = Recipe(seed).case()
    columns = book(case)
    assert columns.width == len(columns.pair) == len(columns.action) == len(columns.mechanism)
    assert list(columns.slices) == [*MECHANISMS, BOUND]
    ends = [0, *(where.stop for where in columns.slices.values())]
    assert [where.start for where in columns.slices.values()] == ends[:-1]
    assert ends[-1] == columns.width
    for name, where in columns.slices.items():
        assert set(columns.mechanism[where]) <= {name}


def test_a_row_sums_over_runs() -> None:
    case = Recipe(seed=2, actions=15).case()
    columns = book(case)
    luck = case.luck(1, 0, 30, 4)
    batch = case.batch(luck.values)
    fixed = columns.effects(batch)
    for moment in case.roll(luck, batch):
        amounts = columns.post(batch, fixed, moment)
        total = columns.to_pair.sum(columns.row(amounts)[None, :])[0]
        change = (moment.after.latent - moment.before.latent).sum(axis=0)
        assert np.abs(total - change).max() < 1e-11
