"""The scorecard as it came out: rows of its tables, and the folder that keeps them. Pure data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

from sim.results.formats import csv_text
from sim.results.manifest import fingerprint, plain, world_fingerprint
from sim.results.study_folder import Sort, save_tables
from sim.world import World

Verdict = Literal["agrees", "leans to", "undecided", "leans against", "contradicts"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
AGREES, LEANS = 0.90, 0.66  # the least probabilities of these verdicts
LEANS_AGAINST, CONTRADICTS = 0.34, 0.10  # and the greatest of these

Measure = Literal["difference", "ratio"]


def verdict(probability: float) -> Verdict:
    """The word for a probability that the model agrees."""
    if probability >= AGREES:
        return "agrees"
    if probability >= LEANS:
        return "leans to"
    if probability > LEANS_AGAINST:
        return "undecided"
    return "leans against" if probability > CONTRADICTS else "contradicts"


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """What became of one test.

    ``probability`` is the share of parameter draws in which the model agrees, what luck is left in
    a draw's estimate taken out; ``plain`` is the share with that luck left in, ``luck`` its share
    of the variance between draws. ``effect`` is ``with`` against ``without`` (for an order: less
    what the other observable does), a difference or a ratio as ``measure`` says, with its quantiles
    over draws. ``slight`` marks an effect that the scorecard declares next to nothing. ``given`` is
    the number of the world's values that cite the same claims. ``cause`` is the mechanism or motive
    without which the probability moves furthest against the verdict, to ``cause_probability``.
    ``flip`` is the value whose end turns the verdict round, if one of those tried does.
    """

    test: str
    title: str
    claims: str
    scenario: str
    against: str
    observed: str
    start: int
    end: int
    expect: str
    verdict: Verdict
    probability: float
    plain: float
    mc_error: float
    luck: float
    with_: float
    without: float
    measure: Measure
    effect: float
    p10: float
    p90: float
    slight: bool
    given: int
    cause: str
    cause_probability: float
    flip: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """One test on the model without one mechanism or motive, which is ``off``."""

    test: str
    off: str
    verdict: Verdict
    probability: float
    effect: float
    draws: int


@dataclass(frozen=True, slots=True)
class FlipRow:
    """One test with one value held at the end of its range that speaks against its verdict.

    ``correlation`` is the rank correlation, over draws, of the value with the test's agreement.
    """

    test: str
    path: str
    value: float
    held: float
    correlation: float
    probability: float
    flips: bool


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """Hostile acts of one state toward another in the month after something, over those without.

    ``record`` is the ratio in the coded events, brought to a month, with its 95 % interval as if
    events came independently; ``quiet`` is the model's ratio to a month in which the thing does not
    happen, ``usual`` to an ordinary month, in which it may happen anyhow; each the mean over
    parameter draws with its quantiles. ``None`` where the record does not give the number.
    """

    scenario: str
    source: str
    target: str
    record: float | None
    record_low: float | None
    record_high: float | None
    quiet: float
    quiet_p10: float
    quiet_p90: float
    usual: float
    usual_p10: float
    usual_p90: float


@dataclass(frozen=True, slots=True)
class Card:
    """The whole scorecard. ``untested`` are claims of cause and effect that no test restates."""

    draws: int
    inner: int
    seed: int
    form_draws: int
    flip_draws: int
    tried: int  # values held at an end, for each test
    verdicts: tuple[VerdictRow, ...]
    forms: tuple[FormRow, ...]
    flips: tuple[FlipRow, ...]
    answers: tuple[AnswerRow, ...]
    untested: tuple[str, ...]

    def facts(self) -> dict[str, Any]:
        """Everything but the rows, ready for JSON."""
        rows = {name for name, _ in TABLES.values()}
        kept = (each.name for each in fields(self) if each.name not in rows)
        return {name: plain(getattr(self, name)) for name in kept}

    def files(self) -> Mapping[str, str]:
        """Name -> text of the files that the folder of a run holds of it."""
        tables = {
            f"{name}.csv": csv_text(row_type, getattr(self, rows))
            for name, (rows, row_type) in TABLES.items()
        }
        return {**tables, NOTES: json.dumps(self.facts(), indent=2, ensure_ascii=False) + "\n"}


TABLES: Mapping[str, tuple[str, type[Any]]] = {
    "claims": ("verdicts", VerdictRow),
    "forms": ("forms", FormRow),
    "flips": ("flips", FlipRow),
    "answers": ("answers", AnswerRow),
}
"""File name -> field of a card and what its rows are."""

NOTES = "claims.json"
KIND = "scorecard"  # of a folder, in its manifest
FOLDER = "claims"  # below the folder of results


def save_card(card: Card, world: World, out: Path, started: datetime) -> Path:
    """Write ``out/claims/<id>`` and return it; the same inputs give the same folder.

    Raises :class:`sim.results.StoreError`.
    """
    asked = {
        name: getattr(card, name) for name in ("draws", "inner", "seed", "form_draws", "flip_draws")
    }
    return save_tables(
        card,
        Sort(KIND, FOLDER, TABLES),
        asked=asked,
        fingerprints={
            "world": world_fingerprint(world),
            "tests": fingerprint(world.scorecard),
        },
        out=out,
        started=started,
    )
