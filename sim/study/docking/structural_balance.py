"""Docking to Marvel, Kleinberg, Kleinberg and Strogatz (2011), continuous-time structural balance.

Friendliness X, symmetric and with its diagonal, obeys dX/dt = X·X, so

    X(t) = X(0) (I − X(0) t)⁻¹,    t* = 1/λ₁,    factions: the signs of the leading eigenvector

where λ₁ > 0 is the greatest eigenvalue of X(0) and t* the time at which X blows up.
"""

from itertools import pairwise

import numpy as np

from sim.kernel.arrays import Floats
from sim.kernel.streams import by_value, stream_key
from sim.results.docking import Docked, Docking
from sim.study.docking.balance import SCALE, blown_up, evolve, plain, with_self

SEED = 2011
STEPS = 400  # kernel steps to half the time of the blow-up
STATES = 6
RANDOM = 200  # random starts whose factions are compared
CAMPS = np.array([1.0, 1.0, 1.0, -1.0, -1.0, -1.0])
BY_HAND: dict[str, Floats] = {
    "two camps of three": 0.35 * np.outer(CAMPS, CAMPS) + 0.1,
    "friends with one feud": np.array(
        [
            [0.5, 0.5, 0.5, 0.5],
            [0.5, 0.5, 0.5, 0.5],
            [0.5, 0.5, 0.5, -0.5],
            [0.5, 0.5, -0.5, 0.5],
        ]
    ),
    "three enemies": np.array([[0.0, -0.6, -0.4], [-0.6, 0.0, -0.5], [-0.4, -0.5, 0.0]]),
}


def closed_form(start: Floats, time: float) -> Floats:
    """X(t) = X(0) (I − X(0) t)⁻¹."""
    found: Floats = start @ np.linalg.inv(np.eye(len(start)) - start * time)
    return found


def blow_up(start: Floats) -> float:
    """t* = 1/λ₁ of a symmetric start; infinite where no eigenvalue is positive."""
    greatest = float(np.linalg.eigvalsh(start)[-1])
    return 1.0 / greatest if greatest > 0.0 else float("inf")


def factions(x: Floats) -> tuple[int, ...]:
    """(state,) 1 for the first state's side, −1 for the other: signs of the first eigenvector."""
    leading = np.linalg.eigh((x + x.T) / 2.0)[1][:, -1]
    return tuple(int(sign) for sign in np.sign(leading) * np.sign(leading[0]))


def sides(x: Floats) -> tuple[int, ...] | None:
    """(state,) the two camps that the signs of X themselves make; None if they make none."""
    signs = np.sign(x)
    camps = np.where(signs[0] == 0.0, 1.0, signs[0])
    camps[0] = 1.0
    whole = (signs == np.outer(camps, camps)) | np.eye(len(x), dtype=np.bool_)
    return tuple(int(camp) for camp in camps) if whole.all() else None


def runge_kutta(start: Floats, end: float, steps: int, *, self_terms: bool) -> Floats:
    """dX/dt = X·Xᵀ by the classical method of order 4, with or without the self terms."""
    kept = np.ones_like(start) if self_terms else 1.0 - np.eye(len(start))

    def slope(x: Floats) -> Floats:
        found: Floats = (x @ x.T) * kept
        return found

    x, dt = start * kept, end / steps
    for _ in range(steps):
        one = slope(x)
        two = slope(x + dt / 2 * one)
        three = slope(x + dt / 2 * two)
        x = x + dt / 6 * (one + 2 * two + 2 * three + slope(x + dt * three))
    return x


def random_starts(states: int, count: int, *, symmetric: bool = True) -> Floats:
    """(start, state, state) entries uniform between −1 and 1, from the program's own streams."""
    keys = tuple(
        stream_key(f"docking/balance/{i}-{j}") for i in range(states) for j in range(states)
    )
    drawn = 2.0 * by_value(SEED, keys, 0, count).reshape(count, states, states) - 1.0
    upper = np.triu(drawn)
    return upper + np.swapaxes(np.triu(drawn, 1), 1, 2) if symmetric else drawn


def relative(ours: Floats, theirs: Floats) -> float:
    """The greatest difference of any entry, relative to the greatest entry."""
    return float(np.abs(ours - theirs).max() / np.abs(theirs).max())


def order(start: Floats, exact: Floats, time: float, *, self_terms: bool) -> tuple[float, float]:
    """The measured order of convergence in dt, plain and after extrapolation to dt = 0."""
    stage = (with_self if self_terms else plain)(len(start))
    fine = [evolve(stage, start[None], np.array([time]), n)[0] for n in (200, 400, 800)]
    errors = [relative(x, exact) for x in fine]
    better = [relative(2.0 * b - a, exact) for a, b in pairwise(fine)]
    return float(np.log2(errors[1] / errors[2])), float(np.log2(better[0] / better[1]))


