"""The blocks of the screen that keep four kinds of doubt apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.text import Text

from sim.report import selection, words
from sim.report.screen import Cell, effect, grid, heading, paragraph
from sim.results import Results
from sim.results.uncertainty import ALIGNMENT, INDICATOR, EffectKind, Uncertainty, VarianceRow
from sim.world.variant import AS_IT_IS

SHIFTS, INDICATORS = 3, 2  # effects whose doubt is split
TOO_SMALL = "too small to tell"
_TITLE = 33  # columns of an effect's name over its numbers


@dataclass(frozen=True)
class Under:
    """An effect under one form of the model."""

    form: str
    effect: float
    error: float
    runs: int


@dataclass(frozen=True)
class Finding:
    """One effect: its name on the screen, its value under each form, and its doubt."""

    title: str
    points: bool  # an indicator, told in points of a hundred
    forms: Sequence[Under]
    doubt: VarianceRow

    def number(self, value: float) -> str:
        """Return a signed effect, fine enough to be held against its errors."""
        return f"{words.signed(value * 100, 0)} points" if self.points else words.signed(value, 3)

    def size(self, value: float) -> str:
        """Return a size, without a sign."""
        return f"{value * 100:.1f}" if self.points else f"{value:.3f}"

    def error(self, value: float) -> str:
        """Return a standard error."""
        return words.error(value * 100, 1) if self.points else words.error(value)


def blocks(results: Results, doubt: Uncertainty) -> Iterator[list[RenderableType]]:
    """Yield what the screen says of rival forms, and of what the doubt is made of."""
    moved, turned = alignments(results, doubt), indicators(results, doubt)
    if moved:
        most = sorted(turned, key=lambda one: -one.doubt.sd_form)
        yield _forms([*moved[:1], *most[:1]])
        yield _split([*moved[:SHIFTS], *turned[:INDICATORS]], doubt)


def alignments(results: Results, doubt: Uncertainty) -> list[Finding]:
    """Return the alignments whose shift stands out of chance, the largest first, as on the screen.

    Where none does, the largest stands for all. What is told of each is its effect at the end.
    """
    found = []
    for shift in selection.doubted(results.shifts):
        forms = [
            Under(row.variant, row.effect, row.mc_error, row.runs)
            for row in doubt.variants
            if (row.source, row.target) == (shift.source, shift.target)
        ]
        title = words.pair(shift.source, shift.target, results.meta.names)
        row = _doubt(doubt, ALIGNMENT, f"{shift.source}>{shift.target}")
        found.append(Finding(title, False, forms, row))
    return found


def indicators(results: Results, doubt: Uncertainty) -> list[Finding]:
    """Return the undecided indicators whose share differs beyond chance, the largest first."""
    free = selection.free(results.indicators, results.meta.settled)
    found = []
    for indicator in selection.changed(free):
        forms = [
            Under(row.variant, row.difference, row.mc_error, row.runs)
            for row in doubt.indicators
            if row.indicator == indicator.indicator
        ]
        row = _doubt(doubt, INDICATOR, indicator.indicator)
        found.append(Finding(words.printable(indicator.title), True, forms, row))
    return found


def _doubt(doubt: Uncertainty, kind: EffectKind, target: str) -> VarianceRow:
    return next(row for row in doubt.variance if (row.kind, row.target) == (kind, target))


def _forms(found: Sequence[Finding]) -> list[RenderableType]:
    rows: list[tuple[Cell, ...]] = [
        (
            name(of_form[0].form),
            *(_cell(one, under) for one, under in zip(found, of_form, strict=True)),
            f"{of_form[0].runs:,}",
        )
        for of_form in zip(*(one.forms for one in found), strict=True)
    ]
    header = ("form", *(_short(one.title) for one in found), "runs")
    explained = "on the same luck: the largest shift, and the indicator that they move most"
    return [
        heading("Rival forms of the model", explained),
        grid(header, rows, right=range(1, len(header))),
        *(paragraph(verdict(one)) for one in found),
    ]


def name(form: str) -> str:
    """Return a form's id as words."""
    return "all, as it is" if form == AS_IT_IS else form.replace("_", " ")


