"""The prose of a page: templates in ``templates/``, escaped as all markup is.

A template is text with what it is given between braces. Whatever is not markup already is escaped,
and filtered as all text of a file is. To all of them are known: ``num(value, trail, form)``, a
number that can be traced, with a sign unless ``form`` says otherwise; ``told(sentence)``; and with
``call``, ``figure(draw)`` and ``more(summary)`` around a caption or what is there to be opened.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from sim.report import words
from sim.report.html.markup import Markup, text
from sim.report.html.sections import parts
from sim.report.html.traced import number, signed, told

if TYPE_CHECKING:
    from jinja2 import Environment

_BROKEN = re.compile(r"\s*\n\s*")


def prose(template: str, **given: object) -> Markup:
    """Return a template filled in, in one line; it may use nothing that is not given."""
    said = _templates().get_template(f"{template}.html").render(**given)
    return Markup(_BROKEN.sub(" ", said).strip())


def num(value: float | None, trail: str, form: Callable[[float], str] = signed) -> Markup:
    """Return a number as it is shown, with its value and where it is stored."""
    return number("" if value is None else form(value), value, trail)


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("sim.report", "html/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda said: text(str(said) if isinstance(said, int) else said),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "num": num,
        "told": told,
        "figure": lambda draw, caller: parts.figure(draw, caller()),
        "more": lambda summary, caller: parts.more(summary, caller()),
        "error": words.error,
        "often": words.how_often,
        "percent": words.percent,
        "plain": str,
    }
    return made
