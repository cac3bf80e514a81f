"""Docking to Richardson's arms race: two actors, linear limit, and where R crosses 1.

Richardson (1960): dx/dt = k y − a x + g,  dy/dt = l x − b y + h. Stable if and only if ab > kl;

    x* = (k h + b g) / (ab − kl),   y* = (l g + a h) / (ab − kl)

In our laws x is what the first state holds against the second (grievance), y the reverse. Let each
have N actions that harm the other by h_o, base rate ½, retaliation its one motive, no habituation;
let deeds be chances (the expected update). Grievance keeps 1 − a of itself in a step and takes up
harm beyond what is expected; for small grievance an action's chance rises by ¼ λ w h_o times it:

    x ← (1 − a) x + k y + g,    k = ¼ N λ₂ w₂ h₂²,    l = ¼ N λ₁ w₁ h₁²

which is Richardson's equation in steps of dt = 1. ``g`` and ``h`` are acts that nobody expects,
done in every step without a choice. All grievance fades at one rate, so that b = a here.
"""

from dataclasses import dataclass, replace
from math import log, sqrt
from typing import Any

import numpy as np

from sim.binding import Case
from sim.kernel.arrays import Floats
from sim.kernel.step import advance, odds
from sim.results.docking import Docked, Docking
from sim.study.docking.bare import bare_case
from sim.study.stability.aftermath import escalatory_actions
from sim.study.stability.critical import crossing
from sim.study.stability.reproduction import next_generation, radius

RATE = 0.5  # base rate: there the response is even in its error, so that the limit comes soon
HARM = (0.1, 0.2)  # of an action of the first and of the second state
ACTS = 40  # actions of each state in the comparisons of R
FEW = 20  # the same where R is computed many times over


@dataclass(frozen=True)
class Race:
    """Richardson's coefficients, b being a."""

    k: float
    l: float  # noqa: E741  Richardson's letter
    a: float
    g: float = 0.0
    h: float = 0.0

    @property
    def ratio(self) -> float:
        """√(kl / ab): below 1 the race is stable."""
        return sqrt(self.k * self.l) / self.a

    @property
    def equilibrium(self) -> tuple[float, float]:
        """(x*, y*)."""
        below = self.a**2 - self.k * self.l
        x = (self.k * self.h + self.a * self.g) / below
        return x, (self.l * self.g + self.a * self.h) / below

    @property
    def growth(self) -> float:
        """The greater root of the continuous equations: below 0 the race is stable."""
        return sqrt(self.k * self.l) - self.a

    def after(self, time: float) -> Floats:
        """(2,) x and y at a time, both having been 0."""
        slope = np.array([[-self.a, self.k], [self.l, -self.a]])
        roots: Any
        roots, modes = np.linalg.eig(slope)
        rest = np.array(self.equilibrium)
        part = np.linalg.solve(modes, -rest)
        found: Floats = rest + (modes @ (part * np.exp(roots * time))).real
        return found

    def in_steps_of(self, dt: float) -> "Race":
        """The same race with everything that happens in a unit of time done in 1/dt steps."""
        return Race(*(value * dt for value in (self.k, self.l, self.a, self.g, self.h)))


def world(race: Race, acts: int = ACTS) -> Case:
    """The bare world of a race: ``acts`` actions of each state, then one standing act of each."""
    owners = [0] * acts + [1] * acts + [0, 1]
    precision = [
        strength / (acts * RATE * (1.0 - RATE) * harm**2)
        for strength, harm in zip((race.l, race.k), HARM, strict=True)
    ]
    return bare_case(
        2,
        [(action, owner, 1 - owner) for action, owner in enumerate(owners)],
        {
            "x": [-HARM[owner] for owner in owners[:-2]] + [-1.0, -1.0],
            "base_rate": [RATE] * (2 * acts) + [0.0, 0.0],
            "precision": precision,
            "weight.retaliation": [1.0, 1.0],
        },
        on=("retaliation",),
        half_lives={"grievance": log(0.5) / log(1.0 - race.a)},
        escalating=True,
    )


def play(race: Race, steps: int, start: tuple[float, float] = (0.0, 0.0)) -> Floats:
    """(step, 2) x and y of the kernel's expected update, the start included."""
    case = world(race)
    batch = case.batch_of(case.values.central(1))
    state = replace(batch.start, grievance=np.array([start]))
    path = [state.grievance[0]]
    for number in range(1, steps + 1):
        likely = odds(batch, state)
        deeds = likely.probability.copy()
        deeds[0, -2:] = race.h, race.g  # the first state's standing act is felt by the second
        state = advance(batch, state, number, likely, deeds).after
        path.append(state.grievance[0])
    return np.array(path)


