"""The page of dockings: published numbers beside ours, as Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from sim.report.markdown import filled
from sim.report.origin import origin
from sim.report.words import UNKNOWN
from sim.results.docking import Docked, Docking
from sim.world import World

NOTHING = 1e-9  # differences below it are rounding errors of the machine

_INTRO = """\
# Docking: published results beside ours

Written by `sim docking --out docs/docking.md`. Do not edit it: run the command again.

To *dock* a model is to strip it to a case that somebody else has published, and to see whether
their result comes out. Nothing is fitted: where a coefficient has to be chosen, it is chosen so
that the two models are the same model, never so that the numbers meet. What is missed stays in
the table.
"""


def page(found: Sequence[Docking], world: World) -> str:
    """The whole page; ``world`` is the one that the rival is set beside. It ends with a newline."""
    return "\n".join(_blocks(found, world)) + "\n"


def _blocks(found: Sequence[Docking], world: World) -> Iterator[str]:
    yield _INTRO
    yield origin(world) + "\n"
    rows = [row for docking in found for row in docking.rows]
    met = sum(row.agrees for row in rows)
    missed = [row.what for row in rows if not row.agrees]
    told = f" Missed: {'; '.join(missed)}." if missed else ""
    agree = f"{met} of {len(rows)} comparisons agree within the tolerance that is stated for each."
    yield filled(agree + told) + "\n"
    yield from _table(("published result", "comparisons", "agree"), _summary(found))
    for docking in found:
        yield ""
        yield from _section(docking)


def _summary(found: Sequence[Docking]) -> Iterator[tuple[str, ...]]:
    for docking in found:
        met = sum(row.agrees for row in docking.rows)
        yield f"[{docking.title}](#{_anchor(docking.title)})", str(len(docking.rows)), str(met)


def _anchor(title: str) -> str:
    """The anchor that Markdown readers give a heading."""
    kept = (char for char in title.lower() if char.isalnum() or char in " -")
    return "".join(kept).replace(" ", "-")


def _section(docking: Docking) -> Iterator[str]:
    yield f"## {docking.title}\n"
    yield from (f"- {equation}" for equation in docking.equations)
    yield ""
    head = ("what", "theirs", "ours", "difference", "tolerance", "agree")
    yield from _table(head, (_row(row) for row in docking.rows))
    if docking.finds:
        yield ""
        yield from _table(("also found", "ours"), docking.finds)
    yield "\nWhere ours differs, and what was not tested:\n"
    yield from (f"- {said}" for said in docking.differs)
    yield "\nSources:\n"
    yield from (f"- {source}" for source in docking.sources)


def _row(row: Docked) -> tuple[str, ...]:
    apart = row.difference
    return (
        row.what,
        _shown(row.theirs),
        _shown(row.ours),
        UNKNOWN if apart is None else _small(apart),
        UNKNOWN if apart is None else _small(row.within),
        "yes" if row.agrees else "**no**",
    )


def _shown(value: float | str) -> str:
    """A number with six digits that count, or words."""
    if isinstance(value, str):
        return value
    return "0" if abs(value) < NOTHING else f"{value:.6g}"


def _small(value: float) -> str:
    """A difference with one digit after the first."""
    if value == 0.0:
        return "0"
    return f"below {NOTHING:.0e}" if abs(value) < NOTHING else f"{value:.1e}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join(' --- ' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
