"""How much a shift is, in words: ordinary years, and the past shock that is nearest."""

from collections.abc import Mapping, Sequence

from sim.report import words
from sim.results import Meta, ShiftRow, YardstickRow

HARDLY = 0.05  # a smaller share is hardly anything of it
SHARES = {
    0.1: "about a tenth of",
    0.2: "about a fifth of",
    0.25: "about a quarter of",
    1 / 3: "about a third of",
    0.4: "about two fifths of",
    0.5: "about half of",
    2 / 3: "about two thirds of",
    0.75: "about three quarters of",
    1.0: "about as much as",
    1.5: "about one and a half times",
    2.0: "about twice",
}


def of(rows: Sequence[YardstickRow], shift: ShiftRow) -> YardstickRow | None:
    """Return what a shift is held against, if the world comes with a yardstick."""
    pair = shift.source, shift.target
    return next((row for row in rows if (row.source, row.target) == pair), None)


def ordinary(median: float, high: float) -> str:
    """Return what an ordinary year does, as a sentence."""
    return f"In an ordinary year a pair moves {median:.2f}, in nine of ten less than {high:.2f}."


def years(row: YardstickRow | None) -> str:
    """Return how many ordinary years a shift is: ``1.3``, or a dash."""
    return words.UNKNOWN if row is None else f"{row.years:.1f}"


def said(row: YardstickRow, meta: Meta) -> str:
    """Return what years count, for a screen."""
    span = words.count(row.months, meta.step_unit)
    return f"Years: the first {span} in ordinary years, in which a pair moves {row.ordinary:.2f}."


def share(value: float) -> str:
    """Return how much of a past shock a shift is, as it stands before "what ... did"."""
    size = abs(value)
    if size < HARDLY:
        return "hardly any of"
    if size > 2.5:
        return f"about {size:.0f} times"
    return min(SHARES.items(), key=lambda item: max(item[0] / size, size / item[0]))[1]


def compared(row: YardstickRow, names: Mapping[str, str]) -> str:
    """Return a phrase: ``about half of what the Dokdo quarrel did to Japan's view of ...``."""
    if row.share is None:
        return ""
    view = f"{_own(words.name(row.shock_source, names))} view of"
    target = words.within(words.name(row.shock_target, names))
    title = words.printable(row.title)
    year = "" if row.date[:4] in title else f" in {row.date[:4]}"
    other = ", the other way" if row.share <= -HARDLY else ""
    return f"{share(row.share)} what {title} did to {view} {target}{year}{other}"


def _own(name: str) -> str:
    return words.within(name) + ("'" if name.endswith("s") else "'s")
