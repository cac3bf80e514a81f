"""The page of a choice: one picture, what it hangs on, and the trail behind it."""

from collections.abc import Iterator

from sim.report import words
from sim.report.asked import known
from sim.report.citations import in_words
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import figure, more, para, row, section, table
from sim.report.html.shell import index, listed, shell
from sim.report.html.svg.options import Mark, Panel, options
from sim.report.html.traced import minus, number, picked
from sim.report.html.weighing import ranked_by, weights
from sim.report.options.text import command
from sim.report.options.view import SURE, Judged, View
from sim.results.options import Options, OptionsMeta
from sim.world import World

CONTENTS = (
    ("finding", "What is best, by what"),
    ("weights", "What matters to you"),
    ("others", "If the others answer otherwise"),
    ("sure", "How sure that is"),
    ("turns", "What would turn it"),
    ("learning", "What to find out next"),
    ("asked", "What was asked"),
    ("record", "The record, and how to run it again"),
)
FILES = {
    "options": "every option by every objective under every answer",
    "standings": "which options are dominated, and which weights make each the best",
    "over_draws": "how often each is best over draws of the values, and what choosing it costs",
    "over_forms": "the same under rival forms of the model",
    "turns": "values held at an end of their range",
    "learning": "what knowing the values behind a source first would gain",
    "values": "every value with range and sources",
    "sources": "every source in words",
}
MOST_TURNS, MOST_LEARNT = 8, 12


def page(found: Options, world: World) -> Markup:
    """Return the page; ``world`` says what sources are."""
    view, meta = View(found), found.meta
    parts = (
        _finding(view),
        weights(view),
        _others(view),
        _sure(view),
        _turns(view),
        _learning(view, world),
        _asked(meta),
        _record(meta),
    )
    first, *others = [
        section(name, said, *part) for (name, said), part in zip(CONTENTS, parts, strict=True)
    ]
    header = element(
        "header",
        para(f"{meta.world} · from {words.month(meta.start)}", class_="eyebrow"),
        element("h1", meta.title),
        para(meta.why, class_="lead"),
    )
    sections = [first, index(CONTENTS), *others]
    return shell(meta.title, header, sections, data=ranked_by(view), manners="options.js")


def _finding(view: View) -> Iterator[Child]:
    for one in view.finding():
        yield para(minus(one), class_="finding")
    for notice in view.found.warnings:
        yield para(element("strong", "Warning: "), notice.text, class_="warning")
    yield _picture(view, view.lead)
    yield _table(view, view.lead)


def _picture(view: View, answer: str) -> Markup:
    meta = view.found.meta
    label = f"{len(meta.options)} options by {len(view.objectives)} objectives"
    panels = [_panel(view, answer, one) for one in view.objectives]
    names = [option.title for option in meta.options]
    caption = (
        f"If: {view.answer_title(answer)}. How far each option is from the best one, which"
        " is ringed and bears its level. Full dots are not told apart from it; open ones are worse."
        " Grey box: twice the standard error, on the same luck. Line: where the distance lies in 8"
        " of 10 draws of the unsure values, luck taken out: where it crosses the upright, the"
        " other option is the better one in some draws."
    )
    return figure(lambda width: options(names, panels, width, label), caption)


def _panel(view: View, answer: str, one: Judged) -> Panel:
    marks = []
    for option in view.found.meta.options:
        found = view.row(answer, option.id, one.id)
        marks.append(
            Mark(
                found.contrast,
                found.contrast_error if found.contrast_error == found.contrast_error else 0.0,
                found.low,
                found.high,
                found.best,
                view.told_apart(found),
                minus(one.level(found.mean)) if found.best else "",
            )
        )
    return Panel(one.title, one.wanted, one.kind == "indicator", marks)


def _table(view: View, answer: str) -> Markup:
    header = ["Option", *(f"{one.title} {one.arrow}" for one in view.objectives)]
    rows = []
    for option in view.found.meta.options:
        cells: list[Child] = []
        for one in view.objectives:
            found = view.row(answer, option.id, one.id)
            at = picked(answer=answer, option=option.id, objective=one.id)
            level = number(minus(one.level(found.mean)), found.mean, f"options.csv mean {at}")
            if found.best:
                cells.append([level, " ", element("strong", "best")])
                continue
            apart = minus(f"{one.apart(found.contrast)} {one.doubt(found.contrast_error)}")
            traced = number(apart, found.contrast, f"options.csv contrast {at}")
            same = "" if view.told_apart(found) else " not told apart"
            cells.append([level, " (", traced, same, ")"])
        rows.append(row(option.title, cells))
    caption = (
        "The mean, and how far it is from the best option there (shares of runs in points), ± its"
        " standard error, on the same luck."
    )
    return table(header, rows, caption)


def _others(view: View) -> Iterator[Child]:
    answers = view.found.meta.answers[1:]
    if not answers:
        yield para("The file scripts no answers: the others do as they will, by the model's laws.")
    for answer in answers:
        yield element("h3", answer.title)
        yield _picture(view, answer.id)
        yield more("As a table", _table(view, answer.id))
    if answers:
        yield _regrets(view)


