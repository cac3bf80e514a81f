"""What a scenario has happen: its events, what they depend on, how actors play; and its checks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sim.world.check_script import check_branches, check_conditions, check_rules
from sim.world.document import Place, shown
from sim.world.page import Page
from sim.world.posture import Requirement
from sim.world.scenario import (
    MAX_STEPS,
    Answer,
    Branch,
    Contingency,
    Event,
    EventText,
    Rules,
    RulesText,
    ScenarioFile,
)
from sim.world.standing import Levels, movers, standing, unmet
from sim.world.world import World

MAX_EVENTS = 50_000  # of one file, with every repetition


@dataclass(frozen=True)
class Link:
    """One file in the chain of `extends`."""

    path: Path
    text: ScenarioFile
    page: Page

    @property
    def texts(self) -> Iterator[tuple[Place, EventText]]:
        """Every event that is written in it, those of branches too, and where it stands."""
        yield from ((("events", n), one) for n, one in enumerate(self.text.events))
        for n, branch in enumerate(self.text.branches):
            yield from ((("branches", n, "events", m), one) for m, one in enumerate(branch.events))


@dataclass(frozen=True)
class Placed:
    """An event that is sure, and where it was written."""

    event: Event
    link: Link
    place: Place


@dataclass(frozen=True)
class Depending:
    """An event that depends, and where it was written."""

    event: Contingency
    link: Link
    place: Place


@dataclass(frozen=True)
class ScriptText:
    """All that a chain of files has happen."""

    placed: list[Placed]
    depending: list[Depending]
    links: list[Link]
    rules: Mapping[str, Rules] = field(default_factory=dict)

    @property
    def events(self) -> tuple[Event, ...]:
        """Those that are sure, in the order of their steps."""
        return tuple(sorted((p.event for p in self.placed), key=lambda e: (e.step, e.action)))

    @property
    def contingencies(self) -> tuple[Contingency, ...]:
        """Those that depend, in the order of the files."""
        return tuple(one.event for one in self.depending)

    @property
    def branches(self) -> tuple[Branch, ...]:
        """The youngest file's branches that are given, with shares that make up 1."""
        texts = next((link.text.branches for link in self.links[::-1] if link.text.branches), ())
        whole = sum(one.weight for one in texts)
        return tuple(Branch(one.id, one.title, one.weight / whole, one.sources) for one in texts)

    def check_steps(self, last: Link, steps: int) -> None:
        """Mark what comes after the end."""
        told: set[Place] = set()
        everything: list[Placed | Depending] = [*self.placed, *self.depending]
        for p in everything:
            step = _step(p)
            if step <= steps:
                continue
            action = p.event.action
            if p.link is not last:
                said = f"`{action}` comes at step {step} from {p.link.path.stem}"
                last.page.mark(("steps",), f"{said}, after the end (step {steps})", "Raise `steps`")
            elif p.place not in told:
                said = f"the event comes at step {step}, after the end (step {steps})"
                last.page.mark(p.place, said, "Bring it forward or raise `steps`")
            told.add(p.place)

    def check(self, world: World) -> None:
        """Mark events of one instrument in one step, and what conditions and rules get wrong."""
        self._clashes(world)
        for link in self.links:
            check_conditions(world, link.page, link.texts, self._ids())
            check_rules(world, link.page, link.text.rules, self._scripted(world))
            check_branches(link.page, link.text.branches)

    def _ids(self) -> dict[str, tuple[str, ...]]:
        """The names of events, and those that the condition of each asks for."""
        found: dict[str, tuple[str, ...]] = {}
        for link in self.links:
            for _, text in link.texts:
                if text.id is not None:
                    asked = () if text.when is None else text.when.walk()
                    needed = (one.event for _, one in asked if one.event is not None)
                    found[text.id] = tuple(needed)
        return found

    def _scripted(self, world: World) -> dict[str, str]:
        """Action -> its instrument, of all that is scripted."""
        acts = [p.event.action for p in self.placed]
        acts += [p.event.action for p in self.depending]
        return {act: world.actions[act].instrument for act in acts}

    def _clashes(self, world: World) -> None:
        taken: dict[tuple[int, str], Placed] = {}
        for p in self.placed:
            key = (p.event.step, world.actions[p.event.action].instrument)
            first = taken.setdefault(key, p)
            if first is not p:
                where = f"{shown(first.link.path)}:{first.link.page.line(first.place)}"
                p.link.page.mark(
                    p.place,
                    f"step {p.event.step} has two events of the instrument `{key[1]}`: "
                    f"`{first.event.action}` ({where}) and `{p.event.action}`",
                    "An instrument does one thing in a step",
                )

    def check_preconditions(self, world: World, steps: int, begin: Levels) -> None:
        """Each must hold from the levels ``begin`` and the moves scripted in earlier steps."""
        deeds = ((p.event.step, p.event.action) for p in self.placed)
        levels = standing(world, deeds, steps, begin)
        for p in sorted(self.placed, key=lambda p: p.event.step):
            now = levels[p.event.step - 1]
            for need in unmet(world, p.event.action, now):
                at = f"at step {p.event.step} it is {now[need.posture]}"
                said = f"`{p.event.action}` needs {need}, but {at}"
                way = _known(world, p.event.action) or _way(world, need)
                p.link.page.mark((*p.place[:2], "action"), said, way)


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
    for link in chain:
        for place, text in link.texts:
            if len(placed) + len(depending) > MAX_EVENTS:
                said = f"the events come to more than {MAX_EVENTS:,} with every repetition"
                hint = "An instrument does one thing in a step: leave some out"
                link.page.mark(place, said, hint)
                break
            if text.action in done and text.fixed and (setting or link is not chain[-1]):
                continue
            branch = link.text.branches[int(place[1])].id if place[0] == "branches" else ""
            if text.fixed and not branch:
                placed += _events(link, place, text, steps)
            else:
                depending += _depending(link, place, text, branch, steps, met)
    rules = {actor: _rules(one) for link in chain for actor, one in link.text.rules.items()}
    return ScriptText(placed, depending, chain, rules)


