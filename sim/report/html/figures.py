"""The figures of the report as files: SVG, and PNG where a library that draws them is installed."""

import re
from importlib.util import find_spec

from sim.report.html.asset import asset
from sim.report.html.brief import Brief
from sim.report.html.markup import Markup, element
from sim.report.html.sections import alignments, doubt, indicators, reactions, theatres, why

FOLDER = "figures"
NEEDED = "PNG files need resvg-py: pip install 'alliance-sim[figures]'. SVG files are written."
ZOOM = 2  # pixels for each drawing unit

_SECTIONS = (alignments, reactions, indicators, theatres, why, doubt)


def figures(brief: Brief) -> dict[str, str]:
    """Return every figure by name, as an SVG file that needs nothing else."""
    return {name: alone(svg) for part in _SECTIONS for name, svg in part.figures(brief).items()}


def alone(svg: Markup) -> str:
    """Return a figure of the page as a file: on paper, with its own looks, in the light colours."""
    found = re.match(r'<svg viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert found is not None, "every figure is made by drawing()"
    width, height = (float(side) for side in found.groups())
    edge = 16.0
    frame = element("rect", x=-edge, y=-edge, width="100%", height="100%", fill=_light()["paper"])
    box = f"{-edge:g} {-edge:g} {width + 2 * edge:g} {height + 2 * edge:g}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"'
        f' width="{width + 2 * edge:g}" height="{height + 2 * edge:g}"'
    )
    opening, _, inside = svg.partition(">")
    attributes = opening.removeprefix(found.group())
    return f"{head}{attributes}><style>{_style()}</style>{frame}{inside}\n"


def can_draw_png() -> bool:
    """Return whether the library that draws PNG files is installed."""
    return find_spec("resvg_py") is not None


def png(svg: str) -> bytes:
    """Return a figure file as PNG."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=ZOOM))


def _light() -> dict[str, str]:
    """The light colours by name."""
    return dict(re.findall(r"--([\w-]+): (#\w+);", asset("palette.css").partition("@media")[0]))


def _style() -> str:
    colours = _light()
    return re.sub(r"var\(--([\w-]+)\)", lambda name: colours[name[1]], asset("figures.css"))
