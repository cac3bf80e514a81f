"""The latent alignment z, to which mechanisms add, and the bounds within which numbers stay."""

from sim.kernel import decide
from sim.kernel.algebra import clip, minimum, tanh, total
from sim.kernel.law import Bookings
from sim.kernel.memory.tension import MAX_TENSION
from sim.kernel.symbols import Symbols, Values

BOUND = "bound"  # the ledger's name for what the numerical bound on z takes away
LATENT_LIMIT = 8.0  # |z|; tanh 8 = 0.9999998. A numerical bound, booked and reported if reached


def latent(s: Symbols, p: Values) -> Bookings:
    """latent[i,j] = z[i,j], to which every mechanism adds"""
    for pair in p.pairs:
        yield pair, s.z[pair]


def held(s: Symbols, p: Values) -> Bookings:
    """held[i,j] = latent[i,j] within the numerical bound"""
    for pair in p.pairs:
        yield pair, clip(s.latent[pair], -LATENT_LIMIT, LATENT_LIMIT)


def bound(s: Symbols, p: Values) -> Bookings:
    """what the numerical bound takes away"""
    for pair in p.pairs:
        yield (BOUND, -1, *pair), s.held[pair] - s.latent[pair]


def settled(s: Symbols, p: Values) -> Bookings:
    """z[i,j] = held[i,j]"""
    for pair in p.pairs:
        yield pair, s.held[pair]


def aligned(s: Symbols, p: Values) -> Bookings:
    """a[i,j] = tanh held[i,j]"""
    for pair in p.pairs:
        yield pair, tanh(s.held[pair])


def alignment(s: Symbols, p: Values) -> Bookings:
    """a[i,j] = tanh z[i,j]"""
    for pair in p.pairs:
        yield pair, tanh(s.z[pair])


def bounded(s: Symbols, p: Values) -> Bookings:
    """bounded = 1 from the first step on in which odds, an alignment or a tension meets a bound"""
    upper = [*((s.tilt[act.k], decide.TILT_LIMIT) for act in p.acts)]
    upper += [(s.e[q], MAX_TENSION) for q in p.theatres]
    lower = [*((s.tilt[act.k], -decide.TILT_LIMIT) for act in p.acts)]
    lower += [(s.e[q], 0.0) for q in p.theatres]
    reached = total(x >= high for x, high in upper) + total(x <= low for x, low in lower)
    beyond = total(s.latent[pair] > LATENT_LIMIT for pair in p.pairs)
    below = total(s.latent[pair] < -LATENT_LIMIT for pair in p.pairs)
    yield 0, minimum(1.0, s.bounded[0] + reached + beyond + below)
