"""The finding, then its doubt and what its words mean."""

import math

from sim.report import finding as findings
from sim.report import selection
from sim.report.html.brief import Brief
from sim.report.html.markup import Markup
from sim.report.html.prose import prose
from sim.report.html.sections import branches
from sim.report.html.sections.yardstick import sized
from sim.report.html.traced import picked
from sim.results import ShiftRow
from sim.results.uncertainty import ALIGNMENT, VarianceRow

TITLE = "The finding"


def finding(brief: Brief) -> Markup:
    """Return the section."""
    row = selection.leading(brief.results.shifts)
    return prose(
        "finding",
        title=TITLE,
        meta=brief.meta,
        sentences=findings.finding(brief.results),
        branches=branches.pointer(brief),
        sized=sized(brief),
        warnings=brief.results.warnings,
        **({"row": None} if row is None or math.isnan(row.mc_error) else _doubt(brief, row)),
    )


def _doubt(brief: Brief, row: ShiftRow) -> dict[str, object]:
    """How sure the largest shift is: its spread, its sampling error, what unsure values add."""
    target = f"{row.source}>{row.target}"
    return {
        "row": row,
        "keys": f"shifts.csv {picked(source=row.source, target=row.target)}",
        "either_way": selection.left(row) and row.effect_p10 < 0 < row.effect_p90,
        "unsure": _unsure(brief, target),
        "unsure_keys": f"variance.csv {picked(kind=ALIGNMENT, target=target)}",
    }


def _unsure(brief: Brief, target: str) -> VarianceRow | None:
    """How far the unsure values alone move an effect, where that was asked for."""
    rows = brief.rows("variance", VarianceRow)
    return next((one for one in rows if (one.kind, one.target) == (ALIGNMENT, target)), None)
