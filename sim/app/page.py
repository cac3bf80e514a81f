"""The page of a result folder as it is with files that are about to be added."""

from collections.abc import Mapping
from pathlib import Path


def page_with(place: Path, added: Mapping[str, str]) -> Mapping[str, str]:
    """Return ``added`` and the page that shows it. Raises ``LoadError``."""
    from sim.report.html.report import report
    from sim.report.html.shell import NAME
    from sim.results import load

    stored = load(place)
    page = report(stored.results, stored.facts, {**stored.further, **added})
    return {**added, NAME: page}
