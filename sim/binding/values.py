"""What a run draws: every ranged value once, by the value's own name.

Values are triangular over their range with the mode at the stated value; rates are triangular in
the logarithm, since their ranges span factors. A value without a spread is itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.kernel.arrays import Bools, Floats
from sim.kernel.engine import draws, library
from sim.kernel.engine.functions import exp
from sim.kernel.streams import by_value, stream_key
from sim.world import Quantity
from sim.world.paths import drawn_by


@dataclass(frozen=True)
class Way:
    """From the stated value in a column of a table to an end of its range, or beyond."""

    column: int
    path: str
    stated: float
    end: float
    low: float
    high: float
    logarithmic: bool

    def at(self, share: float) -> float:
        """The value so far along; rates are walked by their logarithm."""
        if self.logarithmic:
            return float(self.stated * (self.end / self.stated) ** share)
        return self.stated + share * (self.end - self.stated)


@dataclass(frozen=True)
class ValueTable:
    """Every ranged value of a scenario in its world, in canonical order. Arrays are (value,)."""

    paths: tuple[str, ...]
    keys: tuple[int, ...]  # stream of each value
    low: Floats
    mode: Floats
    high: Floats
    logarithmic: Bools

    @cached_property
    def ranged(self) -> Bools:
        """(value,) whether it is unsure: its range is no point."""
        return self.high > self.low

    def column(self, path: str) -> int:
        """The column of a value. KeyError if there is none."""
        return self.columns[path]

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Path -> column."""
        return {path: column for column, path in enumerate(self.paths)}

    def uniforms(self, seed: int, first_run: int, runs: int) -> Floats:
        """(run, value) the luck of each run with each value."""
        return by_value(seed, self.keys, first_run, runs)

    def quantile(self, uniforms: Floats) -> Floats:
        """(run, value) each value at the given point of its distribution."""
        low, mode, high = (self.scaled(array) for array in (self.low, self.mode, self.high))
        if (found := library.find()) is not None:
            values = np.array(uniforms.T, order="C")
            draws.quantile(found, (low, mode, high), self.logarithmic, values)
            return values.T
        width = np.where(high > low, high - low, 1.0)
        turn = (mode - low) / width
        rising = uniforms < turn
        share = np.where(rising, uniforms, 1.0 - uniforms)
        away = np.sqrt(share * np.where(rising, width * (mode - low), width * (high - mode)))
        drawn = np.where(rising, low + away, high - away)
        drawn[:, high <= low] = mode[high <= low]
        drawn[:, self.logarithmic] = exp(drawn[:, self.logarithmic])
        return np.asarray(drawn, dtype=np.float64)

    def draws_as(self, other: "ValueTable") -> bool:
        """Whether the same luck draws the same values from another table."""
        mine, theirs = ((x.low, x.mode, x.high, x.logarithmic) for x in (self, other))
        return self.keys == other.keys and all(map(np.array_equal, mine, theirs))

    def central(self, runs: int) -> Floats:
        """(run, value) every value as stated, for each run."""
        return np.asfortranarray(np.broadcast_to(self.mode, (runs, len(self.mode))))

    def way(self, column: int, end: float) -> Way:
        """The way from the stated value in a column to an end."""
        low, stated, high = (float(one[column]) for one in (self.low, self.mode, self.high))
        path, logarithmic = self.paths[column], bool(self.logarithmic[column])
        return Way(column, path, stated, float(end), low, high, logarithmic)

    def scaled(self, array: Floats) -> Floats:
        """(..., value) values on the scale that they vary on: rates by their logarithm."""
        return np.where(self.logarithmic, np.log(np.where(self.logarithmic, array, 1.0)), array)


def value_table(known: Mapping[str, Quantity]) -> ValueTable:
    """The table of values by path, in the order of the names that they are drawn by."""
    quantities = {path: known[path] for path in sorted(known, key=drawn_by)}
    rows = list(quantities.values())
    return ValueTable(
        paths=tuple(quantities),
        keys=tuple(stream_key(f"value/{drawn_by(path)}") for path in quantities),
        low=np.array([q.low for q in rows], dtype=np.float64),
        mode=np.array([q.value for q in rows], dtype=np.float64),
        high=np.array([q.high for q in rows], dtype=np.float64),
        logarithmic=np.array([q.kind == "rate" for q in rows], dtype=np.bool_),
    )
