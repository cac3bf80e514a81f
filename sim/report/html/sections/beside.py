"""Several scenarios beside each other: what becomes likelier under each, where alignments end."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

from sim.report import words, yardstick
from sim.report.compare import choice
from sim.report.compare.answer import (
    contrast,
    doubt,
    gap,
    gap_error,
    less,
    letters,
    of_effects,
    of_shares,
)
from sim.report.compare.choice import Alignment, Condition
from sim.report.compare.text import SIDES
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.doubt import tenths
from sim.report.html.sections.parts import figure, more, para, row, table
from sim.report.html.svg.ranges import Effect, ranges
from sim.report.html.svg.sides import Beside, sides
from sim.report.html.traced import minus, number, picked, signed
from sim.results.comparison import (
    CompareIndicatorRow,
    CompareMeta,
    CompareRow,
    Comparison,
    ContrastRow,
    IndicatorContrastRow,
)

PICTURED = 8  # rows of a picture
DRAWN = 5  # scenarios that a picture holds


def indicators(found: Comparison) -> Iterator[Child]:
    """Yield the indicators, those that the scenarios ask for first."""
    groups = choice.conditions(found)
    if not found.indicators:
        yield para("The scenarios name no indicator.")
        return
    yield para(
        "The share of runs in which a named condition comes true. What the scenarios themselves "
        "ask for stands first, then what sets them apart, by how much it does."
    )
    told = [*groups.own, *groups.others]
    if len(found.meta.scenarios) <= DRAWN and told:
        caption = "Upright line: the reference. Bars: from there to each scenario."
        yield figure(partial(_draw_shares, told[:PICTURED], found.meta), caption)
    parts = [
        ("Asked by the scenarios", groups.own),
        ("Asked of all, where they differ", groups.others),
    ]
    for title, some in parts:
        if some:
            yield element("h3", title)
            yield _table(some, found.meta)
    for title, some in (
        ("Not apart beyond chance", groups.alike),
        ("Left out above, as a script decides it", groups.settled),
    ):
        if some:
            yield more(f"{title}: {len(some)}", _table(some, found.meta))


def _draw_shares(some: Sequence[Condition], meta: CompareMeta, width: float) -> Markup:
    letter = letters(meta)
    rows = [
        Beside(
            one.title,
            one.rows[0].without,
            [(letter[row.scenario], row.with_) for row in one.rows],
            [_share(one, row, meta, "tspan") for row in one.rows],
            picked(indicator=one.id),
        )
        for one in some
    ]
    return sides(rows, width, "Indicators under each scenario; numbers in the tables below")


def _table(some: Sequence[Condition], meta: CompareMeta) -> Markup:
    header = ("indicator", *letters(meta).values(), *_twos(meta), "reference")
    return table(header, (_shares(one, meta) for one in some), "Points, ± sampling error")


def _twos(meta: CompareMeta) -> list[str]:
    """The heads of the columns of contrasts: of every two, or of those that are furthest apart."""
    letter = list(letters(meta).values())
    if len(letter) > SIDES:
        return ["furthest apart"]
    return [minus(f"{b}−{a}") for a, b in combinations(letter, 2)]


def _shares(one: Condition, meta: CompareMeta) -> Markup:
    first = one.rows[0]
    keys = f"compare_indicators.csv {picked(scenario=first.scenario)}"
    shown = words.percent(first.without, of_shares(one, meta.runs))
    cells: list[Child] = [_share(one, row, meta) for row in one.rows]
    if len(one.rows) <= SIDES:
        cells += [_points(one, two, meta) for two in one.contrasts]
    else:
        cells.append([f"{_less(one.widest, meta)} ", _points(one, one.widest, meta)])
    cells.append(number(shown, first.without, f"{keys} without"))
    return row(one.title, cells, picked(indicator=one.id))


def _share(
    one: Condition, row: CompareIndicatorRow, meta: CompareMeta, tag: str = "data"
) -> Markup:
    keys = f"compare_indicators.csv {picked(scenario=row.scenario)}"
    shown = words.percent(row.with_, of_shares(one, meta.runs))
    return number(shown, row.with_, f"{keys} with", tag)


def _points(one: Condition, two: IndicatorContrastRow, meta: CompareMeta) -> Child:
    keys = f"indicator_contrasts.csv {picked(scenario=two.scenario, over=two.over)}"
    return [
        number(minus(contrast(one, two, meta.runs)), two.contrast, f"{keys} contrast"),
        " ",
        number(doubt(one, two, meta.runs), two.mc_error, f"{keys} mc_error"),
    ]


def _less(two: ContrastRow | IndicatorContrastRow, meta: CompareMeta) -> str:
    return less(two, meta).replace("-", "−")


def effects(found: Comparison) -> Iterator[Child]:
    """Yield the alignments, those first in which scenarios are furthest apart."""
    every, meta = choice.alignments(found), found.meta
    told = [one for one in every if one.differs][:PICTURED]
    if told:
        yield para("That first in which two scenarios are furthest apart, and how far.")
        caption = (
            "Dot: mean difference of the two. Thick bar: twice the sampling error. Thin line: "
            "where 8 runs in 10 lie."
        )
        yield figure(partial(_draw, told, meta), caption if meta.runs > 1 else "")
        yield _alignment_table(told, meta)
    else:
        yield para("No alignment differs between them by more than chance would do.")
    if meta.ordinary is not None:
        yield para(yardstick.ordinary(*meta.ordinary), class_="aside")
    yield more("All alignments and contrasts", _alignment_table(every, meta))
    rows = [cells for one in every for cells in _numbers(one.rows, meta)]
    header = (
        *("who toward whom", "under", "end", "over the reference", "lowest tenth below"),
        *("highest tenth above", "sampling error", "largest on the way (month)"),
    )
    yield more(
        "Each scenario against the reference", table(header, rows, "compare.csv", "compare.csv")
    )


def _draw(some: Sequence[Alignment], meta: CompareMeta, width: float) -> Markup:
    shown = [
        Effect(
            f"{words.pair(two.source, two.target, meta.names)}, {_less(two, meta)}",
            two.contrast,
            two.mc_error,
            two.p10,
            two.p90,
            number(
                minus(gap(one, two, meta.runs)),
                two.contrast,
                f"{_keys(two)} {picked(source=two.source, target=two.target)} contrast",
                "tspan",
            ),
        )
        for one, two in ((one, one.widest) for one in some)
    ]
    return ranges(shown, width, "Contrasts of alignments; numbers in the table below")


def _keys(two: ContrastRow) -> str:
    return f"contrasts.csv {picked(scenario=two.scenario, over=two.over)}"


def _alignment_table(some: Sequence[Alignment], meta: CompareMeta) -> Markup:
    header = ("who toward whom", *letters(meta).values(), *_twos(meta))
    said = "Over the reference, and contrasts, ± sampling error"
    return table(header, (_apart(one, meta) for one in some), said)


def _apart(one: Alignment, meta: CompareMeta) -> Markup:
    cells: list[Child] = []
    for side in one.rows:
        keys = f"compare.csv {picked(scenario=side.scenario)}"
        shown = signed(side.effect, of_effects(one, meta.runs))
        cells.append(number(shown, side.effect, f"{keys} effect"))
    if len(one.rows) <= SIDES:
        cells += [_gap(one, two, meta) for two in one.contrasts]
    else:
        cells.append([f"{_less(one.widest, meta)} ", *_gap(one, one.widest, meta)])
    title = words.pair(one.widest.source, one.widest.target, meta.names)
    return row(title, cells, picked(source=one.widest.source, target=one.widest.target))


def _gap(one: Alignment, two: ContrastRow, meta: CompareMeta) -> list[Child]:
    return [
        number(minus(gap(one, two, meta.runs)), two.contrast, f"{_keys(two)} contrast"),
        " ",
        number(gap_error(one, two, meta.runs), two.mc_error, f"{_keys(two)} mc_error"),
    ]


def _numbers(group: Sequence[CompareRow], meta: CompareMeta) -> Iterator[Markup]:
    letter = letters(meta)
    for one in group:
        cells: list[Child] = [
            letter[one.scenario],
            number(signed(one.end), one.end, "end"),
            number(signed(one.effect, 3), one.effect, "effect"),
            *tenths(one),
            number(words.error(one.mc_error), one.mc_error, "mc_error"),
            [number(signed(one.peak, 3), one.peak, "peak"), f" ({one.peak_step})"],
        ]
        keys = picked(scenario=one.scenario, source=one.source, target=one.target)
        yield row(words.pair(one.source, one.target, meta.names), cells, keys)
