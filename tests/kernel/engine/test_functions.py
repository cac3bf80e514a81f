"""exp and tanh of our own: right to the last bits, and the same bits in every engine."""

from decimal import Decimal, localcontext

import numpy as np
import pytest

from sim.kernel.algebra import LEAF, Tree, exp, tanh
from sim.kernel.arrays import Floats
from sim.kernel.decide import TILT_LIMIT
from sim.kernel.engine import compiled, functions
from sim.kernel.frame import Frame
from sim.kernel.latent import LATENT_LIMIT
from sim.kernel.program import CONSTANT, Group, Program
from sim.kernel.symbols import Layout
from tests.kernel.engine.engines import COMPILED, MACHINE, library_of

DICE = np.random.default_rng(1)
TINY = np.array([0.0, 5e-324, 1e-310, 1e-300, 1e-160, 1e-20, 1e-17, 1e-9, 1e-5])
EDGES = np.array([0.5, 0.625, np.nextafter(0.625, 0.0), np.log(2.0) / 2.0, 1.0, np.log(2.0), 8.0])
WIDE = np.concatenate([DICE.uniform(-700.0, 700.0, 2000), [-700.0, 700.0, -1e9, 1e9]])


def both_signs(x: Floats) -> Floats:
    return np.concatenate([x, -x])


TILTS = np.concatenate([DICE.uniform(-TILT_LIMIT, TILT_LIMIT, 4000), both_signs(TINY)])
LATENTS = np.concatenate(
    [DICE.uniform(-LATENT_LIMIT, LATENT_LIMIT, 4000), DICE.normal(0.0, 0.3, 2000), both_signs(TINY)]
)
LATENTS = np.concatenate([LATENTS, both_signs(EDGES)])


def relative(found: Floats, exact: list[Decimal]) -> float:
    """The largest relative error."""
    with localcontext(prec=60):
        return max(
            float(abs(Decimal(float(y)) / truth - 1)) if truth else abs(float(y))
            for y, truth in zip(found, exact, strict=True)
        )


def exact_exp(x: float) -> Decimal:
    with localcontext(prec=60):
        return Decimal(x).exp()


def exact_tanh(x: float) -> Decimal:
    with localcontext(prec=60):
        if abs(x) < 1e-12:
            return Decimal(x) - Decimal(x) ** 3 / 3
        grown = (2 * Decimal(x)).exp()
        return (grown - 1) / (grown + 1)


def test_exp_is_right_to_the_last_bits() -> None:
    found = functions.exp(TILTS)
    assert relative(found, [exact_exp(float(x)) for x in TILTS]) < 4e-16
    assert functions.exp(np.zeros(1)).tolist() == [1.0]


def test_tanh_is_right_to_the_last_bits_however_small() -> None:
    found = functions.tanh(LATENTS)
    assert relative(found, [exact_tanh(float(x)) for x in LATENTS]) < 4e-16
    small = both_signs(TINY[TINY < 1e-8])
    assert np.array_equal(functions.tanh(small), small)


def test_exp_is_kept_from_overflow() -> None:
    ends = functions.exp(np.array([-1e9, -700.0, 700.0, 1e9]))
    assert np.isfinite(ends).all()
    assert ends[0] == ends[1] > 0.0
    assert ends[2] == ends[3]


def test_no_step_leads_down() -> None:
    """Where pieces meet, too: exp changes its power of two, tanh its formula."""
    x = np.sort(np.concatenate([TILTS, EDGES + 1e-15, EDGES - 1e-15, EDGES]))
    assert (np.diff(functions.exp(x)) >= 0.0).all()
    x = np.sort(np.concatenate([LATENTS, np.linspace(0.62, 0.63, 2001)]))
    assert (np.diff(functions.tanh(x)) >= 0.0).all()


def test_tanh_is_odd_and_stays_below_one() -> None:
    assert np.array_equal(functions.tanh(-LATENTS), -functions.tanh(LATENTS))
    assert (np.abs(functions.tanh(LATENTS)) < 1.0).all()
    assert functions.tanh(both_signs(np.array([30.0, 1e9]))).tolist() == [1.0, 1.0, -1.0, -1.0]


@pytest.mark.parametrize("name", [*COMPILED, *MACHINE])
def test_the_same_bits_in_every_engine(name: str) -> None:
    x = np.concatenate([TILTS, LATENTS, WIDE])
    bench = compiled.Bench(two_functions(), len(x), library_of(name))
    bench.put(slice(0, 1), x[None])
    bench.work("begin")
    assert bench.get(slice(0, 1)).tobytes() == x.tobytes()
    assert bench.get(slice(1, 2)).tobytes() == functions.exp(x).tobytes()
    assert bench.get(slice(2, 3)).tobytes() == functions.tanh(x).tobytes()
    assert bench.get(slice(4, 5)).tobytes() == functions.exp(x).tobytes()


def two_functions() -> Program:
    """Slots 1 and 2 are exp and tanh of slot 0; slot 4 is slot 3, which is 1, times exp."""
    layout = Layout()
    for symbol, key in (("x", 0), ("exp", 0), ("tanh", 0), (CONSTANT, 1.0), ("product", 0)):
        layout.lay(symbol, [key])
    x, one = Tree(LEAF, (0,)), Tree(LEAF, (3,))
    trees = {1: exp(x), 2: tanh(x), 4: one * exp(x)}
    groups = [
        Group("made up", "y", tree.form, ((slot, tree.leaves),))
        for slot, tree in trees.items()
        if isinstance(tree, Tree)
    ]
    frame = Frame(actors=0, parties=0, theatres=0, levels=(), acts=())
    return Program(frame, frozenset(), layout, {"begin": tuple(groups)}, slice(0, 1))
