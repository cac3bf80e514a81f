"""exp and tanh on arrays, operation by operation as in ``engine.c``: the same bits everywhere.

Those of numpy and of C libraries differ in their last bit from machine to machine.
"""

from math import factorial

import numpy as np

from sim.kernel.arrays import Floats

BIG = 6755399441055744.0  # 1.5 · 2^52: adding it rounds to a whole number
LOG2_E = 1.4426950408889634
LN2_HIGH, LN2_LOW = 0.693147180369123816490, 1.90821492927058770002e-10
TERMS = tuple(1.0 / factorial(n) for n in range(13, -1, -1))  # of the Taylor series, last first


def exp(x: Floats) -> Floats:
    """e^x, from its Taylor series on |r| <= ln 2 / 2, times a power of two."""
    x = np.minimum(np.maximum(x, -700.0), 700.0)
    shifted = x * LOG2_E + BIG
    k = shifted - BIG
    r = (x - k * LN2_HIGH) - k * LN2_LOW
    y = np.full_like(r, TERMS[0])
    for term in TERMS[1:]:
        y *= r
        y += term
    power = (shifted.view(np.int64) - np.float64(BIG).view(np.int64) + 1023) << 52
    y *= power.view(np.float64)
    return y


def tanh(x: Floats) -> Floats:
    """tanh x after Moshier's Cephes: a rational function near zero, by exp elsewhere."""
    size, z = np.abs(x), x * x
    p = -9.64399179425052238628e-1 * z + -9.92877231001918586564e1
    p = p * z + -1.61468768441708447952e3
    q = z + 1.12811678491632931402e2
    q = q * z + 2.23548839060100448583e3
    q = q * z + 4.84406305325125486048e3
    near = x + x * z * (p / q)
    far = 1.0 - 2.0 / (exp(size + size) + 1.0)
    return np.where(size < 0.625, near, np.where(x < 0.0, -far, far))
