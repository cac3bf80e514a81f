"""HTML and SVG text that is escaped by construction.

Text becomes :class:`Markup` only through :func:`element` and :func:`text`, which escape whatever is
not markup already. So a title from a file can hold anything and remains a title.
"""

import html
from collections.abc import Iterable
from functools import cache

from sim.report.words import printable

_CLOSED = frozenset({"br", "circle", "img", "input", "line", "meta", "path", "polygon", "rect"})

Attribute = str | int | float | None


class Markup(str):
    """Text that may stand in a document as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """What a template may put in as it is."""
        return self


Child = str | Iterable["Child"] | None


def text(child: Child) -> Markup:
    """Return a child as markup: plain text escaped, several joined, ``None`` as nothing."""
    if child is None:
        return Markup("")
    if isinstance(child, Markup):
        return child
    if hasattr(child, "__html__"):  # what a template made of markup
        return Markup(child)
    if isinstance(child, str):
        return Markup(html.escape(printable(child), quote=False))
    return Markup("".join(text(one) for one in child))


def element(tag: str, *children: Child, **attributes: Attribute) -> Markup:
    """Return an element; the attribute ``data_csv`` is written data-csv, one of None not at all."""
    named = "".join(
        f' {_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None
    )
    if tag in _CLOSED:
        return Markup(f"<{tag}{named}/>")
    return Markup(f"<{tag}{named}>{text(children)}</{tag}>")


@cache
def _name(key: str) -> str:
    return key.removesuffix("_").replace("_", "-")


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return html.escape(printable(value), quote=True)
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
