"""What the answer hinges on: the values, and the sources behind them, that would change it."""

from collections.abc import Mapping

from sim.report.brief import Brief
from sim.report.markup import Child, Markup, element
from sim.report.sections.parts import figure, more, para, row, table
from sim.report.sections.values import in_words
from sim.report.svg.bars import Size, bars
from sim.report.svg.drawing import WIDE
from sim.report.traced import number, picked
from sim.results.sensitivity import BETWEEN_SOURCES, SensitivityRow, SensitivitySourceRow

VALUES, SOURCES = 10, 8


def hinges(brief: Brief) -> list[Child]:
    """Return what is to be said of it, or how to ask where it was not asked."""
    rows = _rows(brief)
    if not rows:
        return [
            para(
                "Which values, and which sources behind them, would change the answer has not been "
                "asked. To ask: ",
                element("code", "sim sensitivity"),
                " and the path of the folder that this page is in.",
            )
        ]
    of = brief.notes("sensitivity").get("of_title", "the answer")
    caption = (
        f"How far the answer ({of}) moves when one value goes from the low to the high part of its "
        "range, wherever the others stand. Line through the end of a bar: 95 in 100. Dashed mark: "
        "the size that luck alone would feign; a bar that does not pass it says nothing."
    )
    return [
        element("h3", "What the answer hinges on"),
        figure(lambda width: _draw(brief, rows, width), caption),
        _sources(brief),
    ]


def figures(brief: Brief) -> dict[str, Markup]:
    """Return the figures that stand by themselves, by name."""
    rows = _rows(brief)
    return {"sensitivity": _draw(brief, rows, WIDE)} if rows else {}


def _rows(brief: Brief) -> list[SensitivityRow]:
    """The values that move the answer most."""
    rows = [one for one in brief.rows("sensitivity", SensitivityRow) if one.mu_star is not None]
    return sorted(rows, key=lambda one: -(one.mu_star or 0.0))[:VALUES]


def _draw(brief: Brief, rows: list[SensitivityRow], width: float) -> Markup:
    shown = [
        Size(
            in_words(brief, one.value),
            one.mu_star or 0.0,
            one.mu_star_conf or 0.0,
            one.mu_star_luck or 0.0,
            number(
                f"{one.mu_star:.3f}",
                one.mu_star,
                f"sensitivity.csv {picked(value=one.value)} mu_star",
                "tspan",
            ),
        )
        for one in rows
    ]
    return bars(shown, width, "The values the answer hinges on, the most first")


def _sources(brief: Brief) -> Markup | None:
    rows = brief.rows("sensitivity_sources", SensitivitySourceRow)[:SOURCES]
    if not rows:
        return None
    says = {one.source: one.says for one in brief.results.sources}
    shown = (_source(one, says) for one in rows)
    header = ("source", "values that cite it", "moves the answer by")
    caption = "Which source would change the answer if it were wrong? (sensitivity_sources.csv)"
    return more(
        "The sources it hinges on", table(header, shown, caption, "sensitivity_sources.csv")
    )


def _source(one: SensitivitySourceRow, says: Mapping[str, str]) -> Markup:
    first = one.source.split(BETWEEN_SOURCES)[0]
    moved = "–" if one.mu_star is None else f"{one.mu_star:.3f}"
    cells = [
        number(str(one.values), one.values, f"rank={one.rank} values"),
        number(moved, one.mu_star, f"rank={one.rank} mu_star"),
    ]
    return row(f"{first}: {says[first]}" if first in says else first, cells)
