"""What the answer hinges on: the values, and the sources behind them, that would change it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.report import words
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import figure, more, para, row, table
from sim.report.html.sections.values import in_words
from sim.report.html.svg.bars import Size, bars
from sim.report.html.svg.drawing import WIDE
from sim.report.html.traced import number, picked
from sim.results.sensitivity import BETWEEN_SOURCES, SensitivityRow, SensitivitySourceRow

VALUES, SOURCES = 10, 8


@dataclass(frozen=True)
class Measure:
    """What tells how much a value matters: its column, those of its error and luck, in words."""

    column: str
    error: str
    luck: str
    unit: str  # of the sources' column
    caption: str

    def of(self, one: SensitivityRow | SensitivitySourceRow) -> float | None:
        """Return how much a value or a source matters, if that was asked."""
        found: float | None = getattr(one, self.column)
        return found

    def said(self, size: float) -> str:
        """Return a size as text."""
        return words.percent(size) if self is SHARE else f"{size:.3f}"


MOVE = Measure(
    "mu_star",
    "mu_star_conf",
    "mu_star_luck",
    "moves the answer by",
    "How far the answer ({of}) moves when one value goes from the low to the high part of its "
    "range, wherever the others stand.",
)
SHARE = Measure(
    "ST",
    "ST_conf",
    "ST_luck",
    "share of the doubt",
    "The share of the variance of the answer ({of}) that stays while one value alone is unknown. "
    "Shares add up to more than 100% where values work together.",
)
BARS = (
    "Line through the end of a bar: 95 in 100. Dashed mark: the size that luck alone would feign; "
    "a bar that does not pass it says nothing."
)


def hinges(brief: Brief) -> list[Child]:
    """Return what is to be said of it, or how to ask where it was not asked."""
    found = _found(brief)
    if found is None:
        return [
            para(
                "Which values, and which sources behind them, would change the answer has not been "
                "asked. To ask: ",
                element("code", "sim sensitivity"),
                " and the path of the folder that this page is in.",
            )
        ]
    measure, rows = found
    of = brief.notes("sensitivity").get("of_title", "the answer")
    return [
        element("h3", "What the answer hinges on"),
        figure(
            lambda width: _draw(brief, measure, rows, width),
            f"{measure.caption.format(of=of)} {BARS}",
        ),
        _sources(brief, measure),
    ]


def figures(brief: Brief) -> dict[str, Markup]:
    """Return the figures that stand by themselves, by name."""
    found = _found(brief)
    return {} if found is None else {"sensitivity": _draw(brief, *found, WIDE)}


def _found(brief: Brief) -> tuple[Measure, list[SensitivityRow]] | None:
    """The values that matter most: by how far they move the answer, else by their share."""
    rows = brief.rows("sensitivity", SensitivityRow)
    for measure in (MOVE, SHARE):
        known = [one for one in rows if measure.of(one) is not None]
        if known:
            return measure, sorted(known, key=lambda one: -(measure.of(one) or 0.0))[:VALUES]
    return None


def _draw(brief: Brief, measure: Measure, rows: list[SensitivityRow], width: float) -> Markup:
    shown = [
        Size(
            in_words(brief, one.value),
            measure.of(one) or 0.0,
            getattr(one, measure.error) or 0.0,
            getattr(one, measure.luck) or 0.0,
            number(
                measure.said(measure.of(one) or 0.0),
                measure.of(one),
                f"sensitivity.csv {picked(value=one.value)} {measure.column}",
                "tspan",
            ),
        )
        for one in rows
    ]
    return bars(shown, width, "The values the answer hinges on, the most first")


def _sources(brief: Brief, measure: Measure) -> Markup | None:
    rows = brief.rows("sensitivity_sources", SensitivitySourceRow)[:SOURCES]
    if not rows:
        return None
    says = {one.source: one.says for one in brief.results.sources}
    shown = (_source(one, measure, says) for one in rows)
    header = ("source", "values that cite it", measure.unit)
    caption = "Which source would change the answer if it were wrong? (sensitivity_sources.csv)"
    return more(
        "The sources it hinges on", table(header, shown, caption, "sensitivity_sources.csv")
    )


def _source(one: SensitivitySourceRow, measure: Measure, says: Mapping[str, str]) -> Markup:
    first, size = one.source.split(BETWEEN_SOURCES)[0], measure.of(one)
    cells = [
        number(str(one.values), one.values, f"rank={one.rank} values"),
        number(
            words.UNKNOWN if size is None else measure.said(size),
            size,
            f"rank={one.rank} {measure.column}",
        ),
    ]
    return row(f"{first}: {says[first]}" if first in says else first, cells)
