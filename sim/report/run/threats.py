"""The block of the screen that tells of threats: whom they hold back, and whom they provoke."""

from rich.console import RenderableType

from sim.binding.threats import WITHIN
from sim.report import words
from sim.report.screen import hanging, heading
from sim.report.threats import ThreatTold, sides
from sim.results import HoldRow, Meta
from sim.study.ensemble.reactions import WINDOW
from sim.world.record import month_of

THREATS = 1  # told unless all are asked for


def block(found: list[ThreatTold], meta: Meta, full: bool) -> list[RenderableType]:
    """Return the block; ``found`` holds at least one threat. In full it has what they forbid."""
    odds = f"; odds in the {_span(WINDOW, meta)} from it on" if full else ""
    shown = found if full else found[:THREATS]
    left = len(found) - len(shown)
    more = f"; {words.count(left, 'further threat')}: threats.csv" if left else ""
    explained = f"without the event in brackets{odds}{more}"
    pieces: list[RenderableType] = [heading("Threats", explained)]
    for one in shown:
        pieces.append(hanging(_threat(one, meta, full), 4))
        pieces += [hanging("  " + _act(row, meta), 6) for row in one.moved if full]
    return pieces


def _threat(one: ThreatTold, meta: Meta, full: bool) -> str:
    loud, start, end = one.loudest, one.rows[0], one.end
    said = []
    if one.louder:
        when = words.month(month_of(meta.start, max(1, loud.step)))
        said.append(f"in the air {loud.voiced:.1f} in {when} ({loud.baseline_voiced:.1f})")
    said.append(
        f"believed {words.percent(start.credibility)}, at the end {words.percent(end.credibility)}"
        f" ({words.percent(end.baseline_credibility)})"
    )
    within = f" within {_span(WITHIN, meta)}" if full else ""
    said.append(
        f"pulled in {words.percent(end.pulled)} of runs ({words.percent(end.baseline_pulled)}),"
        f" and carried out{within} in {words.percent(end.kept)}"
        f" ({words.percent(end.baseline_kept)})"
    )
    return f"{words.printable(one.end.title)}: {'; '.join(said)}"


def _act(row: HoldRow, meta: Meta) -> str:
    fear, rest = sides(row)
    return (
        f"{words.sentence(row.actor, row.title, meta.names)}: {fear}, x {row.fear:.2f}; "
        f"{words.printable(rest)}, x {row.rest:.2f}; together x {row.odds:.2f}"
    )


def _span(steps: int, meta: Meta) -> str:
    return words.count(steps, meta.step_unit)
