"""Numbers, names and months as a reader says them."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.world import World

UNKNOWN = "–"
# All but tab and line feed, with what turns the direction of writing or separates lines.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def signed(value: float, digits: int = 2) -> str:
    """Return ``+0.12``, ``-0.12`` or ``0.00``: a sign, unless it rounds to zero."""
    text = f"{value:+.{digits}f}"
    return text[1:] if float(text) == 0 else text


def percent(share: float, digits: int = 0) -> str:
    """Return a share as a percentage; what is rare but possible never reads as 0 %."""
    least = 10.0**-digits
    if 0 < share < least / 200:
        return f"<{least:.{digits}f}%"
    if 1 - least / 200 <= share < 1:
        return f">{100 - least:.{digits}f}%"
    return f"{share * 100:.{digits}f}%"


def apart(one: float, other: float, digits: int) -> str:
    """Return the signed difference of two numbers as they are printed, so that they subtract."""
    return signed(printed(one, digits) - printed(other, digits), digits)


def printed(value: float, digits: int) -> float:
    """Return a number as it is printed."""
    return float(f"{value:.{digits}f}")


def parts(amounts: Sequence[float], digits: int) -> list[float]:
    """Return amounts as they are printed, so that they add up to their sum as it is printed.

    Each is rounded down, and those that lose most by it get the units that are missing (the method
    of the largest remainder), so that none is further off than a unit of the last digit.
    """
    unit = 10.0**-digits
    units = [math.floor(amount / unit) for amount in amounts]
    missing = round(printed(math.fsum(amounts), digits) / unit) - sum(units)
    lost = sorted(range(len(units)), key=lambda at: units[at] - amounts[at] / unit)
    for at in lost[:missing]:
        units[at] += 1
    return [printed(count * unit, digits) for count in units]


def times(count: float) -> str:
    """Return how often something happens per run: two digits that count."""
    return f"{count:.2f}" if count < 10 else f"{count:.1f}"


def ratio(value: float | None) -> str:
    """Return ``x 3.1``, ``x 1.03`` near 1, ``x 100+``, or ``new`` where it never happens else."""
    if value is None:
        return "new"
    if value != 1.0 and f"{value:.1f}" == "1.0":
        return f"x {value:.2f}"
    return f"x {value:.1f}" if value < 100 else "x 100+"  # next to nothing is no measure


def span(low: float, high: float, digits: int = 2) -> str:
    """Return a range of signed numbers."""
    return f"{signed(low, digits)} to {signed(high, digits)}"


def over_runs(low: float, high: float, error: float | None, digits: int = 2) -> str:
    """Return a range over runs, or a dash where a single run tells none, as it tells no error."""
    return UNKNOWN if error is None or error != error else span(low, high, digits)


def error(value: float | None, digits: int = 3) -> str:
    """Return ``±0.003``, or a dash where a single run tells no error."""
    return UNKNOWN if value is None or value != value else f"±{value:.{digits}f}"


def month(year_month: str) -> str:
    """Return ``Aug 2024`` for ``2024-08``; anything else comes back as it is."""
    year, _, number = year_month.partition("-")
    if number.isdecimal() and 1 <= int(number) <= 12:
        return f"{_MONTHS[int(number) - 1]} {year}"
    return year_month


def when(year_month: str, step: int) -> str:
    """Return when a step of a month is, in a sentence: ``in Jun 2024``, or at the start."""
    return f"in {month(year_month)}" if step else "at the start"


def how_often(number: int) -> str:
    """Return ``once`` or ``1,000 times``."""
    return "once" if number == 1 else f"{number:,} times"


def count(number: int, noun: str) -> str:
    """Return ``1 month``, ``18 months``, ``1,000 runs``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def name(code: str, names: Mapping[str, str]) -> str:
    """Return the name of a state, or its code where it has none."""
    return printable(names.get(code, code))


def pair(source: str, target: str, names: Mapping[str, str]) -> str:
    """Return a directed pair in words."""
    return f"{name(source, names)} toward {name(target, names)}"


def sentence(actor: str, title: str, names: Mapping[str, str]) -> str:
    """Return ``Russia sends food`` from ``RUS`` and the action's title ``Sends food``."""
    return f"{name(actor, names)} {printable(title[:1].lower() + title[1:])}"


def deed(action: str, world: "World") -> str:
    """Return who does what, by the id of an action of a world: ``Russia sends food``."""
    known = world.actions[action]
    return sentence(known.owner, known.title, world.names)


def clause(actor: str, title: str, names: Mapping[str, str]) -> str:
    """Return a sentence as it stands within another: ``the United States holds a summit``."""
    return within(sentence(actor, title, names))


def within(text: str) -> str:
    """Return a name, or what begins with one, with the article that it has within a sentence."""
    return f"the {text}" if text.startswith("United ") else text


def pair_within(source: str, target: str, names: Mapping[str, str]) -> str:
    """Return a directed pair within a sentence."""
    return f"{within(name(source, names))} toward {within(name(target, names))}"


def changes(values: Mapping[str, str], off: Iterable[str]) -> list[str]:
    """Return what was set to another value and what was switched off, one phrase for each."""
    return [f"{path} = {value}" for path, value in values.items()] + [
        f"{name} switched off" for name in off
    ]


def printable(text: str) -> str:
    """Return text without characters that could steer a terminal."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " for char in text)


def shortened(text: str, room: int) -> str:
    """Return text in at most ``room`` characters, cut in its middle.

    Both ends stay, as a label ends with what gives it its direction: ``falls by 0.15``.
    """
    if len(text) <= room:
        return text
    tail = room // 2
    return f"{text[: room - tail - 1].rstrip()}…{text[len(text) - tail :].lstrip()}"


def visible(text: str) -> str:
    """Return text with every character that could steer a terminal written out: ``\\u001b``."""
    return _STEERING.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
