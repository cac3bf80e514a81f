"""Branch by branch: what each way things may go comes to by itself, and all together."""

from collections.abc import Callable, Sequence

from sim.report import branches as beside
from sim.report import words
from sim.report.branches import Outcome, Told
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import para, row, section, table
from sim.report.html.traced import number, signed

TITLE = "Branch by branch"
MOST = 8  # indicators, and as many alignments, that stand open


def branches(brief: Brief) -> Markup | None:
    """Return the section, or nothing where the scenario has no branches."""
    if not brief.results.branches:
        return None
    return section(
        "branches",
        TITLE,
        para(
            "The scenario leaves open which way things go. A column tells one way by itself, as if "
            "it were sure, on the same luck; ",
            element("em", "all"),
            " tells them together by weight, as every other part of this page does. The weights "
            "are the scenario's own: the model has no opinion about them.",
        ),
        para(
            "First each with the scenario, then in brackets less the baseline, with the sampling "
            "error of that; bold where it is beyond chance. That in which the branches lie "
            "furthest apart stands first.",
            class_="quiet",
        ),
        *_told(brief, beside.indicators(brief.results), "Shares of runs", _share),
        *_told(brief, beside.alignments(brief.results), "Alignments at the end", _alignment),
    )


def pointer(brief: Brief) -> Markup | None:
    """Return the line that leads from the finding to the section, if there is one."""
    if not brief.results.branches:
        return None
    count = len(beside.ways(brief.results))
    link = element("a", "each by itself", href="#branches")
    return para(f"So say {count} branches together, by weight; see ", link, ".")


def _told(
    brief: Brief, rows: Sequence[Told], caption: str, cell: Callable[[Outcome], Child]
) -> list[Child]:
    """Those that a branch changes beyond chance in a table, and where all others are."""
    shown = [one for one in rows if one.clear][:MOST]
    left = len(rows) - len(shown)
    others = para(f"{left} others: branches.csv.", class_="quiet") if left else None
    if not shown:
        return [para(f"{caption}: no branch changes one beyond chance."), others]
    return [_table(brief, shown, caption, cell), others]


def _table(
    brief: Brief, rows: Sequence[Told], caption: str, cell: Callable[[Outcome], Child]
) -> Markup:
    ways = zip(beside.ways(brief.results), rows[0].each, strict=True)
    heads = [[f"{way.branch_title}, ", _weight(way.weight, one)] for way, one in ways]
    told = (row(one.title, [cell(way) for way in (*one.each, one.together)]) for one in rows)
    return table(("what", *heads, "all"), told, caption)


def _share(one: Outcome) -> Markup:
    level = words.percent(one.level, 1)
    change = signed(one.difference * 100, 1)
    return _cell(one, level, change, words.error(one.mc_error * 100, 1))


def _alignment(one: Outcome) -> Markup:
    return _cell(one, signed(one.level), signed(one.difference, 3), words.error(one.mc_error))


def _cell(one: Outcome, level: str, change: str, error: str) -> Markup:
    shown = number(level, one.level, one.level_in)
    if one.difference == 0 and not one.mc_error > 0:
        return element("span", shown, " (same)", data_csv=one.row, class_="whole")
    changed = number(change, one.difference, one.difference_in)
    return element(
        "span",
        shown,
        " (",
        element("strong", changed) if beside.beyond_chance(one) else changed,
        " ",
        number(error, one.mc_error, "mc_error"),
        ")",
        data_csv=one.row,
        class_="whole",
    )


def _weight(weight: float, one: Outcome) -> Markup:
    return number(words.percent(weight), weight, f"{one.row} weight")
