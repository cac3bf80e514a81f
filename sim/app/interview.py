"""From five questions to a scenario or a choice between options; each answer is checked at once.

What comes of it is text, commented, that the reader of files has read; nothing is written here.
"""

import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from sim.app.draft import NOTHING, Draft, RefusedError, lead_up, month
from sim.app.drafted import text_of
from sim.report.words import within

if TYPE_CHECKING:
    from sim.world import Scenario, World
    from sim.world.action import Action

Value = TypeVar("Value")


class Ask(Protocol):
    """Asks a question, with a default, until a check takes the answer."""

    def __call__(self, question: str, default: str, check: Callable[[str], Value]) -> Value:
        """Return what the check makes of the answer; the check raises :class:`RefusedError`."""


LISTED = "?"
YES, NO = "choice", "one"
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def interview(world: "World", name: str, ask: Ask) -> tuple[str, str]:
    """Return the folder and the text that five answers make."""
    actor = ask("1. Who acts?", "", partial(_actor, world))
    kind = ask(f"   One deed, or a choice between options? ({NO}, {YES})", NO, _kind)
    what = f"2. What does {within(world.parties[actor].name)} do? ({LISTED} lists it"
    what += f"; 2 to 8 with commas, {NOTHING} for holding still)" if kind else ")"
    actions = ask(what, "", partial(_actions, world, actor, kind))
    first = "pact" if "pact" in _scenarios(world) else "baseline"
    on = "3. On top of which scenario?" if kind else "3. Compared with which scenario?"
    base = ask(on, first, partial(_base, world))
    draft = Draft(world, name, actor, kind, actions, base)
    when = f"4. When? (a month from {world.date} on)"
    draft = ask(when, month(world, 3), partial(_when, draft))
    watch = "5. What to watch? (indicators, theatres or pairs such as RUS>KOR, with commas"
    watch += "; each with up or down)" if kind else ")"
    draft = ask(watch, _to_watch(draft), partial(_watch, draft))
    return draft.folder, text_of(draft)


def _actor(world: "World", given: str) -> str:
    from sim.world.problems import suggest

    names = {world.parties[code].name.casefold(): code for code in world.actors}
    if given.upper() in world.actors:
        return given.upper()
    if given.casefold() in names:
        return names[given.casefold()]
    raise RefusedError(f"`{given}` is no actor. {suggest(given.upper(), world.actors)}")


def _kind(given: str) -> bool:
    words = {NO: False, YES: True, "options": True, "yes": True, "no": False}
    if given.casefold() in words:
        return words[given.casefold()]
    raise RefusedError(f"Write {NO} or {YES}")


def _actions(world: "World", actor: str, choice: bool, given: str) -> tuple[str, ...]:
    from sim.world.choice import FEWEST_OPTIONS, MOST_OPTIONS

    own = {name: one for name, one in world.actions.items() if one.owner == actor}
    if given == LISTED:
        raise RefusedError("\n".join(f"{name:<34} {one.title}" for name, one in own.items()))
    named = tuple(part.strip() for part in given.split(",") if part.strip())
    if not choice and len(named) != 1:
        raise RefusedError(f"One deed only; for several, answer {YES} before")
    if choice and not FEWEST_OPTIONS <= len(named) <= MOST_OPTIONS:
        raise RefusedError(f"{len(named)} given: a choice has {FEWEST_OPTIONS} to {MOST_OPTIONS}")
    if len(set(named)) < len(named):
        raise RefusedError("The same is named twice")
    return tuple(NOTHING if choice and one == NOTHING else _action(own, one) for one in named)


def _action(own: "Mapping[str, Action]", given: str) -> str:
    """An id, or words that stand in one title only."""
    from sim.world.problems import suggest

    if given in own:
        return given
    words = given.casefold().split()
    like = [n for n, one in own.items() if all(w in f"{n} {one.title}".casefold() for w in words)]
    if len(like) == 1:
        return like[0]
    if like:
        raise RefusedError(f"`{given}` may mean {', '.join(like)}: write one of them")
    raise RefusedError(f"`{given}` is none of its deeds. {suggest(given, own)}")


