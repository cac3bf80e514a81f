"""An expression as text means what the expression means."""

import math
import random

import pytest

from sim.kernel.algebra import (
    LEAF,
    Tree,
    every,
    largest,
    latest,
    maximum,
    minimum,
    total,
    where,
)
from sim.kernel.evaluate import valued
from sim.kernel.infix import pruned, written
from sim.kernel.program import CONSTANT
from sim.kernel.specimen import specimen

A, B, C, D = (Tree(LEAF, (slot,)) for slot in range(4))
NAMES = "abcd"


def spelt(tree: Tree) -> str:
    return written(tree.form, tree.leaves, _spell)


def _spell(leaf: float | int) -> str:
    return f"{leaf:g}" if isinstance(leaf, float) else NAMES[leaf]


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (A + B * C, "a + b * c"),
        ((A + B) * C, "(a + b) * c"),
        (A * (B * C), "a * b * c"),
        (A - (B - C), "a - (b - c)"),
        (A - B - C, "a - b - c"),
        (A + -(B * C), "a - b * c"),
        (A - -B, "a - (-b)"),
        (-(A + B), "-(a + b)"),
        (A / (B * C), "a / (b * c)"),
        (total([A, B, C]), "a + b + c"),
        (total([-A, -B]), "-a - b"),
        (A * total([B]), "a * b"),
        (A * total([B, C]), "a * (b + c)"),
        (total([]) * A, "0 * a"),
        (A + total([]) - total([]), "a"),
        (every([]), "1"),
        (
            every([(A >= 1.0) * (A <= 2.0), (B >= 1.0) * (B <= C)]),
            "a >= 1 and a <= 2 and b >= 1 and b <= c",
        ),
        ((A >= 1.0) * (A < 2.0) * B + C, "(a >= 1 and a < 2) * b + c"),
        (largest([]), "0"),
        (largest([A, B]), "max(0, a, b)"),
        (maximum(0.0, -A) + minimum(1.0, B), "max(0, -a) + min(1, b)"),
        (where(A > B, C, D) * A, "(c if a > b else d) * a"),
        (latest(A, [(B >= 1.0, 2.0), (C >= 1.0, 3.0)]), "3 if c >= 1 else 2 if b >= 1 else a"),
    ],
)
def test_as_few_brackets_as_needed(tree: Tree, text: str) -> None:
    assert spelt(tree) == text


def test_terms_that_are_zero_are_left_out_of_sums() -> None:
    tree = A * total([B * C, C * D, D * B])
    values = {0: 1.0, 1: 0.0, 2: 2.0, 3: 3.0}
    leaves = pruned(tree.form, tree.leaves, lambda leaf: values.get(leaf, leaf))
    assert written(tree.form, leaves, _spell) == "a * c * d"
    values[3] = 0.0
    leaves = pruned(tree.form, tree.leaves, lambda leaf: values.get(leaf, leaf))
    assert written(tree.form, leaves, _spell) == "a * 0"


def test_every_law_means_what_its_text_says() -> None:
    program, dice = specimen(), random.Random(7)
    constants = {slot: float(value) for value, slot in program.slots(CONSTANT).items()}
    numbers = {slot: dice.uniform(-1.0, 1.0) for slot in range(program.layout.width)} | constants
    names = {f"s{slot}": value for slot, value in numbers.items()}
    known = {"exp": math.exp, "tanh": math.tanh, "max": max, "min": min}

    def spell(slot: float | int) -> str:
        return f"{constants[int(slot)]:g}" if int(slot) in constants else f"s{int(slot)}"

    met = 0
    for group in (group for groups in program.segments.values() for group in groups):
        for _, leaves in group.rows:
            exact = valued(group.form, leaves, lambda slot: numbers[int(slot)])
            for some in (leaves, pruned(group.form, leaves, lambda slot: numbers[int(slot)])):
                text = written(group.form, some, spell)
                read = eval(text, {"__builtins__": {}, **known}, names)
                assert float(read) == pytest.approx(exact, rel=1e-12, abs=1e-12), text
            met += 1
    assert met > 500
