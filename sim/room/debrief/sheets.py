"""Role sheets on paper: a page for each state that is played."""

from collections.abc import Iterable

from sim.report.html.markup import Markup, element
from sim.report.html.sections.parts import para, section
from sim.report.html.shell import listed, shell
from sim.room.core.setup import Setup
from sim.room.core.sheet import Sheet, sheet


def sheets(setup: Setup) -> Markup:
    """The page of a lesson's sheets; printed, each state has a sheet of paper of its own."""
    lesson = setup.lesson.text
    model = setup.model()
    top = element(
        "header",
        para(f"Role sheets · {setup.lesson.scenario.title}", class_="eyebrow"),
        element("h1", lesson.title),
        para(lesson.about, class_="lead"),
    )
    found = [_sheet(sheet(model, code), n) for n, code in enumerate(lesson.played)]
    return shell(f"Role sheets: {lesson.title}", top, found)


def _sheet(one: Sheet, number: int) -> Markup:
    name = "finding" if number == 0 else f"sheet-{one.code.lower()}"  # where the skip link leads
    return section(
        name,
        f"{one.name} ({one.code})",
        element("h3", "What it weighs most"),
        _list(element("span", element("b", title), f". {says}") for title, says in one.weighs),
        element("h3", "Whom it sides with (−1 against, +1 with)"),
        listed((("With", _pairs(one.near)), ("Against", _pairs(one.far)))),
        element("h3", "How it sees escalation"),
        _list(f"{theatre}: {fear} it" for theatre, fear in one.theatres),
        element("h3", "What it can do, at most one thing a month"),
        listed([(line, "; ".join(acts)) for line, acts in one.options], class_="terms"),
        para("What is not chosen is left to the model, which plays your state by these things."),
    )


def _pairs(some: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name} {value}" for name, value in some) or "nobody"


def _list(lines: Iterable[str]) -> Markup:
    return element("ul", [element("li", line) for line in lines])
