"""The page of a comparison: several scenarios beside each other, against one reference."""

import shlex
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from sim.report import asked, words
from sim.report.compare.text import for_all, letters, matter, parted
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.doubt import tenths
from sim.report.html.sections.parts import figure, more, para, row, section, table, term
from sim.report.html.shell import masthead, shell
from sim.report.html.svg.ranges import Effect, ranges
from sim.report.html.traced import minus, number, picked, signed
from sim.results.comparison import (
    TABLES,
    CompareIndicatorRow,
    CompareMeta,
    CompareRow,
    Comparison,
)

CONTENTS = (
    ("finding", "The finding"),
    ("effects", "Effects on alignments"),
    ("indicators", "What becomes likelier"),
    ("partings", "When they part"),
    ("record", "The record, and how to run it again"),
)
LEAD = (
    "Each scenario is held against the same reference, run by run on the same luck: what differs "
    "comes from the scenario and its echoes."
)
FILES = {
    "compare": "every alignment under every scenario",
    "compare_indicators": "every indicator under every scenario",
    "compare_arms": "in how many runs, and when, each scenario parts from the reference",
    "parting": "by which actions they part",
}


def page(found: Comparison) -> Markup:
    """Return the page."""
    meta = found.meta
    title = f"{len(meta.scenarios)} scenarios against “{meta.reference_title}”"
    header = masthead(
        f"{meta.world} · from {words.month(meta.start)}", title, LEAD, _facts(meta), CONTENTS
    )
    parts = (_finding, _effects, _indicators, _partings, _record)
    sections = [
        section(name, said, *part(found))
        for (name, said), part in zip(CONTENTS, parts, strict=True)
    ]
    return shell(title, header, sections)


def _facts(meta: CompareMeta) -> list[tuple[str, Child]]:
    names = zip(letters(meta).items(), meta.titles, strict=True)
    facts: list[tuple[str, Child]] = [
        (letter, [said, " ", element("code", name)]) for (name, letter), said in names
    ]
    facts.append(("Reference", [meta.reference_title, " ", element("code", meta.reference)]))
    for name, letter in letters(meta).items():
        if apart := asked.apart(meta.changes.get(name, ())):
            facts.append((f"Asked in {letter}", f"what if {'; '.join(apart)}?"))
    changed = asked.shared(for_all(meta), meta.set_values, meta.off)
    if changed:
        facts.append(("Changed in all", "; ".join(changed)))
    span = words.count(meta.steps, meta.step_unit)
    runs = number(f"{meta.runs:,}", meta.runs, "manifest.json runs")
    return [*facts, ("Runs", [runs, f" of each over {span}, seed {meta.seed}"])]


def _finding(found: Comparison) -> Iterator[Child]:
    groups = matter(found.alignments)
    if groups:
        yield para(*_sentence(groups[0], found.meta), class_="finding")
    else:
        said = "No alignment shifts by more than chance would do, in any of the scenarios."
        yield para(said, class_="finding")
    for notice in found.warnings:
        yield para(element("strong", "Warning: "), notice.text, class_="warning")
    yield para(
        term("Alignment"),
        " is how far one state sides with another, from −1 (foe) to +1 (ally). ",
        *(_kinds_of_doubt() if found.meta.runs > 1 else ()),
        class_="aside",
    )


def _kinds_of_doubt() -> list[Child]:
    return [
        term("8 runs in 10"),
        " leaves out the lowest and the highest tenth of runs: unsure values and chance together, "
        "which more runs do not shrink. The ",
        term("sampling error"),
        " is what is unsure about a mean because runs are finite in number.",
    ]


def _sentence(group: Sequence[CompareRow], meta: CompareMeta) -> Iterator[Markup | str]:
    """The pair that moves most, under each scenario, at its peak."""
    title = words.pair(group[0].source, group[0].target, meta.names)
    yield f"Most moved is the alignment of {title}: "
    letter = letters(meta)
    for at, one in enumerate(group):
        yield ", " if at else ""
        yield number(signed(one.peak), one.peak, f"{_keys(one)} peak")
        yield f" under {letter[one.scenario]} in {meta.step_unit} {one.peak_step}"
    yield " (each at its peak, against the reference)."


