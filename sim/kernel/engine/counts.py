"""Counting many columns of values in bins, by the compiled engine where there is one."""

from ctypes import c_float, c_int64, c_void_p

import numpy as np
from numpy.typing import NDArray

from sim.kernel.arrays import Array
from sim.kernel.engine.draws import address
from sim.kernel.engine.library import find

TOGETHER = 64  # columns worked on at a time, so that they stay near the processor


def count(values: Array, width: float, first: int, counts: NDArray[np.uint32]) -> None:
    """Add (column, run) values to (column, bin) counts, in place.

    Bins are centred on whole multiples of ``width``, from ``first`` times it on; a value beyond an
    end counts at that end.
    """
    found = find()
    if found is None or values.dtype != np.float32:
        _count(values, width, first, counts)
        return
    columns, bins = counts.shape
    rows = np.ascontiguousarray(values)
    found.count(
        c_void_p(address(rows)),
        c_int64(columns),
        c_int64(rows.shape[1]),
        c_float(width),
        c_int64(first),
        c_int64(bins),
        c_void_p(address(counts)),
    )


def _count(values: Array, width: float, first: int, counts: NDArray[np.uint32]) -> None:
    bins = counts.shape[1]
    for start in range(0, len(counts), TOGETHER):
        some = counts[start : start + TOGETHER]
        place = np.rint(values[start : start + TOGETHER] / width).astype(np.intp) - first
        place = np.clip(place, 0, bins - 1) + np.arange(len(some))[:, None] * bins
        counted = np.bincount(place.ravel(), minlength=some.size)
        some += counted.reshape(some.shape).astype(np.uint32)
