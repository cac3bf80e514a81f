"""The page of a map of an answer: over two values, or by the month of an event."""

from collections.abc import Iterator

from sim.report import words
from sim.report.asked import history
from sim.report.citations import in_words
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import figure, para, row, section, table
from sim.report.html.shell import index, listed, shell
from sim.report.html.svg.contour import contour
from sim.report.html.traced import minus, number
from sim.report.maps.text import ABOVE, BELOW, OPEN, asked, command, sentence, side
from sim.report.maps.text import number as shown
from sim.results.maps import Axis, MapMeta, MonthSweep, ValueMap
from sim.world import World

CONTENTS = (
    ("finding", "Where the answer turns"),
    ("record", "The record, and how to run it again"),
)
SIDES = {ABOVE: "above", BELOW: "below", OPEN: "not told from it", " ": ""}


def page(found: ValueMap | MonthSweep, world: World) -> Markup:
    """Return the page; ``world`` says what sources are."""
    meta = found.meta
    part = _map(found, world) if isinstance(found, ValueMap) else _months(found)
    first, last = (
        section(name, said, *children)
        for (name, said), children in zip(CONTENTS, (part, _record(meta)), strict=True)
    )
    facts: list[tuple[str, Child]] = [
        ("Mapped", asked(meta)),
        ("Scenario", [meta.title, " ", element("code", meta.scenario)]),
    ]
    if not meta.level:
        facts.append(("Against", [meta.baseline_title, " ", element("code", meta.baseline)]))
    if past := history(world):
        facts.append(("Known before", past))
    facts.append(("Runs", f"{meta.runs:,} at each, on the same luck; seed {meta.seed}"))
    changed = words.changes(meta.set_values, meta.off)
    facts += [("Changed", "; ".join(changed))] if changed else []
    header = element(
        "header",
        para(f"{meta.world} · from {words.month(meta.start)}", class_="eyebrow"),
        element("h1", f"A map: {meta.of_title}"),
        listed(facts, class_="asked"),
    )
    return shell(f"A map of {meta.scenario}", header, [first, index(CONTENTS), last])


def _map(found: ValueMap, world: World) -> Iterator[Child]:
    meta = found.meta
    across, up = meta.axes
    rows = [found.points[at : at + meta.points] for at in range(0, len(found.points), meta.points)]
    away = [[point.mean - meta.turn for point in row] for row in rows]
    ends = [(f"{axis.low:g}", f"{axis.high:g}") for axis in (across, up)]
    names = (across.path, up.path)
    said = sentence(found)
    yield para(minus(said), class_="finding")
    caption = (
        "Blue cells lie above where the answer turns, orange ones below, the stronger the further."
        f" Line: where the mean turns. Stated: {across.stated:g} across, {up.stated:g} up."
    )
    yield figure(lambda width: contour(away, ends[0], ends[1], names, width, said), caption)
    header = [f"{up.path} \\ {across.path}", *(f"{point.x:.3g}" for point in rows[0])]
    yield table(
        [minus(one) for one in header],
        [
            row(
                minus(f"{points[0].y:.3g}"),
                [
                    number(minus(shown(p.mean, meta)), p.mean, f"map.csv mean x={p.x!r} y={p.y!r}")
                    for p in points
                ],
            )
            for points in reversed(rows)
        ],
        "The answer at every point",
    )
    yield element("ul", [element("li", _axis(axis, world)) for axis in meta.axes])


def _axis(axis: Axis, world: World) -> list[Child]:
    sources = "; ".join(in_words(source, world) for source in axis.sources)
    said = f": stated {axis.stated:g}, range {axis.low:g} to {axis.high:g}. {sources}"
    return [element("code", axis.path), minus(said)]


def _months(found: MonthSweep) -> Iterator[Child]:
    meta = found.meta
    yield para(minus(sentence(found)), class_="finding")
    rows = []
    for one in found.months:
        if one.mean is None or one.mc_error is None:
            rows.append(row(words.month(one.month), ["", "", one.why_not]))
            continue
        level = number(minus(shown(one.mean, meta)), one.mean, f"months.csv mean step={one.step}")
        error = shown(one.mc_error, meta).lstrip("+")
        scripted = "as scripted" if one.step == meta.event_step else ""
        rows.append(
            row(
                words.month(one.month),
                [[level, f" ±{error}"], SIDES[side(one, meta.turn)], scripted],
            )
        )
    yield table([f"If {meta.event_title} in", "answer", "of the turn", ""], rows, "Month by month")
    yield para(
        "What comes later has had less time to work, and to fade, by the end.", class_="aside"
    )


def _record(meta: MapMeta) -> Iterator[Child]:
    yield para("The same command on the same files gives the same result, bit for bit:")
    yield element("pre", element("code", command(meta)))