def _scenarios(world: "World") -> list[str]:
    from sim.ask.place import scenario_files

    return [path.stem for path in scenario_files(world.folder)]


def _base(world: "World", given: str) -> "Scenario":
    from sim.ask.place import find
    from sim.world import WorldError, load_scenario
    from sim.world.problems import suggest

    if given not in _scenarios(world):
        raise RefusedError(f"There is no scenario `{given}`. {suggest(given, _scenarios(world))}")
    try:
        return load_scenario(find(given), world)
    except WorldError as error:
        raise RefusedError(str(error.problems[0])) from None


def _when(draft: Draft, given: str) -> Draft:
    found = _MONTH.fullmatch(given)
    if found is None and not given.isdecimal():
        raise RefusedError(f"`{given}` is no month: write it as {month(draft.world, 3)}")
    step = int(given) if found is None else _step(draft.world, given)
    last = draft.base.steps
    if not 1 <= step <= last:
        ends = f"{month(draft.world, 1)} to {month(draft.world, last)}"
        raise RefusedError(f"{given} lies outside the months of {draft.base.id}: {ends}")
    placed = replace(draft, step=step)
    for action in placed.actions:
        _fits(placed, action)
    _read(placed)
    return placed


def _step(world: "World", month: str) -> int:
    (year, number), (first, start) = (map(int, one.split("-")) for one in (month, world.date))
    return (year - first) * 12 + number - start + 1


def _fits(draft: Draft, action: str) -> None:
    if action != NOTHING and draft.step <= len(lead := lead_up(draft, action)):
        names = ", ".join(lead)
        earliest = month(draft.world, len(lead) + 1)
        raise RefusedError(f"`{action}` needs {names} before it: {earliest} at the earliest")


def _to_watch(draft: Draft) -> str:
    other = next(code for code in draft.world.actors if code != draft.actor)
    theatre = next(iter(draft.world.theatres))
    if not draft.choice:
        return f"{other}>{draft.actor}"
    return f"{other}>{draft.actor} up, {theatre} down"


def _watch(draft: Draft, given: str) -> Draft:
    found = tuple(_watched(draft, part.strip()) for part in given.split(",") if part.strip())
    if not found:
        raise RefusedError("Name one thing at least")
    if len(dict(found)) < len(found):
        raise RefusedError("The same is named twice")
    done = replace(draft, watched=found)
    _read(done)
    return done


def _watched(draft: Draft, given: str) -> tuple[str, str]:
    from sim.world.problems import suggest

    name, _, way = given.partition(" ")
    way = way.strip()
    if draft.choice and way not in ("up", "down"):
        raise RefusedError(f"Which way is better for `{name}`? Write {name} up, or {name} down")
    if not draft.choice and way:
        raise RefusedError(f"Write {name} alone")
    world = draft.world
    known = [one.id for one in draft.base.reported(world)]
    pairs = [f"{i}>{j}" for i in world.actors for j in world.parties if i != j]
    if name not in (*known, *pairs, *world.theatres):
        hint = suggest(name, [*known, *pairs, *world.theatres])
        raise RefusedError(f"`{name}` is no indicator, pair or theatre. {hint}")
    return name, way


def _read(draft: Draft) -> None:
    """Have the reader of files read it; what it says is the answer's fault."""
    from sim.world import WorldError, load_scenario
    from sim.world.read_choice import load_choice

    with tempfile.TemporaryDirectory() as place:
        for own in Path("scenarios").glob("*.yaml"):  # which it may stand on
            _copy(own, Path(place))
        path = Path(place) / draft.folder / f"{draft.name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text_of(draft), encoding="utf-8")
        try:
            (load_choice if draft.choice else load_scenario)(path, draft.world)
        except WorldError as error:
            first = error.problems[0]
            raise RefusedError(f"{first.message}. {first.hint}") from None


def _copy(own: Path, place: Path) -> None:
    there = place / own
    there.parent.mkdir(exist_ok=True)
    there.write_bytes(own.read_bytes())
