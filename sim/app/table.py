"""A person at the terminal who plays a state: the menu, what was typed, and what it means."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sim.app.say import say

if TYPE_CHECKING:
    from sim.single import Line, Options, StateActor

PROMPT = "Numbers, Enter: leave all to the model, 0: nothing else, q: end > "


class EndedError(Exception):
    """The player has had enough."""


def decide(actor: "StateActor", options: "Options") -> Mapping[str, str | None]:
    """Ask until what is typed can be done. Raises EndedError where the player ends the game."""
    menu = [(line, at) for line in options.values() for at in range(len(line.options))]
    _show(actor, menu)
    while True:
        try:
            typed = input(PROMPT).strip()
        except EOFError:
            raise EndedError from None
        if typed.lower() in ("q", "quit"):
            raise EndedError
        try:
            return understood(typed, menu, options)
        except ValueError as wrong:
            say(f"  {wrong} Once more:")


def understood(
    typed: str, menu: "list[tuple[Line, int]]", options: "Options"
) -> dict[str, str | None]:
    """Instrument -> action of what was typed. ValueError says what is wrong with it.

    ``0`` is nothing in every line of policy that is not named; without it they are left to the
    model.
    """
    chosen: dict[str, str | None] = {}
    words = typed.replace(",", " ").split()
    for word in words:
        if not (word.isdecimal() and len(word) < 4 and int(word) <= len(menu)):
            raise ValueError(f"“{word[:20]}” is no number from 0 to {len(menu)}.")
        if int(word) == 0:
            continue
        line, at = menu[int(word) - 1]
        action = line.options[at].action
        if chosen.setdefault(line.instrument, action) != action:
            raise ValueError(f"Two acts of one line of policy in a month: {line.title}.")
    rest = dict.fromkeys(options) if any(int(word) == 0 for word in words) else {}
    return rest | chosen


def _show(actor: "StateActor", menu: "list[tuple[Line, int]]") -> None:
    from sim.report.words import month as in_words
    from sim.report.words import percent
    from sim.world.record import month_of

    model = actor.model
    step = len(model.months) + 1
    say(f"\n{actor.name}, {in_words(month_of(model.world.date, step))} (month {step})")
    before: Line | None = None
    for number, (line, at) in enumerate(menu, 1):
        if line is not before:
            say(f"  {line.title}")
            before = line
        one = line.options[at]
        chances = f"by itself {percent(one.probability)}, usually {percent(one.base_rate)}"
        say(f"  {number:3}  {one.title} ({chances})")
