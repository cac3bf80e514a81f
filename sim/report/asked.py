"""What was asked, in words: the script, and every value, beginning and law that is otherwise."""

import re
from collections.abc import Iterable, Mapping, Sequence

from sim.report import words
from sim.results import ARMS, WITH, Meta, Script
from sim.results.change import Change
from sim.world import World
from sim.world.month import next_month

NOTHING = "what if nothing is scripted?"
SHORT = 200  # characters of a source that are told

_MONTH = re.compile(r"\b[0-9]{4}-[0-9]{2}\b")

NAMED = 3  # months of one deed that are named one by one


def apart(changes: Iterable[Change]) -> list[str]:
    """Return in words what only the scenario has otherwise."""
    return [phrase(one) for one in changes if one.arms == (WITH,)]


def shared(changes: Iterable[Change], values: Mapping[str, str], off: Iterable[str]) -> list[str]:
    """Return in words what both arms have otherwise; ``values`` and ``off`` are what was typed."""
    found = [one for one in changes if one.arms == ARMS]
    told = {one.name for one in found}
    rest = words.changes(
        {path: value for path, value in values.items() if path not in told},
        [name for name in off if name not in told],
    )
    return [*map(phrase, found), *rest]


def phrase(change: Change) -> str:
    """Return one change as it stands after "what if"."""
    if change.kind in ("value", "state"):
        old = f" instead of {change.old}" if change.old else ""
        source = f" [{_short(change.source)}]" if change.source else ""
        said = f"{change.title} is {change.new}{old}"
        if change.kind == "state":
            said = f"{change.title} begins at {change.new}{old}, while its reference stays"
        return words.printable(f"{said}{source}")
    if change.kind == "play":
        return months_said(change.title)
    state = "switched off" if change.new == "off" else "at work, which it else is not"
    return words.printable(f"the {change.kind} “{change.title}” is {state}")


def months_said(text: str) -> str:
    """Return a text with its months, as 2024-09, in words."""
    return words.printable(_MONTH.sub(lambda found: words.month(found[0]), text))


def _short(source: str) -> str:
    return source if len(source) <= SHORT else f"{source[:SHORT]}…"


def deeds(script: Sequence[Script], meta: Meta) -> list[str]:
    """Return who does what, and in which months, for scripted events; each deed once."""
    months: dict[str, list[str]] = {}
    for item in script:
        what = words.clause(item.actor, item.title, meta.names)
        months.setdefault(what, []).append(words.month(item.month))
    return [f"{what} ({_months(when)})" for what, when in months.items()]


def _months(when: Sequence[str]) -> str:
    """Three months are named, more of them counted."""
    if len(when) <= NAMED:
        return ", ".join(when)
    return f"{len(when)} times, {when[0]} to {when[-1]}"


def history(world: World) -> str:
    """Return the history that a world has been led through, and its months; nothing where none."""
    past = world.history
    if past is None:
        return ""
    return f"{words.printable(past.title)}, {words.month(past.start)} to {words.month(past.end)}"


def known(meta: Meta) -> str:
    """Return what is taken as known of the months before; nothing where a question has none."""
    past = meta.known_past
    if past is None:
        return ""
    span = f"{words.month(past.start)} to {words.month(past.end)}"
    said = (
        f"{words.printable(past.title)}, {span}: {words.count(past.deeds, 'deed')} done in every "
        f"run, {past.absent:,} months in which a deed is known to have stayed out, "
        f"{words.count(past.rates, 'base rate')} learnt; all else is drawn"
    )
    after = next_month(past.end)
    if after == meta.start:
        return said
    last = next_month(meta.start, -1)
    gap = words.month(after) if after == last else f"{words.month(after)} to {words.month(last)}"
    return f"{said}, and all of {gap}"


def rest(meta: Meta) -> str:
    """Return what is asked where nothing sets a scenario apart from what it is compared with."""
    both = shared(meta.changes, meta.set_values, meta.off)
    if both:
        return f"what if {'; '.join(both)}, in both?"
    if meta.script:
        return f"nothing that sets it apart from “{words.printable(meta.baseline_title)}”."
    return NOTHING
