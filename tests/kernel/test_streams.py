import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernel import streams
from sim.kernel.arrays import Floats
from sim.kernel.asked import SEED
from sim.kernel.streams import by_step, by_value, stream_key

KEY = 16533353270555370045
VALUE = 0.754166693548518  # seed 1, run 5
STEP = 0.3411947925177753  # seed 1, run 5, step 3
KEYS = tuple(stream_key(name) for name in ("instrument/a", "instrument/b", "value/c"))
SEEDS = st.integers(SEED.low, SEED.high)
FIRSTS = st.integers(0, 2**40)


def steps_of(seed: int, first: int, runs: int, steps: int = 9) -> Floats:
    return by_step(seed, KEYS, steps, first, runs).swapaxes(1, 2)  # (step, run, stream)


@given(SEEDS, FIRSTS)
def test_strictly_between_zero_and_one(seed: int, first: int) -> None:
    for drawn in (by_value(seed, KEYS, first, 50), steps_of(seed, first, 50)):
        assert (drawn > 0.0).all()
        assert (drawn < 1.0).all()


def test_the_smallest_and_the_largest_word_stay_inside() -> None:
    drawn = streams._uniform(np.array([0, 2**64 - 1], dtype=np.uint64))
    assert drawn.tolist() == [2.0**-53, 1.0 - 2.0**-53]  # half a step of 2⁻⁵² from either end


@given(SEEDS, FIRSTS, st.integers(1, 30), st.integers(0, 29))
def test_a_runs_draws_do_not_depend_on_the_chunk(
    seed: int, first: int, runs: int, skip: int
) -> None:
    """At any first run, whether a multiple of four or not."""
    whole = by_value(seed, KEYS, first, skip + runs)
    assert np.array_equal(by_value(seed, KEYS, first + skip, runs), whole[skip:])
    tables = steps_of(seed, first, skip + runs)
    assert np.array_equal(steps_of(seed, first + skip, runs), tables[:, skip:])


@pytest.mark.parametrize("first", range(9))
def test_lone_runs(first: int) -> None:
    assert np.array_equal(by_value(5, KEYS, first, 1)[0], by_value(5, KEYS, 0, 10)[first])
    assert np.array_equal(steps_of(5, first, 1)[:, 0], steps_of(5, 0, 10)[:, first])


@pytest.mark.parametrize("steps", range(1, 10))
def test_the_horizon_does_not_matter(steps: int) -> None:
    assert np.array_equal(steps_of(5, 3, 4, steps), steps_of(5, 3, 4, 20)[:steps])


def test_numpy_draws_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is compiled, at every horizon and first run."""
    at = [(steps, first) for steps in range(1, 10) for first in (0, 3)]
    values = [by_value(5, KEYS, first, 6) for _, first in at]
    tables = [by_step(5, KEYS, steps, first, 6) for steps, first in at]
    monkeypatch.setattr(streams.library, "find", lambda: None)
    for (steps, first), value, table in zip(at, values, tables, strict=True):
        assert np.array_equal(by_value(5, KEYS, first, 6), value)
        assert np.array_equal(by_step(5, KEYS, steps, first, 6), table)


def test_a_stream_does_not_depend_on_its_neighbours() -> None:
    whole = by_value(5, KEYS, 2, 10)
    assert np.array_equal(by_value(5, KEYS[1:2], 2, 10)[:, 0], whole[:, 1])
    assert np.array_equal(by_value(5, KEYS[::-1], 2, 10), whole[:, ::-1])
    alone, together = by_step(5, KEYS[1:2], 6, 2, 10), by_step(5, KEYS, 6, 2, 10)
    assert np.array_equal(alone[:, 0], together[:, 1])


def test_no_draw_comes_twice() -> None:
    """Not among streams, steps and runs, nor between what is drawn once and what in steps."""
    drawn = [by_value(0, KEYS, 0, 400), by_value(1, KEYS, 0, 400)]
    drawn += [steps_of(seed, 0, 400, 12) for seed in (0, 1)]
    everything = np.concatenate([table.ravel() for table in drawn])
    assert len(np.unique(everything)) == len(everything)


def test_seed_zero_is_a_seed_like_any_other() -> None:
    zero, one = by_value(0, KEYS, 0, 1000), by_value(1, KEYS, 0, 1000)
    assert not np.isin(zero, one).any()
    assert np.array_equal(by_value(0, KEYS, 0, 1000), zero)
    assert abs(np.corrcoef(zero[:, 0], one[:, 0])[0, 1]) < 0.15


def test_the_largest_seed() -> None:
    assert SEED.high == 2**63 - 1  # also part of that promise: what was accepted stays so
    assert not np.array_equal(by_value(SEED.high, KEYS, 0, 4), by_value(0, KEYS, 0, 4))


def test_uniform_and_uncorrelated() -> None:
    """Kolmogorov's distance within 2.5 / √n, and correlations within 5 / √n."""
    runs = 20_000
    columns = np.column_stack([by_value(3, KEYS, 0, runs), *steps_of(3, 0, runs, 6)])
    grid = (np.arange(runs) + 0.5) / runs
    assert np.abs(np.sort(columns, axis=0) - grid[:, None]).max() < 2.5 / runs**0.5
    correlation = np.corrcoef(columns.T) - np.eye(columns.shape[1])
    assert np.abs(correlation).max() < 5.0 / runs**0.5
    lagged = [np.corrcoef(c[1:], c[:-1])[0, 1] for c in columns.T]
    assert np.abs(lagged).max() < 5.0 / runs**0.5


def test_keys_are_the_same_on_every_machine() -> None:
    """These numbers are part of the promise that a seed reproduces a run: never change them."""
    assert stream_key("instrument/kor_arms_for_ukraine") == KEY
    assert by_value(1, (KEY,), 5, 1)[0, 0] == VALUE
    assert by_step(1, (KEY,), 3, 5, 1)[2, 0, 0] == STEP
