"""Ensembles: the same bits however the work is shared out, interrupted or taken up again."""

from pathlib import Path

import numpy as np
import pytest

from sim.results import StoreError
from sim.study.ensemble.checkpoint import Checkpoint
from sim.study.ensemble.chunks import BLOCK, CHUNK
from sim.study.ensemble.grow import Grown, grow
from sim.study.ensemble.pairing import Pairing, pair
from sim.study.ensemble.tally import Tally
from sim.world import World, load_scenario

STEPS = 4
RUNS = BLOCK + CHUNK + 7  # two blocks, the last chunk not a whole one


@pytest.fixture(scope="module")
def pairing(world: World) -> Pairing:
    scenario = load_scenario("lethal_aid", world)
    return pair(world, scenario, load_scenario(scenario.against, world))


@pytest.fixture(scope="module")
def whole(pairing: Pairing) -> Grown:
    return grow(pairing, 5, RUNS, STEPS)


def same(one: Grown, other: Grown) -> bool:
    parts, others = one.tally.parts(), other.tally.parts()
    kept, others_kept = one.kept.arrays, other.kept.arrays
    return all(np.array_equal(parts[name], others[name]) for name in parts) and all(
        np.array_equal(kept[name], others_kept[name]) for name in kept
    )


def test_two_processes_change_no_bit(pairing: Pairing, whole: Grown) -> None:
    assert same(grow(pairing, 5, RUNS, STEPS, workers=2), whole)


def test_another_seed_changes_the_runs(pairing: Pairing, whole: Grown) -> None:
    assert not same(grow(pairing, 6, RUNS, STEPS), whole)


class Stop:
    """Interrupts once so many runs are finished."""

    def __init__(self, after: int) -> None:
        self.after = after

    def __call__(self, finished: int) -> None:
        if finished >= self.after:
            raise KeyboardInterrupt


def test_an_interrupt_keeps_what_is_finished(pairing: Pairing) -> None:
    grown = grow(pairing, 5, RUNS, STEPS, Stop(2 * CHUNK))
    assert (grown.tally.runs, grown.asked) == (2 * CHUNK, RUNS)
    assert same(grown, grow(pairing, 5, 2 * CHUNK, STEPS))


def test_an_interrupt_before_anything_is_finished_is_passed_on(
    pairing: Pairing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tally, "add", lambda _self, _chunk: Stop(0)(0))
    with pytest.raises(KeyboardInterrupt):
        grow(pairing, 5, RUNS, STEPS)


def test_a_resumed_ensemble_ends_on_the_same_bits(
    pairing: Pairing, whole: Grown, tmp_path: Path
) -> None:
    checkpoint = Checkpoint(tmp_path / "deep" / "checkpoint.npz")
    grow(pairing, 5, RUNS, STEPS, Stop(2 * CHUNK), checkpoint=checkpoint)
    assert checkpoint.path.exists()
    resumed = grow(pairing, 5, RUNS, STEPS, workers=2, checkpoint=checkpoint)
    assert same(resumed, whole)
    assert not checkpoint.path.exists()


def test_a_damaged_checkpoint_is_refused(pairing: Pairing, tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.npz"
    path.write_bytes(b"PK half of a file")
    with pytest.raises(StoreError, match="Remove it to start afresh"):
        grow(pairing, 5, CHUNK, STEPS, checkpoint=Checkpoint(path))
    assert path.read_bytes() == b"PK half of a file"


def test_equal_arms_differ_by_exactly_zero(world: World) -> None:
    scenario = load_scenario("pact", world)
    grown = grow(pair(world, scenario, scenario), 0, CHUNK, STEPS)
    tally = grown.tally
    assert tally.differing == 0
    assert not tally.path.total.any()
    assert not tally.effect_bins.quantile(0.1).any()
    assert not tally.indicator.total.any()
    assert not tally.extra.total.any()


def test_the_tally_is_of_the_runs_themselves(pairing: Pairing) -> None:
    """Sums, histories and ledger against the same runs rolled once more."""
    runs = 40
    grown = grow(pairing, 2, runs, STEPS)
    case, book = pairing.with_, pairing.book_with
    luck = case.luck(2, 0, runs, STEPS)
    batch = case.batch(luck.values)
    moments = list(case.roll(luck, batch))
    seen = [case.names.pairs.index(name) for name in case.names.seen_pairs]
    end = moments[-1].after
    assert np.allclose(
        grown.tally.with_.alignment[-1], end.alignment[:, seen].sum(axis=0), rtol=0, atol=1e-4
    )
    assert np.array_equal(
        grown.kept.arrays["taken"][0, :, 0], moments[0].taken.astype(np.bool_)
    )
    moved = book.to_pair.sum(grown.tally.with_.ledger[None, :])[0]
    assert np.abs(moved - (end.latent - batch.start.latent).sum(axis=0)).max() < 1e-10


def test_moments_against_numpy(whole: Grown) -> None:
    """The standard error of paired differences, from sums, is numpy's."""
    kept = whole.kept.arrays["alignment"].astype(np.float64)
    effect = (kept[0] - kept[1]).reshape(len(kept[0]), -1)
    tally = whole.tally
    assert tally.runs == len(effect)
    assert np.allclose(tally.path.mean(tally.runs), effect.mean(axis=0), atol=1e-9)
    error = effect.std(axis=0, ddof=1) / np.sqrt(len(effect))
    assert np.allclose(tally.path.error(tally.runs), error, atol=1e-9)
