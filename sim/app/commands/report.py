"""``sim report``: read results back and write their report anew."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app.say import say

if TYPE_CHECKING:
    from sim.report.html.brief import Brief
    from sim.results import Stored


@click.command(name="report", short_help="Write the report of results, and its figures.")
@click.argument(
    "folders", metavar="RESULT...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--figures", is_flag=True, help="Also write every figure as SVG and PNG.")
def command(folders: tuple[Path, ...], figures: bool) -> None:
    """Read result folders back and write report.html into each; print where it is.

    RESULT is a folder that sim run has written, such as results/lethal_aid/136c7e1628c0. The page
    is one file that opens offline. With --figures a folder of figures is put beside it.
    """
    from sim.results import load

    read = [load(folder) for folder in folders]  # all of them, before anything is written
    for one in read:
        _write(one, figures)
        say(one.place / "report.html")


def _write(one: "Stored", figures: bool) -> None:
    from sim.report.html.brief import brief
    from sim.report.html.report import page
    from sim.report.html.shell import NAME
    from sim.results import add

    told = brief(one.results, one.facts, one.further)
    files: dict[str, str | bytes] = {NAME: page(told)}
    if figures:
        files |= _figures(one, told)
    changed = {name: text for name, text in files.items() if not _stands(one.place / name, text)}
    if changed:
        add(one.place, changed)


def _figures(one: "Stored", told: "Brief") -> dict[str, str | bytes]:
    from sim.report.html.figures import FOLDER, NEEDED, can_draw_png, figures, png

    drawn = figures(told)
    files: dict[str, str | bytes] = {f"{FOLDER}/{name}.svg": svg for name, svg in drawn.items()}
    if can_draw_png():
        files |= {f"{FOLDER}/{name}.png": png(svg) for name, svg in drawn.items()}
    else:
        say(NEEDED, err=True)
    say(one.place / FOLDER)
    return files


def _stands(path: Path, content: str | bytes) -> bool:
    """Whether a file holds this already, so that nothing needs to be written."""
    wanted = content.encode() if isinstance(content, str) else content
    return path.is_file() and path.read_bytes() == wanted
