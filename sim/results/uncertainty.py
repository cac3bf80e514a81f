"""Four kinds of doubt about an effect, kept apart. Pure data: no files, no text.

* error of sampling: the number of runs is finite (``mc_error``, a standard error);
* unsure values: what is put in has a range;
* chance: the same world can take another course;
* form: rival theories of what moves alignments, and of how actors decide.

More runs cure the first only. The conventions of :mod:`sim.results.tables` hold here too.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from sim.results.findings import Columns

EffectKind = Literal["alignment", "indicator"]

ALIGNMENT: EffectKind = "alignment"
INDICATOR: EffectKind = "indicator"


@dataclass(frozen=True, slots=True)
class VariantRow:
    """The effect on one alignment under one form of the model, in ``runs`` pairs of runs.

    ``effect_p10`` and ``effect_p90`` are quantiles over runs. ``moved`` is how far this form takes
    the effect from that of the world as it is, on the same draws; ``moved_error`` belongs to it.
    """

    variant: str
    source: str
    target: str
    effect: float
    effect_p10: float
    effect_p90: float
    mc_error: float
    moved: float
    moved_error: float
    runs: int


@dataclass(frozen=True, slots=True)
class VariantIndicatorRow:
    """The share of runs in which an indicator came true under one form of the model."""

    variant: str
    indicator: str
    title: str
    with_: float
    without: float
    difference: float
    mc_error: float
    moved: float
    moved_error: float
    runs: int


@dataclass(frozen=True, slots=True)
class VarianceRow:
    """What the doubt about one effect is made of; the world as it is, and its rivals.

    ``target`` is a pair such as ``RUS>KOR`` or an indicator; ``effect`` and ``mc_error`` are those
    of the whole ensemble. ``sd_parameters`` is how far the expected effect moves with the unsure
    values, ``sd_chance`` how far the effect in one run strays from what is expected with its
    values, ``sd_form`` how far the expected effect moves from one form to the next, each form
    counted alike. The shares are of the sum of the three variances; ``share_error`` is the
    standard error of ``share_parameters``. The variances of values and of chance are estimated
    without bias, so an estimate can fall below zero: it is stored as 0 and means a part too small
    to tell from none, not one that is known to be none.
    """

    target: str
    kind: EffectKind
    effect: float
    mc_error: float
    sd_parameters: float
    sd_chance: float
    sd_form: float
    share_parameters: float | None
    share_chance: float | None
    share_form: float | None
    share_error: float | None


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """The same question under rival forms, and what the doubt is made of.

    ``draws`` and ``repeats``: so many parameter draws, each with so many courses of chance, split
    the variance.
    """

    TABLES: ClassVar[Columns] = {
        "variants": ("variants", VariantRow),
        "variants_indicators": ("indicators", VariantIndicatorRow),
        "variance": ("variance", VarianceRow),
    }

    variants: tuple[VariantRow, ...]
    indicators: tuple[VariantIndicatorRow, ...]
    variance: tuple[VarianceRow, ...]
    draws: int
    repeats: int
