"""Random numbers by address: a uniform is a function of (seed, name, step, run) and nothing else.

Philox (Salmon et al. 2011) is counter-based: the key holds the seed and the name of the decision,
the counter holds the step and the run. So a run's luck does not depend on how many runs, workers
or batches there are, and a new actor or action moves nobody else's draws.
"""

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from sim.kernel.arrays import Floats
from sim.kernel.engine import draws, library

Words = NDArray[np.uint64]

WORDS = 4  # Philox4x64 yields four 64-bit words for each value of its counter


def stream_key(name: str) -> int:
    """The 64-bit key of a named stream, the same on every machine and in every version."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def by_value(seed: int, keys: tuple[int, ...], first_run: int, runs: int) -> Floats:
    """(run, stream) one uniform for each stream, drawn before the first step.

    Rows are runs ``first_run`` to ``first_run + runs - 1``; ``seed`` is one of :data:`SEED`.
    """
    if (found := library.find()) is not None:
        return draws.by_value(found, seed, keys, first_run, runs).T
    count, skip = divmod(first_run, WORDS)
    return _uniform(_words(seed, keys, (count, 0), skip + runs)[:, skip:]).T


def by_step(seed: int, keys: tuple[int, ...], steps: int, first_run: int, runs: int) -> Floats:
    """(step, stream, run) uniforms of steps 1 to ``steps``; a run's count serves four steps."""
    if (found := library.find()) is not None:
        return draws.by_step(found, seed, keys, steps, first_run, runs)
    table = np.empty((steps, len(keys), runs))
    for block in range(1, 1 + (steps + WORDS - 1) // WORDS):
        words = _words(seed, keys, (first_run, block), runs * WORDS)
        drawn = _uniform(words).reshape(len(keys), runs, WORDS)
        for word, row in enumerate(range((block - 1) * WORDS, min(block * WORDS, steps))):
            table[row] = drawn[:, :, word]
    return table


def _words(seed: int, keys: tuple[int, ...], start: tuple[int, int], count: int) -> Words:
    """(stream, word) raw 64-bit words of each stream from a counter on."""
    words = np.empty((len(keys), count), dtype=np.uint64)
    counter = np.array([*start, 0, 0], dtype=np.uint64)
    for row, key in enumerate(keys):
        stream = np.random.Philox(key=np.array([seed, key], dtype=np.uint64), counter=counter)
        words[row] = stream.random_raw(count)
    return words


def _uniform(words: Words) -> Floats:
    """Words as uniforms strictly between 0 and 1, in steps of 2⁻⁵²."""
    drawn = (words >> np.uint64(12)).astype(np.float64)
    drawn += 0.5
    drawn *= 2.0**-52
    return drawn