def _effects(found: Comparison) -> Iterator[Child]:
    groups = matter(found.alignments)
    if groups:
        yield para(
            "Differences to the reference at the end.",
            " Thick bar: twice the sampling error. Thin line: where 8 runs in 10 lie."
            if found.meta.runs > 1
            else None,
        )
    for group in groups:
        title = words.pair(group[0].source, group[0].target, found.meta.names)
        yield element("h3", title)
        yield figure(partial(_draw, group, found.meta), f"{title}, at the end.")
    pairs = [list(group) for _, group in groupby(found.alignments, lambda r: (r.source, r.target))]
    rows = [one for group in pairs for one in _numbers(group, found.meta)]
    header = (
        *("who toward whom", "under", "end", "effect", "lowest tenth below"),
        *("highest tenth above", "sampling error", "largest on the way", "over A", "its error"),
    )
    yield more("All alignments in numbers", table(header, rows, "compare.csv", "compare.csv"))


def _draw(group: Sequence[CompareRow], meta: CompareMeta, width: float) -> Markup:
    letter = letters(meta)
    shown = [
        Effect(
            f"{letter[one.scenario]}  {one.scenario}",
            one.effect,
            one.mc_error,
            one.effect_p10,
            one.effect_p90,
            number(signed(one.effect), one.effect, f"{_keys(one)} effect", "tspan"),
        )
        for one in group
    ]
    title = words.pair(group[0].source, group[0].target, meta.names)
    return ranges(shown, width, f"{title} under each scenario; numbers in the table below")


def _keys(one: CompareRow) -> str:
    return f"compare.csv {picked(scenario=one.scenario, source=one.source, target=one.target)}"


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
            number(signed(one.contrast, 3), one.contrast, "contrast"),
            number(words.error(one.contrast_error), one.contrast_error, "contrast_error"),
        ]
        keys = picked(scenario=one.scenario, source=one.source, target=one.target)
        yield row(words.pair(one.source, one.target, meta.names), cells, keys)


def _indicators(found: Comparison) -> Iterator[Child]:
    groups = [list(group) for _, group in groupby(found.indicators, lambda one: one.indicator)]
    if not groups:
        yield para("The scenarios name no indicator.")
        return
    groups.sort(key=lambda group: -max(abs(one.difference) for one in group))
    sides = [f"{letter} {name}" for name, letter in letters(found.meta).items()]
    yield para(
        "The share of runs in which a named condition comes true, and by how many points (runs in "
        "a hundred) that differs from the reference, with its sampling error."
    )
    header = ("indicator", "reference", *sides)
    yield table(header, map(_shares, groups), "compare_indicators.csv", "compare_indicators.csv")


def _shares(group: Sequence[CompareIndicatorRow]) -> Markup:
    first = group[0]
    without = number(
        words.percent(first.without), first.without, f"{picked(scenario=first.scenario)} without"
    )
    keys = picked(indicator=first.indicator)
    return row(first.title, [without, *map(_share, group)], keys)


def _share(one: CompareIndicatorRow) -> Child:
    keys = picked(scenario=one.scenario)
    points = signed(one.difference * 100, 0)
    return [
        number(words.percent(one.with_), one.with_, f"{keys} with"),
        " (",
        number(points, one.difference, f"{keys} difference"),
        " ",
        number(words.error(one.mc_error * 100, 1), one.mc_error, f"{keys} mc_error"),
        ")",
    ]


def _partings(found: Comparison) -> Iterator[Child]:
    yield para("The first step in which a run goes another way than the reference's.")
    letter = letters(found.meta)
    said = [
        (element("dt", letter[arm.scenario]), element("dd", minus(parted(arm, found))))
        for arm in found.arms
    ]
    yield element("dl", said)


def _record(found: Comparison) -> Iterator[Child]:
    yield para("The same command on the same files gives the same result, bit for bit:")
    yield element("pre", element("code", command(found.meta)))
    named = [
        (element("dt", element("code", f"{name}.csv")), element("dd", FILES[name]))
        for name in TABLES
    ]
    named.append(
        (element("dt", element("code", "manifest.json")), element("dd", "fingerprints, versions"))
    )
    yield element(
        "div", element("h3", "Files beside this page"), element("dl", named), class_="files"
    )


def command(meta: CompareMeta) -> str:
    """Return the command that makes the comparison again."""
    said = ["sim", "compare", *meta.scenarios, "--against", meta.reference]
    said += ["--runs", str(meta.runs), "--seed", str(meta.seed), "--steps", str(meta.steps)]
    for path, value in meta.set_values.items():
        said += ["--set", f"{path}={value}"]
    for name in meta.off:
        said += ["--off", name]
    return shlex.join(said)
