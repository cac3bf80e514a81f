"""The files of the report's looks and manners, which travel inside the package."""

from functools import cache
from importlib.resources import files


@cache
def asset(name: str) -> str:
    """Return the text of a file in ``sim/report/html/assets``."""
    return files("sim.report.html").joinpath("assets", name).read_text(encoding="utf-8")
