"""Reads what a scenario has happen: its events, what they depend on, how actors play."""

from collections.abc import Mapping
from dataclasses import replace

from sim.world.document import Place
from sim.world.scenario import MAX_STEPS, Answer, Contingency, Event, Rules
from sim.world.scenario_file import EventText, RulesText
from sim.world.script import Depending, Link, Placed, ScriptText, texts_of
from sim.world.world import World

MAX_EVENTS = 50_000  # of one file, with every repetition


def read_script(chain: list[Link], steps: int, world: World, *, setting: bool) -> ScriptText:
    """Everything that the files of a chain have happen; the youngest file wins an actor's rules.

    What a history knows to have been done is not done again because a scenario extends another, or
    because it is the ``setting`` that a question is compared with: there it is history.
    """
    history = world.history
    done = frozenset() if history is None else frozenset(deed.action for deed in history.deeds)
    placed: list[Placed] = []
    depending: list[Depending] = []
    met: dict[str, int] = {}
    for link, place, text, branch in texts_of(chain):
        if len(placed) + len(depending) > MAX_EVENTS:
            said = f"the events come to more than {MAX_EVENTS:,} with every repetition"
            hint = "An instrument does one thing in a step: leave some out"
            link.page.mark(place, said, hint)
            break
        if text.action in done and text.fixed and (setting or link is not chain[-1]):
            continue
        if text.fixed and not branch:
            placed += _events(link, place, text, steps)
        else:
            depending += _depending(link, place, text, branch, steps, met)
    rules = {actor: _rules(one) for link in chain for actor, one in link.text.rules.items()}
    return ScriptText(placed, depending, chain, rules)


def moved_to(chain: list[Link], moved: Mapping[str, int]) -> list[Link]:
    """The chain with the first event of some actions at other steps, the others as far behind.

    Those in branches move too, and windows as a whole; what waits for a condition has no month.
    """
    first: dict[str, int] = {}
    for _, _, event, _ in texts_of(chain):
        if _has_month(event):
            begins = event.window[0]
            first[event.action] = min(begins, first.get(event.action, begins))

    def put(event: EventText) -> EventText:
        if event.action not in moved or not _has_month(event):
            return event
        by = moved[event.action] - first[event.action]
        until = None if event.until is None else event.until + by
        begins, ends = event.window
        update = {"step": (begins + by, ends + by), "date": None, "until": until}
        return event.model_copy(update=update)

    def of(link: Link) -> Link:
        branches = tuple(
            one.model_copy(update={"events": tuple(map(put, one.events))})
            for one in link.text.branches
        )
        events = tuple(map(put, link.text.events))
        update = {"events": events, "branches": branches}
        return replace(link, text=link.text.model_copy(update=update))

    return [of(link) for link in chain] if moved else chain


def _has_month(event: EventText) -> bool:
    return event.dated and event.when is None


def _events(link: Link, place: Place, text: EventText, steps: int) -> list[Placed]:
    first = text.window[0]
    if text.until is not None and text.until < first:
        said = f"the event ends (step {text.until}) before it begins (step {first})"
        link.page.mark((*place, "until"), said, "`until` is the last step")
    key = "step" if text.date is None else "date"
    return [
        Placed(
            Event(step, text.action, text.note, text.sources, text.id or ""),
            link,
            (*place, key if step == first else "until"),
        )
        for step in _steps(text, steps)
    ]


def _steps(text: EventText, steps: int) -> list[int]:
    first = text.window[0]
    if text.until is None and text.every is None:
        return [first]
    end = text.until if text.until is not None else max(steps, first)
    return list(range(first, end + 1, text.every or 1))


def _depending(
    link: Link, place: Place, text: EventText, branch: str, steps: int, met: dict[str, int]
) -> list[Depending]:
    first, last = text.window
    if text.when is None:
        windows = [(step, step) for step in _steps(text, steps)] if text.fixed else [(first, first)]
        within = last - first + 1
    else:
        windows, within = [(first, last)], text.within or 1
    found = []
    for begins, ends in windows:
        number = met[text.action] = met.get(text.action, 0) + 1
        event = Contingency(
            name=text.id or f"{text.action}/{number}",
            action=text.action,
            when=text.when,
            first=begins,
            last=ends,
            after=text.after or 0,
            within=within,
            until=last if text.when is None and not text.fixed else MAX_STEPS,
            once=text.once is not False,
            probability=1.0 if text.probability is None else text.probability,
            branch=branch,
            id=text.id or "",
            note=text.note,
            sources=text.sources,
        )
        key = "when" if text.when is not None else "step" if text.date is None else "date"
        found.append(Depending(event, link, (*place, key)))
    return found


def _rules(text: RulesText) -> Rules:
    return Rules(
        policy=text.policy,
        never=text.never,
        always=text.always,
        hold=text.hold,
        answers=tuple(Answer(one.to, one.with_, one.within, one.sources) for one in text.answers),
        sources=text.sources,
    )
