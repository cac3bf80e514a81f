"""The record: what the result was made from, its files, and the command that makes it again."""

import shlex

from sim.report.again import again
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import para, section
from sim.report.html.traced import number

TITLE = "The record, and how to run it again"
FILES = {
    "alignment.csv": "every alignment at the end of every step, in both arms",
    "shifts.csv": "start, end and effect of every alignment",
    "reactions.csv": "how often each action is chosen, with and without",
    "indicators.csv": "the share of runs in which each indicator comes true",
    "contingencies.csv": "whether and when the events came that depend on a condition or on luck",
    "branches.csv": "what each branch of the scenario comes to by itself",
    "stakes.csv": "who gains, who loses: good less harm that deeds do to every party",
    "theatres.csv": "tension and rung of every theatre",
    "threats.csv": "how loud, how believed, pulled and kept every threat is",
    "held_back.csv": "whom threats hold back, by fear and by all else",
    "ledger.csv": "what each action, through each mechanism, moved",
    "events.csv": "everything that happened in the run told above",
    "values.csv": "every value of the world with range and sources",
    "sources.csv": "every source cited",
    "ensemble.npz": "single runs as arrays",
    "scenario.resolved.yaml": "the scenario with everything it extends",
    "manifest.json": "fingerprints, versions, checksums and times",
}
FURTHER = {
    "variants.csv": "every effect on an alignment under each rival form of the model",
    "variant_indicators.csv": "every difference of an indicator under each rival form",
    "variance.csv": "what the doubt about each effect is made of",
    "sensitivity.csv": "how much the answer hinges on each value",
    "sensitivity_sources.csv": "how much it hinges on each source",
    "discovery.csv": "the box of values in which an indicator comes true more often",
    "claims.csv": "every test of the scorecard and its verdict",
    "forms.csv": "every test without each mechanism and motive",
    "flips.csv": "every test with values at the end of their range",
    "answers.csv": "answers of a known size: the record's and the model's",
}
"""What commands add to the folder later."""


def record(brief: Brief) -> Markup:
    """Return the section."""
    facts = brief.facts
    prints = facts["fingerprints"]
    known: list[tuple[str, Child]] = [
        ("Run", element("code", facts["run_id"])),
        ("Scenario", _printed(brief.meta.scenario, prints["scenario"])),
        ("Baseline", _printed(brief.meta.baseline, prints["baseline"])),
        ("World", _printed(brief.meta.world, prints["world"])),
        ("Program", _printed(f"alliance-sim {facts['versions']['alliance-sim']}", prints["code"])),
        ("Pairs of runs", number(f"{brief.meta.runs:,}", brief.meta.runs, "manifest.json runs")),
        ("Seed", number(str(brief.meta.seed), brief.meta.seed, "manifest.json seed")),
        ("Steps", number(str(brief.meta.steps), brief.meta.steps, "manifest.json steps")),
    ]
    return section(
        "record",
        TITLE,
        para("The same command on the same files gives the same result, bit for bit:"),
        element("pre", element("code", command(brief))),
        para(
            "The numbers beside a name are the first digits of its fingerprint (SHA-256); the "
            "whole of it is in manifest.json. A run with other files has another run id."
        ),
        element("dl", [(element("dt", key), element("dd", said)) for key, said in known]),
        element("div", element("h3", "Files beside this page"), _files(brief), class_="files"),
    )


def _files(brief: Brief) -> Markup:
    there = FILES | {name: said for name, said in FURTHER.items() if name in brief.further}
    named = [(element("dt", element("code", key)), element("dd", s)) for key, s in there.items()]
    return element("dl", *named)


def command(brief: Brief) -> str:
    """Return the command that makes the result again."""
    meta = brief.meta
    words = ["sim", "run", *again(meta, meta.scenario, "--against", meta.baseline)]
    words += ["--runs", str(meta.runs), "--seed", str(meta.seed), "--steps", str(meta.steps)]
    if "variants" in brief.facts["options"]:
        words.append("--variants")
    return shlex.join(words)


def _printed(name: str, fingerprint: str) -> Child:
    return [name, " ", element("code", fingerprint[:12])]
