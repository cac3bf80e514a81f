"""Draws by the compiled engine: the same bits as :mod:`sim.kernel.streams` makes with numpy."""

from ctypes import c_int64, c_uint64, c_void_p

import numpy as np

from sim.kernel.arrays import Array, Bools, Floats
from sim.kernel.engine.library import Library


def address(array: Array) -> int:
    """Where an array's numbers lie."""
    return int(array.ctypes.data)


def by_value(
    library: Library, seed: int, keys: tuple[int, ...], first_run: int, runs: int
) -> Floats:
    """(stream, run) as :func:`sim.kernel.streams.by_value` draws them."""
    names, drawn = np.array(keys, dtype=np.uint64), np.empty((len(keys), runs))
    library.by_value(
        c_uint64(seed),
        c_void_p(address(names)),
        c_int64(len(keys)),
        c_uint64(first_run),
        c_int64(runs),
        c_void_p(address(drawn)),
    )
    return drawn


def by_step(
    library: Library, seed: int, keys: tuple[int, ...], steps: int, first_run: int, runs: int
) -> Floats:
    """(step, stream, run) as :func:`sim.kernel.streams.by_step` draws them."""
    names, drawn = np.array(keys, dtype=np.uint64), np.empty((steps, len(keys), runs))
    library.by_step(
        c_uint64(seed),
        c_void_p(address(names)),
        c_int64(len(keys)),
        c_int64(steps),
        c_uint64(first_run),
        c_int64(runs),
        c_void_p(address(drawn)),
    )
    return drawn


def quantile(library: Library, ends: tuple[Floats, Floats, Floats], log: Bools, x: Floats) -> None:
    """(value, run) values at points of their triangular distributions, in place.

    ``ends`` are (value,) low, mode and high; ``log`` marks those whose logarithm they are of.
    """
    low, mode, high = (np.ascontiguousarray(end) for end in ends)
    marks = log.astype(np.uint8)
    places = [c_void_p(address(one)) for one in (low, mode, high, marks)]
    library.quantile(*places, c_int64(len(x)), c_int64(x.shape[1]), c_void_p(address(x)))