def docking() -> Docking:
    """The comparisons, by hand-made and by random starts."""
    chosen = {
        **BY_HAND,
        "random, six states": next(x for x in random_starts(STATES, 20) if blow_up(x) < np.inf),
    }
    rows = [row for name, start in chosen.items() for row in _rows(name, start)]
    return Docking(
        id="structural_balance",
        title="Structural balance in continuous time",
        sources=(
            "Marvel, S. A., Kleinberg, J., Kleinberg, R. D. and Strogatz, S. H. (2011)."
            " Continuous-time model of structural balance. PNAS 108(5): 1771-1776.",
            "Traag, V. A., Van Dooren, P. and De Leenheer, P. (2013). Dynamical models explaining"
            " social balance and evolution of cooperation. PLoS ONE 8(4), arXiv:1207.6588.",
        ),
        equations=(
            "theirs: dX/dt = X X, X symmetric with its diagonal; X(t) = X(0) (I - X(0) t)^-1;"
            " blow-up at 1/lambda_1; factions by the signs of the leading eigenvector",
            "ours: z[i,o] += rho_i phi_i sum over m of a[i,m] x[o,m] dt, with rho = phi = 1 and"
            f" alignments a = {SCALE:g} x; in the limit dX/dt = X X^T",
        ),
        rows=(*rows, *_many()),
        finds=_finds(chosen["random, six states"]),
        differs=(
            "The kernel has no self terms: nobody looks at or acts upon itself. The rows above use"
            " a world in which each state is one observer and two envoys, so that the self terms"
            " are there. Without them (one actor for each state, as in our worlds) the limit is"
            " another equation, and its factions need not be theirs: the share is given above.",
            "Where feelings are not mutual our limit is dX/dt = X X^T, not X X: an observer judges"
            " the owner by what the owner does to third parties. That is the form of Traag and"
            " others, who show that it almost always ends in balance, where X X need not.",
            "Nothing blows up here. Alignments of ordinary size are bounded by tanh, and deeds are"
            " chosen acts of bounded impact, not alignments; the limit strips both.",
        ),
    )


def _rows(name: str, start: Floats) -> tuple[Docked, ...]:
    """One start: where it is at half its time, when it blows up, into which factions."""
    stage, end = with_self(len(start)), blow_up(start)
    one = evolve(stage, start[None], np.array([end / 2.0]), STEPS)[0]
    two = evolve(stage, start[None], np.array([end / 2.0]), 2 * STEPS)[0]
    half = 2.0 * two - one  # extrapolated to dt = 0
    exact = closed_form(start, end / 2.0)
    ours = end / 2.0 + 1.0 / float(np.linalg.eigvalsh((half + half.T) / 2.0)[-1])
    ends = sides(blown_up(stage, start[None])[0])
    return (
        Docked(f"{name}: greatest entry of X at half the time", *_extreme(exact, half), 1e-4),
        Docked(f"{name}: time of the blow-up", end, ours, 1e-4 * end),
        Docked(f"{name}: factions", _camps(factions(start)), _camps(ends)),
    )


def _many() -> tuple[Docked, ...]:
    """Random starts: how many end in the factions that the leading eigenvector foretells."""
    starts = _rising(random_starts(STATES, RANDOM))
    ends = blown_up(with_self(STATES), starts)
    same = sum(sides(x) == factions(start) for x, start in zip(ends, starts, strict=True))
    what = f"random starts of {STATES} states that end in the factions foretold"
    return (Docked(what, float(len(starts)), float(same)),)


def _finds(start: Floats) -> tuple[tuple[str, str], ...]:
    """Orders of convergence, and what becomes of the model without self terms or symmetry."""
    time = blow_up(start) / 2.0
    first, second = order(start, closed_form(start, time), time, self_terms=True)
    hollow = runge_kutta(start, time, 2000, self_terms=False)
    bare, _ = order(start, hollow, time, self_terms=False)
    starts = _rising(random_starts(STATES, RANDOM) * (1.0 - np.eye(STATES)))
    ends = [sides(x) for x in blown_up(plain(STATES), starts)]
    camps = [end for end in ends if end is not None]
    same = sum(end == factions(x) for end, x in zip(ends, starts, strict=True))
    one_way = random_starts(STATES, 1, symmetric=False)[0]
    until = 0.3 / float(np.linalg.norm(one_way, 2))
    exact = runge_kutta(one_way, until, 2000, self_terms=True)
    directed, _ = order(one_way, exact, until, self_terms=True)
    return (
        ("order of convergence in dt, random start", f"{first:.2f}"),
        ("the same after extrapolation to dt = 0", f"{second:.2f}"),
        ("order of convergence without self terms, to that equation", f"{bare:.2f}"),
        ("order of convergence to X X^T, feelings not mutual", f"{directed:.2f}"),
        (
            "without self terms: random starts that end in two camps (or one)",
            f"{len(camps)} of {len(starts)}",
        ),
        (
            "without self terms: random starts that end in the factions theirs end in",
            f"{same} of {len(starts)}",
        ),
    )


def _rising(starts: Floats) -> Floats:
    """The starts that blow up: those with a positive eigenvalue."""
    return starts[np.linalg.eigvalsh(starts)[:, -1] > 0.0]


def _extreme(theirs: Floats, ours: Floats) -> tuple[float, float]:
    at = np.unravel_index(np.abs(theirs).argmax(), theirs.shape)
    return float(theirs[at]), float(ours[at])


def _camps(signs: tuple[int, ...] | None) -> str:
    """``1 2 3 against 4 5`` for the sides of states 1 to 5."""
    if signs is None:
        return "none"
    camps = [[str(n) for n, sign in enumerate(signs, 1) if sign == side] for side in (1, -1)]
    return " against ".join(" ".join(camp) for camp in camps if camp)
