"""The page of a comparison: several scenarios beside each other, against one reference."""

import shlex
from collections.abc import Iterator

from sim.report import asked, words
from sim.report.again import again
from sim.report.compare.answer import answer, letters
from sim.report.compare.text import for_all, parted
from sim.report.html.markup import Child, Markup, element
from sim.report.html.prose import prose
from sim.report.html.sections.beside import effects, indicators
from sim.report.html.sections.parts import para, section
from sim.report.html.shell import index, listed, shell
from sim.report.html.traced import minus
from sim.results.comparison import CompareMeta, Comparison

CONTENTS = (
    ("finding", "What sets them apart"),
    ("indicators", "What becomes likelier"),
    ("effects", "Alignments at the end"),
    ("partings", "When they part"),
    ("record", "The record, and how to run it again"),
)
FILES = {
    "compare": "every alignment under every scenario",
    "compare_indicators": "every indicator under every scenario",
    "contrasts": "every alignment, for every two scenarios: how far they are apart",
    "indicator_contrasts": "every indicator, for every two scenarios: how far they are apart",
    "compare_arms": "in how many runs, and when, each scenario parts from the reference",
    "parting": "by which actions they part",
}


def page(found: Comparison) -> Markup:
    """Return the page."""
    meta = found.meta
    title = f"{len(meta.scenarios)} scenarios beside each other"
    parts = (_finding, indicators, effects, _partings, _record)
    first, *others = [
        section(name, said, *part(found))
        for (name, said), part in zip(CONTENTS, parts, strict=True)
    ]
    header = element(
        "header",
        para(f"{meta.world} · from {words.month(meta.start)}", class_="eyebrow"),
        element("h1", title),
        listed(_facts(meta), class_="asked"),
    )
    return shell(title, header, [first, index(CONTENTS), *others])


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
    if past := asked.known(meta.known_past, meta.start):
        facts.append(("Known before", f"{past}."))
    return facts


def _finding(found: Comparison) -> Iterator[Child]:
    yield prose(
        "compared",
        answers=answer(found),
        warnings=found.warnings,
        runs=found.meta.runs,
        span=words.count(found.meta.steps, found.meta.step_unit),
    )


def _partings(found: Comparison) -> Iterator[Child]:
    yield para(
        "The first step in which a run goes another way than the reference's: by any act, and by "
        "a choice that no script takes."
    )
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
        for name in Comparison.TABLES
    ]
    named.append(
        (element("dt", element("code", "manifest.json")), element("dd", "fingerprints, versions"))
    )
    yield element(
        "div", element("h3", "Files beside this page"), element("dl", named), class_="files"
    )


def command(meta: CompareMeta) -> str:
    """Return the command that makes the comparison again."""
    said = ["sim", "compare", *again(meta, *meta.scenarios, "--against", meta.reference)]
    said += ["--runs", str(meta.runs), "--seed", str(meta.seed), "--steps", str(meta.steps)]
    return shlex.join(said)
