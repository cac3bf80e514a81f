"""What sections are built from: headings, paragraphs, figures for desk and phone, tables."""

from collections.abc import Callable, Iterable, Sequence

from sim.report.html.markup import Child, Markup, element
from sim.report.html.svg.drawing import NARROW, WIDE


def section(name: str, title: str, *children: Child) -> Markup:
    """Return a section with its heading; ``name`` is what the contents point to."""
    heading = element("h2", title, id=f"{name}-title")
    return element("section", heading, *children, id=name, aria_labelledby=f"{name}-title")


def para(*children: Child, class_: str | None = None) -> Markup:
    """Return a paragraph."""
    return element("p", *children, class_=class_)


def term(word: str) -> Markup:
    """Return a word where it is first used and explained."""
    return element("dfn", word)


def figure(draw: Callable[[float], Markup], caption: Child) -> Markup:
    """Return a figure drawn twice, for a desk and for a phone; only one of them is ever seen."""
    return element(
        "figure",
        element("div", draw(WIDE), class_="wide"),
        element("div", draw(NARROW), class_="narrow"),
        None if caption is None else element("figcaption", caption),
    )


def table(
    header: Sequence[Child], rows: Iterable[Markup], caption: str, csv: str | None = None
) -> Markup:
    """Return a table that scrolls by itself where it is too wide; ``csv`` is what it shows."""
    head = element("tr", [element("th", title, scope="col") for title in header])
    body = element(
        "table",
        element("caption", caption),
        element("thead", head),
        element("tbody", *rows),
        data_csv=csv,
    )
    return element("div", body, class_="scroll", tabindex="0", role="group", aria_label=caption)


def row(title: Child, cells: Iterable[Child], csv: str | None = None) -> Markup:
    """Return a row: what it is about, then its cells."""
    return element(
        "tr",
        element("th", title, scope="row"),
        [element("td", cell) for cell in cells],
        data_csv=csv,
    )


def more(summary: str, *children: Child) -> Markup:
    """Return what is there for those who open it."""
    return element("details", element("summary", summary), *children)
