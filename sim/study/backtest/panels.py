"""How forecasters scored on one kind of event, and the skill of one of them against the others."""

from collections.abc import Callable, Mapping, Sequence

from sim.kernel.arrays import Floats
from sim.results.backtest import Panel, Skill
from sim.study.backtest.scores import (
    Blocks,
    Forecast,
    Ints,
    brier,
    in_blocks,
    log_score,
    reliability,
    score,
    skill,
    steps,
)

Grouped = Callable[[Floats], Blocks]
"""From (event,) losses to the blocks that are drawn anew."""


def by_month(months: Sequence[str]) -> Grouped:
    """Blocks of neighbouring months."""
    at = steps(months)
    return lambda losses: in_blocks(losses, at)


def by_action(action: Ints) -> Grouped:
    """Every action with all its months."""
    return lambda losses: in_blocks(losses, action, 1)


def panel(
    title: str,
    said: Mapping[str, Floats],
    happened: Floats,
    months: Sequence[str],
    ours: str,
    grouped: Grouped,
    seed: int,
) -> Panel:
    """The scores of every forecaster in ``said``, by name, (event,) probabilities each.

    ``ours`` is the one whose skill is told.
    """
    order = [*(name for name in said if name != ours), ours]
    losses = {name: brier(said[name], happened) for name in order}
    logs = {name: log_score(said[name], happened) for name in order}
    return Panel(
        title=title,
        first=min(months),
        last=max(months),
        events=len(happened),
        happened=float(happened.mean()),
        scores=tuple(score(Forecast(name, said[name]), happened) for name in order),
        brier=skills(losses, ours, grouped, seed),
        log=skills(logs, ours, grouped, seed),
        said=reliability(said[ours], happened),
    )


def skills(
    losses: Mapping[str, Floats], ours: str, grouped: Grouped, seed: int
) -> tuple[Skill, ...]:
    """The skill of one forecaster against each of the others, from (event,) losses by name."""
    own = grouped(losses[ours])
    return tuple(
        skill(own, grouped(loss), name, seed) for name, loss in losses.items() if name != ours
    )