def _regrets(view: View) -> Markup:
    rows = [
        row(
            option.title,
            [
                one.apart(view.regret_over_answers(option.id, one.id)).lstrip("+")
                for one in view.objectives
            ],
        )
        for option in view.found.meta.options
    ]
    caption = "Regret: by how much another option is better, in the answer in which that is most"
    return table(["Option", *(one.title for one in view.objectives)], rows, caption)


def _sure(view: View) -> Iterator[Child]:
    meta = view.found.meta
    yield para(
        f"In how many of {meta.draws:,} draws of {meta.ranged} unsure values each option is best,"
        f" luck taken out; and in how many of {len(meta.forms)} rival forms of the model it is best"
        " or not told apart from the best."
    )
    rows = []
    for option in meta.options:
        cells: list[Child] = []
        for one in view.objectives:
            found = next(
                r
                for r in view.found.draws
                if (r.answer, r.option, r.objective) == (view.lead, option.id, one.id)
            )
            at = picked(answer=view.lead, option=option.id, objective=one.id)
            often = number(words.percent(found.best), found.best, f"over_draws.csv best {at}")
            forms = view.forms_won(view.lead, option.id, one.id)
            cells.append([often, f" ±{found.best_error * 100:.0f}; {forms} of {len(meta.forms)}"])
        rows.append(row(option.title, cells))
    gains: list[Child] = []
    for one in view.objectives:
        gain, error = view.most_to_learn(view.lead, one.id)
        gains.append(f"{one.apart(gain).lstrip('+')} {one.doubt(error)}")
    rows.append(row("What knowing every value would gain", gains))
    yield table(
        ["Option", *(one.title for one in view.objectives)],
        rows,
        f"If: {view.answer_title(view.lead)}",
    )
    said = f"The forms: {', '.join(meta.forms)}. Of each {meta.form_runs:,} runs."
    yield para(said, class_="aside")


def _turns(view: View) -> Iterator[Child]:
    tried = len({found.value for found in view.found.turns})
    yield para(
        f"The values that the lead of the best option leans on most ({tried} of"
        f" {view.found.meta.ranged}) were each held at an end of their range, in"
        f" {view.found.meta.turn_runs:,} runs of every option, all else as drawn."
    )
    found = view.turning(view.lead)
    if not found:
        yield para("None of them turns the choice, or leaves it open, by any objective.")
    told = [element("li", minus(view.turn(one)), ".") for one in found[:MOST_TURNS]]
    yield element("ul", told) if told else None


def _learning(view: View, world: World) -> Iterator[Child]:
    yield para(
        "What it would gain, in the unit of the objective, to know the values behind a source"
        " before choosing. Measured on draws that the estimate was not fitted to, so it errs toward"
        " too little."
    )
    found = list(view.learning(view.lead))[:MOST_LEARNT]
    if not found:
        yield para(
            f"No source by itself gains more than {SURE:g} standard errors: what is unsure is"
            " spread over many values, or the choice is clear."
        )
        return
    rows = [
        row(
            one.title,
            [
                minus(f"{one.apart(gain)} {one.doubt(error)}"),
                str(values),
                element("span", in_words(source, world), class_="said"),
            ],
        )
        for one, source, gain, error, values in found
    ]
    yield table(["Objective", "gain", "values", "source"], rows, "The sources worth most")


def _asked(meta: OptionsMeta) -> Iterator[Child]:
    past = known(meta.known_past, meta.start)
    yield listed(
        [
            ("Who decides", words.name(meta.decides, meta.names)),
            ("On top of", [meta.base_title, " ", element("code", meta.base)]),
            ("Length", f"{words.count(meta.steps, meta.step_unit)} from {words.month(meta.start)}"),
            ("Runs", f"{meta.runs:,} of each option under each answer, seed {meta.seed}"),
            *([("Known before", f"{past}.")] if past else []),
            *((f"Changed: {path}", value) for path, value in meta.set_values.items()),
            *(("Switched off", name) for name in meta.off),
        ]
    )
    for title, deeds in (("The options", meta.options), ("What the others do", meta.answers)):
        yield element("h3", title)
        yield listed([(one.title, _script(one.note, one.script)) for one in deeds])
    yield element("h3", "The objectives")
    yield listed([(one.title, _objective(one.of, one.kind, one.wanted)) for one in meta.objectives])


def _script(note: str, script: tuple[str, ...]) -> Child:
    deeds = "; ".join(script) or "nothing is scripted"
    return f"{note} ({deeds})" if note else deeds


def _objective(of: str, kind: str, wanted: str) -> Child:
    unit = Judged("", "", kind, wanted).unit
    return [element("code", of), f": {unit}; {'more' if wanted == 'up' else 'less'} is better"]


def _record(meta: OptionsMeta) -> Iterator[Child]:
    yield para("The same command on the same files gives the same result, bit for bit:")
    yield element("pre", element("code", command(meta)))
    named = [
        (element("dt", element("code", f"{name}.csv")), element("dd", FILES[name]))
        for name in Options.TABLES
    ]
    named.append(
        (element("dt", element("code", "manifest.json")), element("dd", "fingerprints, versions"))
    )
    yield element(
        "div", element("h3", "Files beside this page"), element("dl", named), class_="files"
    )