def moved_to(chain: list[Link], moved: Mapping[str, int]) -> list[Link]:
    """The chain with the first event of some actions at other steps, the others as far behind."""
    first: dict[str, int] = {}
    for event in (event for link in chain for event in link.text.events if event.dated):
        begins = event.window[0]
        first[event.action] = min(begins, first.get(event.action, begins))

    def put(event: EventText) -> EventText:
        by = moved[event.action] - first[event.action]
        until = None if event.until is None else event.until + by
        begins, ends = event.window
        update = {"step": (begins + by, ends + by), "date": None, "until": until}
        return event.model_copy(update=update)

    def of(link: Link) -> Link:
        events = tuple(
            put(one) if one.dated and one.action in moved else one for one in link.text.events
        )
        return replace(link, text=link.text.model_copy(update={"events": events}))

    return [of(link) for link in chain] if moved else chain


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


def _step(p: Placed | Depending) -> int:
    """The last step that is named."""
    if isinstance(p, Placed):
        return p.event.step
    return p.event.first


def _rules(text: RulesText) -> Rules:
    return Rules(
        policy=text.policy,
        never=text.never,
        always=text.always,
        hold=text.hold,
        answers=tuple(Answer(one.to, one.with_, one.within, one.sources) for one in text.answers),
        sources=text.sources,
    )


def _known(world: World, action: str) -> str:
    """What to do about a deed that is known to have been done before the question begins."""
    deeds = () if world.history is None else world.history.deeds
    when = next((deed.date for deed in deeds if deed.action == action), None)
    return "" if when is None else f"It was done on {when}: leave it out, or ask without --from"


def _way(world: World, need: Requirement) -> str:
    names = movers(world, need)
    first = f"Script {' or '.join(names[:3])} in an earlier step, or" if names else "You can"
    return f"{first} set postures.{need.posture}.start"
