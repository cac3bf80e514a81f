"""Runs of a case, and what two of them have in common."""

from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.binding import Case
from sim.kernel.state import State
from sim.kernel.step import Moment

Rows = slice | NDArray[np.intp]


def rolled(
    case: Case,
    *,
    seed: int = 1,
    first_run: int = 0,
    runs: int = 20,
    steps: int = 12,
    post: bool = False,
) -> list[Moment]:
    return list(case.roll(case.luck(seed, first_run, runs, steps), post=post))


def differences(one: State, other: State, rows: Rows = slice(None)) -> list[str]:
    """Fields of the state in which ``one`` is not, to the last bit, these rows of ``other``."""
    return [
        field.name
        for field in fields(State)
        if not same_bits(getattr(one, field.name), getattr(other, field.name)[rows])
    ]


def same_bits(one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Equal as bytes: 0.0 is not −0.0."""
    return one.shape == other.shape and one.tobytes() == other.tobytes()


def assert_same(ones: list[Moment], others: list[Moment], rows: Rows = slice(None)) -> None:
    """The same path, to the last bit: odds, deeds, and everything in the state."""
    assert len(ones) == len(others)
    for one, other in zip(ones, others, strict=True):
        assert same_bits(one.odds.probability, other.odds.probability[rows])
        assert same_bits(one.taken, other.taken[rows])
        assert differences(one.after, other.after, rows) == [], f"step {one.step}"
