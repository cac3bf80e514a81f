"""Ensembles: the same bits however the work is shared out, interrupted or taken up again."""

import pickle
import signal
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from threading import Event, Timer, main_thread

import numpy as np
import pytest

from sim.results.conventions import KEPT_RUNS
from sim.study.ensemble.blocks import BLOCK, Block, block
from sim.study.ensemble.checkpoint import Checkpoint
from sim.study.ensemble.grow import Grown, UnfinishedError, grow
from sim.study.ensemble.pairing import Pairing, pair
from sim.world import World, load_scenario
from tests.study.same import same

STEPS = 4
RUNS = BLOCK + 257  # two blocks, the last not a whole one


@pytest.fixture(scope="module")
def whole(pairing: Pairing) -> Grown:
    return grow(pairing, 5, RUNS, STEPS)


def test_two_threads_change_no_bit(pairing: Pairing, whole: Grown) -> None:
    assert same(grow(pairing, 5, RUNS, STEPS, workers=2), whole)


def test_another_seed_changes_the_runs(pairing: Pairing, whole: Grown) -> None:
    assert not same(grow(pairing, 6, RUNS, STEPS), whole)


def test_blocks_are_merged_and_stay_as_they_are(pairing: Pairing, whole: Grown) -> None:
    first = block(pairing, 5, 0, BLOCK, STEPS)
    last = block(pairing, 5, BLOCK, RUNS - BLOCK, STEPS)
    before = {name: array.copy() for name, array in first.tally.parts().items()}
    parts = first.tally.merge(last.tally).parts()
    assert all(np.array_equal(parts[name], array) for name, array in whole.tally.parts().items())
    after = first.tally.parts()
    assert all(np.array_equal(after[name], array) for name, array in before.items())


def test_only_blocks_of_the_first_runs_bring_histories(pairing: Pairing) -> None:
    assert KEPT_RUNS % BLOCK == 0
    assert block(pairing, 5, KEPT_RUNS - BLOCK, 3, STEPS).histories is not None
    beyond = block(pairing, 5, KEPT_RUNS, 3, STEPS)
    assert beyond.histories is None
    assert not beyond.tally.with_.ledger.any()


def test_a_tally_travels_small_and_arrives_whole(pairing: Pairing) -> None:
    sent = block(pairing, 5, KEPT_RUNS, BLOCK, STEPS)
    packed = pickle.dumps(sent)
    parts, arrived = sent.tally.parts(), pickle.loads(packed).tally.parts()
    assert all(np.array_equal(parts[name], arrived[name]) for name in parts)
    assert len(packed) < sum(array.nbytes for array in parts.values()) / 3


class Signal:
    """Sends one once so many runs are finished."""

    def __init__(self, number: int, after: int) -> None:
        self.number, self.after = number, after

    def __call__(self, finished: int) -> None:
        if finished == self.after:
            signal.raise_signal(self.number)


LONG = 6 * BLOCK


def test_an_interrupt_keeps_what_is_finished(pairing: Pairing) -> None:
    grown = grow(pairing, 5, LONG, 1, Signal(signal.SIGINT, BLOCK))
    assert grown.asked == LONG
    assert grown.tally.runs in (BLOCK, 2 * BLOCK, 3 * BLOCK)
    assert same(grown, grow(pairing, 5, grown.tally.runs, 1))


def test_an_interrupt_before_anything_is_finished_is_passed_on(
    pairing: Pairing, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = Event()

    def long_block(*_args: object) -> None:
        signal.pthread_kill(main_thread().ident or 0, signal.SIGINT)
        release.wait(10.0)

    monkeypatch.setattr("sim.study.ensemble.blocks.block", long_block)
    with pytest.raises(KeyboardInterrupt):
        grow(pairing, 5, RUNS, STEPS)
    release.set()


def test_a_termination_keeps_what_is_finished_and_is_passed_on(
    pairing: Pairing, tmp_path: Path
) -> None:
    def end(_number: int, _frame: object) -> None:
        raise SystemExit(143)

    checkpoint = Checkpoint(tmp_path / "c.npz", "this")
    before = signal.signal(signal.SIGTERM, end)
    try:
        with pytest.raises(SystemExit):
            grow(pairing, 5, LONG, 1, Signal(signal.SIGTERM, BLOCK), checkpoint=checkpoint)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert checkpoint.path.exists()


@pytest.mark.parametrize("failure", [MemoryError(), RuntimeError("two\nlines")])
def test_a_failure_keeps_what_is_finished(
    pairing: Pairing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    whole = grow(pairing, 5, 3 * BLOCK, 1)

    def fails(pairing: Pairing, seed: int, first: int, runs: int, steps: int) -> Block:
        if first == 2 * BLOCK:
            raise failure
        return block(pairing, seed, first, runs, steps)

    path = tmp_path / "c.npz"
    with monkeypatch.context() as patch:
        patch.setattr("sim.study.ensemble.blocks.block", fails)
        with pytest.raises(UnfinishedError, match="2,000 of 3,000 runs are kept") as told:
            grow(pairing, 5, 3 * BLOCK, 1, workers=2, checkpoint=Checkpoint(path, "this"))
    assert "\n" not in str(told.value)
    assert same(grow(pairing, 5, 3 * BLOCK, 1, checkpoint=Checkpoint(path, "this", True)), whole)


def grow_and_interrupt(pairing: Pairing, path: Path, after: float) -> Grown | None:
    """Grow, and have a signal sent from elsewhere at an instant that nothing knows of."""
    timer = Timer(after, signal.pthread_kill, (main_thread().ident or 0, signal.SIGINT))
    checkpoint = Checkpoint(path, "this", True)
    checkpoint.saved = -float("inf")  # saves after each block, so that a signal may meet that too
    try:
        timer.start()
        return grow(pairing, 5, LONG, 1, workers=2, checkpoint=checkpoint)
    except KeyboardInterrupt:
        return None
    finally:
        with suppress(KeyboardInterrupt):  # where the work was done before
            timer.join()
            time.sleep(0.01)


def interrupted_anywhere(pairing: Pairing, folder: Path, instants: int) -> None:
    luck = Random(7)
    began = time.monotonic()
    whole = grow(pairing, 5, LONG, 1, workers=2)
    lasted = time.monotonic() - began
    for number in range(instants):
        path = folder / f"{number}.npz"
        found = grow_and_interrupt(pairing, path, luck.random() * lasted)
        if found is not None:
            assert same(found, grow(pairing, 5, found.tally.runs, 1))
        assert same(grow(pairing, 5, LONG, 1, checkpoint=Checkpoint(path, "this", True)), whole)


def test_interrupted_at_any_instant_a_resumed_one_ends_on_the_same_bits(
    pairing: Pairing, tmp_path: Path
) -> None:
    interrupted_anywhere(pairing, tmp_path, 1)


@pytest.mark.slow
def test_interrupted_at_many_instants(pairing: Pairing, tmp_path: Path) -> None:
    interrupted_anywhere(pairing, tmp_path, 60)


def test_equal_arms_differ_by_exactly_zero(world: World) -> None:
    scenario = load_scenario("pact", world)
    grown = grow(pair(world, scenario, scenario), 0, 250, STEPS)
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
    assert np.array_equal(grown.kept.arrays["taken"][0, :, 0], moments[0].taken.astype(np.bool_))
    moved = np.bincount(book.pair, weights=grown.tally.with_.ledger)
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