def _cell(finding: Finding, under: Under) -> Text:
    text = effect(finding.number(under.effect)).copy()
    text.append(f" {finding.error(under.error)}", style="dim")
    return text


def _short(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"


def verdict(finding: Finding) -> str:
    """Return one sentence: how far the answer moves with the form."""
    as_it_is, *rivals = finding.forms
    sign = [_sign(under) * _sign(as_it_is) for under in rivals]
    low, high = (choose(under.effect for under in finding.forms) for choose in (min, max))
    if not rivals or not _sign(as_it_is):
        fate = f"It runs from {finding.number(low)} to {finding.number(high)} over all of them."
    else:
        fate = (
            f"Over all of them it runs from {finding.number(low)} to {finding.number(high)}: of"
            f" {words.count(len(rivals), 'rival form')}, {sign.count(1)} agree on its direction,"
            f" {sign.count(0)} show no effect beyond sampling error, {sign.count(-1)} reverse it."
        )
    return f"{finding.title}: {finding.number(as_it_is.effect)} in the world as it is. {fate}"


def _sign(under: Under) -> int:
    """1 or −1 for an effect beyond twice its error, else 0."""
    if abs(under.effect) <= 2 * under.error or under.error != under.error:
        return 0
    return 1 if under.effect > 0 else -1


def _split(found: Sequence[Finding], doubt: Uncertainty) -> list[RenderableType]:
    explained = "standard deviations, and shares of the variance; sampling is none of them"
    rows = [
        (
            one.title,
            effect(one.number(one.doubt.effect)),
            one.error(one.doubt.mc_error),
            _part(one, one.doubt.sd_parameters, one.doubt.share_parameters),
            _part(one, one.doubt.sd_chance, one.doubt.share_chance),
            _size(one, one.doubt.sd_form, one.doubt.share_form),
        )
        for one in found
    ]
    header = ("effect on", "expected", "sampling", "unsure values", "chance", "form")
    return [
        heading("What the doubt is made of", explained),
        grid(header, rows, right=range(1, 6)),
        paragraph(in_words(found[0], doubt)),
    ]


def _part(finding: Finding, deviation: float, share: float | None) -> str:
    if untold(deviation, share):
        return TOO_SMALL
    return _size(finding, deviation, share)


def _size(finding: Finding, deviation: float, share: float | None) -> str:
    size = finding.size(deviation)
    return size if share is None else f"{size} {words.percent(share):>4}"


def untold(deviation: float, share: float | None) -> bool:
    """Return whether an estimated part is stored as zero though something varies.

    The estimate was below zero: the part is smaller than so many draws can tell.
    """
    return deviation == 0.0 and share is not None


def in_words(finding: Finding, doubt: Uncertainty) -> str:
    """Return what a reader must not mix up, for one finding."""
    row = finding.doubt
    unsure = ""
    if row.share_error is not None:
        unsure = f", give or take {row.share_error * 100:.0f} points of share"
    return (
        f"{finding.title}: what to expect is {finding.number(row.effect)}, known to"
        f" {finding.error(row.mc_error)} from the number of runs. Other values within their ranges"
        f" would move that by {_deviation(finding)} (one standard deviation{unsure}),"
        f" other forms by {finding.size(row.sd_form)}; more runs cure neither. In any one history"
        f" chance adds {finding.size(row.sd_chance)}. The split rests on"
        f" {words.count(doubt.draws, 'draw')} of the values, each with {doubt.repeats} courses of"
        " chance; each form counts alike, which is a convention."
    )


def _deviation(finding: Finding) -> str:
    row = finding.doubt
    if untold(row.sd_parameters, row.share_parameters):
        return "an amount too small to tell"
    return finding.size(row.sd_parameters)
