"""What every page is wrapped in: its looks and manners, and a policy that forbids every request.

Style and script stand in the page itself and are allowed by their hashes.
"""

import base64
import hashlib
from collections.abc import Sequence

from sim.report.html.asset import asset
from sim.report.html.markup import Child, Markup, element

NAME = "report.html"  # in every folder that holds a page


def shell(
    title: str,
    header: Markup,
    sections: Sequence[Markup],
    *,
    data: str | None = None,
    manners: str = "script.js",
) -> Markup:
    """Return a whole page; ``data`` is JSON for the script, which is left out where there is none.

    ``manners`` is the file of the script.

    The first section is what the page's first link skips to, so its id must be ``finding``.
    """
    style = Markup(asset("palette.css") + asset("figures.css") + asset("style.css"))
    script = None if data is None else Markup(asset(manners))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("style", style),
    )
    body = element(
        "body",
        element("a", "Skip to the finding", href="#finding", class_="skip"),
        header,
        element("main", sections, id="main"),
        None
        if data is None
        else element("script", Markup(data), type="application/json", id="data"),
        None if script is None else element("script", script),
    )
    return Markup(f"<!doctype html>\n{element('html', head, body, lang='en')}\n")


def listed(facts: Sequence[tuple[str, Child]], class_: str | None = None) -> Markup:
    """Return facts as a list, each with what it is called."""
    named = [(element("dt", key), element("dd", said)) for key, said in facts]
    return element("dl", named, class_=class_)


def index(contents: Sequence[tuple[str, str]]) -> Markup:
    """Return the contents of a page, given as (id, title)."""
    links = [element("li", element("a", said, href=f"#{name}")) for name, said in contents]
    return element(
        "nav",
        element("h2", "Contents", id="contents"),
        element("ol", links),
        aria_labelledby="contents",
    )


def _policy(style: str, script: str | None) -> str:
    allowed = "" if script is None else f"script-src '{_hash(script)}'; "
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; {allowed}base-uri 'none'; "
        "form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
