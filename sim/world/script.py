"""A script as it stands in its files: what is sure, what depends; and its checks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sim.world.check_script import Written, check_branches, check_conditions, check_rules
from sim.world.document import Place, shown
from sim.world.page import Page
from sim.world.posture import Requirement
from sim.world.scenario import Branch, Contingency, Event, Rules
from sim.world.scenario_file import EventText, ScenarioFile
from sim.world.standing import Levels, movers, standing, unmet
from sim.world.world import World


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
        """Its branches, with shares that make up 1."""
        link = _branching(self.links)
        texts = () if link is None else link.text.branches
        whole = sum(one.weight for one in texts)
        return tuple(Branch(one.id, one.title, one.weight / whole, one.sources) for one in texts)

    @property
    def placed_in(self) -> Mapping[str, list[Placed]]:
        """Branch -> its events that are sure within it."""
        found: dict[str, list[Placed]] = {one.id: [] for one in self.branches}
        for one in self.depending:
            if one.event.branch and one.event.sure:
                event = Event(one.event.first, one.event.action)
                found[one.event.branch].append(Placed(event, one.link, one.place))
        return found

    def check_steps(self, last: Link, steps: int) -> None:
        """Mark what comes after the end."""
        told: set[Place] = set()
        everything: list[Placed | Depending] = [*self.placed, *self.depending]
        for p in everything:
            comes, step = _at_latest(p)
            if step <= steps:
                continue
            action = p.event.action
            if p.link is not last:
                said = f"`{action}` {comes} step {step} from {p.link.path.stem}"
                last.page.mark(("steps",), f"{said}, after the end (step {steps})", "Raise `steps`")
            elif p.place not in told:
                said = f"the event {comes} step {step}, after the end (step {steps})"
                last.page.mark(p.place, said, "Bring it forward or raise `steps`")
            told.add(p.place)

    def check(self, world: World) -> None:
        """Mark events of one instrument in one step, and what conditions and rules get wrong."""
        self._clashes(world)
        each = texts_of(self.links)
        written = (Written(link.page, place, text, within) for link, place, text, within in each)
        check_conditions(world, written)
        ruling = {actor: link for link in self.links for actor in link.text.rules}
        for link in self.links:
            rules = {who: one for who, one in link.text.rules.items() if ruling[who] is link}
            check_rules(world, link.page, rules, self._scripted(world))
            check_branches(link.page, link.text.branches)

    def _scripted(self, world: World) -> dict[str, str]:
        """Action -> its instrument, of all that is scripted."""
        acts = [p.event.action for p in self.placed]
        acts += [p.event.action for p in self.depending]
        return {act: world.actions[act].instrument for act in acts}

    def _clashes(self, world: World) -> None:
        taken = _clash(world, self.placed, {})
        for own in self.placed_in.values():
            _clash(world, own, taken)

    def check_preconditions(self, world: World, steps: int, begin: Levels) -> None:
        """Each must hold from the levels ``begin`` and the moves scripted in earlier steps."""
        for own in (self.placed, *self.placed_in.values()):
            before = [] if own is self.placed else self.placed
            deeds = ((p.event.step, p.event.action) for p in (*before, *own))
            levels = standing(world, deeds, steps, begin)
            for p in sorted(own, key=lambda p: p.event.step):
                _unmet(world, p, levels[p.event.step - 1])


def _branching(chain: list[Link]) -> Link | None:
    """The youngest file that has branches: they stand in the place of those it extends."""
    return next((link for link in reversed(chain) if link.text.branches), None)


def texts_of(chain: list[Link]) -> Iterator[tuple[Link, Place, EventText, str]]:
    """Every event that is written, and in which branch: those of none first, the eldest file's
    before those of the files that extend it."""
    for link in chain:
        yield from ((link, place, text, "") for place, text in link.texts if place[0] == "events")
    if (branching := _branching(chain)) is not None:
        branches = branching.text.branches
        own = ((place, text) for place, text in branching.texts if place[0] == "branches")
        yield from ((branching, place, text, branches[int(place[1])].id) for place, text in own)


def _clash(
    world: World, placed: list[Placed], taken: Mapping[tuple[int, str], Placed]
) -> Mapping[tuple[int, str], Placed]:
    """Mark events of one instrument in one step; return what is taken after them."""
    found = dict(taken)
    for p in placed:
        key = (p.event.step, world.actions[p.event.action].instrument)
        first = found.setdefault(key, p)
        if first is not p:
            where = f"{shown(first.link.path)}:{first.link.page.line(first.place)}"
            p.link.page.mark(
                p.place,
                f"step {p.event.step} has two events of the instrument `{key[1]}`: "
                f"`{first.event.action}` ({where}) and `{p.event.action}`",
                "An instrument does one thing in a step",
            )
    return found


def _unmet(world: World, p: Placed, now: Levels) -> None:
    for need in unmet(world, p.event.action, now):
        at = f"at step {p.event.step} it is {now[need.posture]}"
        said = f"`{p.event.action}` needs {need}, but {at}"
        way = _known(world, p.event.action) or _way(world, need)
        p.link.page.mark((*p.place[:-1], "action"), said, way)


def _at_latest(p: Placed | Depending) -> tuple[str, int]:
    """How it comes, and the last step that is named."""
    return ("comes at", p.event.step) if isinstance(p, Placed) else p.event.at_latest


def _known(world: World, action: str) -> str:
    """What to do about a deed that is known to have been done before the question begins."""
    deeds = () if world.history is None else world.history.deeds
    when = next((deed.date for deed in deeds if deed.action == action), None)
    return "" if when is None else f"It was done on {when}: leave it out, or ask without --from"


def _way(world: World, need: Requirement) -> str:
    names = movers(world, need)
    first = f"Script {' or '.join(names[:3])} in an earlier step, or" if names else "You can"
    return f"{first} set postures.{need.posture}.start"
