"""How forecasters scored on one kind of event, and the model's skill against each of the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.kernel.arrays import Floats
from sim.study.backtest.scores import (
    Bin,
    Forecast,
    Measure,
    Score,
    Skill,
    brier,
    in_blocks,
    log_score,
    reliability,
    score,
    skill,
    steps,
)
from sim.study.backtest.tone import MODEL


@dataclass(frozen=True)
class Panel:
    """One kind of event: how every forecaster scored, the model last."""

    title: str
    first: str  # month of the first event
    last: str
    events: int
    happened: float  # share
    scores: tuple[Score, ...]
    brier: tuple[Skill, ...]  # of the model against each rival
    log: tuple[Skill, ...]
    said: tuple[Bin, ...]  # reliability of the model


@dataclass(frozen=True)
class CountPanel:
    """A count: the ranked probability score of every forecaster, the model last."""

    title: str
    events: int
    scores: Mapping[str, float]
    skills: tuple[Skill, ...]


def panel(
    title: str,
    said: Mapping[str, Floats],
    happened: Floats,
    months: Sequence[str],
    seed: int,
    others: Floats | None = None,
) -> Panel:
    """The scores of every forecaster in ``said``, by name, (event,) probabilities each.

    ``others`` (draw, event) is what other runs of the model might have said.
    """
    losses = {name: brier(p, happened) for name, p in said.items()}
    logs = {name: log_score(p, happened) for name, p in said.items()}
    return Panel(
        title=title,
        first=min(months),
        last=max(months),
        events=len(happened),
        happened=float(happened.mean()),
        scores=tuple(score(Forecast(name, p), happened) for name, p in said.items()),
        brier=_skills(losses, months, seed, _of(brier, others, happened)),
        log=_skills(logs, months, seed, _of(log_score, others, happened)),
        said=reliability(said[MODEL], happened),
    )


def _of(measure: Measure, others: Floats | None, happened: Floats) -> Floats | None:
    return None if others is None else measure(others, happened)


def _skills(
    losses: Mapping[str, Floats], months: Sequence[str], seed: int, others: Floats | None
) -> tuple[Skill, ...]:
    at = steps(months)
    ours = in_blocks(losses[MODEL], at, others)
    return tuple(
        skill(ours, in_blocks(loss, at), name, seed)
        for name, loss in losses.items()
        if name != MODEL
    )


def count_panel(
    title: str,
    losses: Mapping[str, Floats],
    months: Sequence[str],
    seed: int,
    others: Floats,
) -> CountPanel:
    """The (event,) losses of every forecaster on a count; ``others`` (draw, event) the model's."""
    return CountPanel(
        title=title,
        events=len(months),
        scores={name: float(loss.mean()) for name, loss in losses.items()},
        skills=_skills(losses, months, seed, others),
    )
