"""The arithmetic of one month of one run: what moved an alignment, or what made an act likely.

Every sum is an expression of a law as it was traced, with the names and the numbers of the world in
it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.binding import Case, build_case
from sim.kernel.asked import RUN, SEED, is_month
from sim.kernel.order import LEDGER
from sim.ledger.sums import (
    ActionArithmetic,
    Arithmetic,
    Choice,
    Contribution,
    MotivePart,
    PairArithmetic,
)
from sim.ledger.workings import Workings, workings
from sim.world import Problem, Scenario, World, WorldError
from sim.world.month import month_of, months_between
from sim.world.problems import suggest


def arithmetic(
    world: World,
    scenario: Scenario,
    *,
    run: int,
    month: str | int,
    pair: str | None = None,
    action: str | None = None,
    seed: int = 0,
) -> Arithmetic:
    """The sums behind one alignment or one act, in one month of run number ``run``.

    ``month`` is a month (``"2024-09"``) or the number of a step, from 1. Give either ``pair``
    (``"JPN>KOR"``) or ``action``. Raises ``WorldError`` for a month outside the run and an unknown
    pair or action, ``ValueError`` unless one of them is given and for another ``run`` or ``seed``
    than a whole number from 0 on.
    """
    if (pair is None) == (action is None):
        raise ValueError("give either a pair or an action")
    RUN.check(run)
    SEED.check(seed)
    step = step_of(month, world.date, scenario.steps)
    case = build_case(world, scenario)
    number = _known(pair, case.names.seen_pairs, "is no pair with an alignment of its own")
    number = number or _known(action, case.names.actions, "is no action of anyone")
    shown = workings(world, scenario, case, case.luck(seed, run, 1, step), step)
    at = (run, step, month_of(world.date, step))
    return _pair(shown, at, number) if action is None else _action(shown, at, number)


def step_of(month: str | int, start: str, steps: int) -> int:
    """The step of a month or of its own number. Raises ``WorldError`` outside of the run."""
    text = str(month)
    if is_month(text):
        step = months_between(start, text) + 1
    elif text.isdecimal():
        step = int(text)
    else:
        raise _fault(f"`{text}` is no month", "Write it as 2024-09, or as the number of a step")
    if not 1 <= step <= steps:
        last = month_of(start, steps)
        hint = f"It goes from {start} (step 1) to {last} (step {steps})"
        raise _fault(f"the run has no month {text}", hint)
    return step


def _known(name: str | None, known: Sequence[str], fault: str) -> str:
    if name is None:
        return ""
    if name not in known:
        hint = suggest(name, known)
        if name.isalpha() and name.isupper():  # what a shell has left of a pair
            hint += " In a terminal, quote a pair: --pair 'RUS>KOR'."
        raise _fault(f"`{name}` {fault}", hint)
    return name


def _fault(message: str, hint: str) -> WorldError:
    return WorldError([Problem("", 0, message, hint)])


def _pair(shown: Workings, at: tuple[int, int, str], pair: str) -> PairArithmetic:
    case, program, now = shown.case, shown.program, shown.now
    source, target = pair.split(">")
    key = (case.names.parties.index(source), case.names.parties.index(target))
    booked = program.expressions(LEDGER)
    found = [
        Contribution(
            mechanism,
            case.names.actions[k] if k >= 0 else "",
            bool(k >= 0 and now[program.slots("taken")[k]] >= 1.0),
            shown.sum(slot, booked[slot].added),
        )
        for (mechanism, k, *toward), slot in program.slots("ledger").items()
        if tuple(toward) == key and now[slot] != 0.0
    ]
    found.sort(key=lambda one: -abs(one.amount))
    return PairArithmetic(
        *at,
        source,
        target,
        latent_before=float(now[program.slots("z")[key]]),
        latent_after=float(now[program.slots("held")[key]]),
        contributions=tuple(found),
        symbols=shown.symbols(one.sum for one in found),
    )


def _action(shown: Workings, at: tuple[int, int, str], action: str) -> ActionArithmetic:
    case = shown.case
    k = case.names.actions.index(action)
    number, act = _Reader(shown), case.frame.acts[k]
    line = case.frame.lines[act.line]
    base = shown.of(shown.program.slots("base")[k])
    parts = _motives(shown, k)
    tilted = math.fsum(part.sum.amount for part in parts) + number("foreseen", k)
    chances = [number("chance", other) for other in line]
    low = 1.0 - sum(chances) + sum(chances[: line.index(k)])
    return ActionArithmetic(
        *at,
        action,
        base_rate=number("base_rate", k),
        base=base,
        motives=parts,
        foreseen=number("foreseen", k),
        limit=_unless_rounding(number("tilt", k) - tilted),
        line=tuple(_choice(case, number, other) for other in line),
        nothing=1.0 - math.fsum(number("base", other) for other in line),
        everything=number("everything", act.line),
        uniform=number("uniform", act.line),
        low=low,
        high=low + number("chance", k),
        free=number("open", act.line) > 0.0,
        scripted=number("ordered", k) > 0.0,
        symbols=shown.symbols([base, *(part.sum for part in parts)]),
    )


@dataclass(frozen=True)
class _Reader:
    """Reads numbers of a step by symbol and key."""

    shown: Workings

    def __call__(self, symbol: str, key: int) -> float:
        return float(self.shown.now[self.shown.program.slots(symbol)[key]])


def _choice(case: Case, number: _Reader, k: int) -> Choice:
    return Choice(
        case.names.actions[k],
        base=number("base", k),
        tilt=number("tilt", k),
        weight=number("tilted", k),
        chance=number("chance", k),
        taken=number("taken", k) >= 1.0,
    )


def _motives(shown: Workings, k: int) -> tuple[MotivePart, ...]:
    reasons = shown.program.slots("reason").items()
    found = [
        MotivePart(motive, shown.of(slot))
        for (motive, of), slot in reasons
        if of == k and shown.now[slot] != 0.0
    ]
    return tuple(sorted(found, key=lambda part: -abs(part.sum.amount)))


def _unless_rounding(amount: float) -> float:
    return 0.0 if np.isclose(amount, 0.0, atol=1e-9) else amount