def r_of(race: Race, acts: int = ACTS) -> float:
    """R of the race, by the program's own function."""
    case = world(race, acts)
    return radius(next_generation(case, case.values.central(1), escalatory_actions(case))[0])


def docking() -> Docking:
    """The comparisons."""
    calm, pressed = Race(0.2, 0.3, 0.5, 0.01, 0.02), Race(0.45, 0.5, 0.5, 0.0004, 0.0001)
    return Docking(
        id="arms_race",
        title="The two-nation arms race",
        sources=("Richardson, L. F. (1960). Arms and Insecurity. Pittsburgh: Boxwood Press.",),
        equations=(
            "theirs: dx/dt = k y - a x + g, dy/dt = l x - b y + h; stable if and only if ab > kl;"
            " x* = (k h + b g) / (ab - kl), y* = (l g + a h) / (ab - kl)",
            "ours: g[1,2] <- keep g[1,2] - sum over actions of x (chance - expected), chance ="
            " logistic(logit b + lambda w h g); a = 1 - keep, k = N b (1 - b) lambda_2 w_2 h_2^2,"
            f" l likewise, base rate b = {RATE:g}, R by sim.study.stability with N = {ACTS}"
            " actions of each state",
        ),
        rows=(
            *_equilibrium("stable race", calm),
            *_equilibrium("nearly unstable race", pressed),
            *(_r(ratio) for ratio in (0.5, 0.9, 1.0, 1.1, 1.5)),
            _crossing(),
            *(_growth(ratio) for ratio in (0.9, 1.1)),
        ),
        finds=_finds(calm),
        differs=(
            "In our worlds all grievance fades at one half-life, so b = a: the condition is"
            " tested as a^2 > kl with k and l unequal, not for a unlike b.",
            "The match holds for small grievance. Chances are bounded, so an unstable race of"
            " ours does not grow without end; it settles where everyone acts as often as can be.",
            "Habituation is switched off here: with it what repeats comes to be expected and no"
            " longer feeds grievance. R as the program defines it leaves habituation out as well.",
            "In a world of ours R counts actions of all actors through all motives; two actors"
            " and one motive are the case in which Richardson's condition can be written down.",
        ),
    )


def _equilibrium(name: str, race: Race) -> tuple[Docked, ...]:
    x, y = race.equilibrium
    ours = play(race, 400)[-1]
    return (
        Docked(f"{name}: x at rest", x, float(ours[0]), 1e-3 * x),
        Docked(f"{name}: y at rest", y, float(ours[1]), 1e-3 * y),
    )


def _tuned(ratio: float) -> Race:
    """A race with the given √(kl/ab), k twice l."""
    return Race(ratio * 0.5 * sqrt(2.0), ratio * 0.5 / sqrt(2.0), 0.5)


def _r(ratio: float) -> Docked:
    return Docked(f"sqrt(kl/ab) = {ratio:g}: R", ratio, r_of(_tuned(ratio)), 2e-3)


def _crossing() -> Docked:
    """By how much λ must be multiplied for R = 1, and for ab = kl."""
    race = _tuned(0.8)
    case = world(race, FEW)
    found = crossing(case, case.values.central(1), escalatory_actions(case)).multiplier
    what = (
        "sqrt(kl/ab) = 0.8: factor on lambda at which kl = ab (theirs), at which R crosses 1 (ours)"
    )
    return Docked(what, 1.0 / race.ratio, float("nan") if found is None else found, 2e-3)


def _growth(ratio: float) -> Docked:
    """The factor by which a small quarrel grows in a step: 1 + √(kl) − a."""
    race = _tuned(ratio)
    path = play(race, 40, (1e-6, 1e-6))
    grown = float(path[-1].sum() / path[-2].sum())
    what = f"sqrt(kl/ab) = {ratio:g}: growth of a small quarrel in a step"
    return Docked(what, 1.0 + race.growth, grown, 1e-4)


def _finds(race: Race) -> tuple[tuple[str, str], ...]:
    """How the limits are approached."""
    errors = [abs(r_of(_tuned(1.0), acts) - 1.0) for acts in (10, 20, 40)]
    exact = race.after(4.0)
    apart = [
        float(np.abs(play(race.in_steps_of(1.0 / n), 4 * n)[-1] - exact).max())
        for n in (20, 40, 80)
    ]
    return (
        (
            "R - 1 at ab = kl with 10, 20 and 40 actions of each state",
            ", ".join(f"{error:.1e}" for error in errors),
        ),
        ("order of convergence of R in 1/N", f"{np.log2(errors[1] / errors[2]):.2f}"),
        (
            "order of convergence of the path to the differential equation in dt",
            f"{np.log2(apart[1] / apart[2]):.2f}",
        ),
    )
