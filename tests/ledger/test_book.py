import numpy as np
import pytest

from sim.kernel.engine.keep import Path
from sim.kernel.latent import BOUND
from sim.kernel.order import MECHANISMS
from sim.kernel.step import advance
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
    columns, done = book(world.case), world.taken(taken)
    row = advance(world.batch, world.start, 1, world.odds(), done, post=True).posted
    assert row is not None
    return {columns.entry(int(e)): float(row[0, e]) for e in np.flatnonzero(row[0])}


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
    assert columns.width == len(columns.pair) == len(columns.action) == len(columns.slots)
    in_order = list(dict.fromkeys(columns.mechanism))
    assert in_order == [name for name in (*MECHANISMS, BOUND) if name in in_order]
    assert list(columns.mechanism) == sorted(columns.mechanism, key=in_order.index)
    entries = [columns.entry(n) for n in range(columns.width)]
    assert len(set(entries)) == len(entries)


def test_what_is_posted_stands_in_the_columns_of_the_book() -> None:
    """Step by step and kept of whole runs, the ledger has the same columns and the same bits."""
    case = Recipe(seed=2, actions=15).case()
    columns = book(case)
    luck = case.luck(1, 0, 30, 4)
    kept = case.keep(luck, {"ledger": Path(columns.slots)}, ledger=True)["ledger"]
    so_far = np.zeros((30, columns.width))
    for moment in case.roll(luck, post=True):
        assert moment.posted is not None
        assert moment.posted.shape == (30, columns.width)
        change = (moment.after.latent - moment.before.latent).sum(axis=0)
        total = np.zeros_like(change)
        np.add.at(total, columns.pair, moment.posted.sum(axis=0))
        assert np.abs(total - change).max() < 1e-11
        so_far += moment.posted
        assert np.abs(kept[moment.step - 1].T - so_far).max() < 1e-12
