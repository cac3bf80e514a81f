"""What must agree between files: every name is known, nothing is missing or there twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.world.action import CameoEntry, InstrumentFile
from sim.world.check_actions import check_actions, check_requirements
from sim.world.check_indicators import check_indicators
from sim.world.check_laws import check_laws
from sim.world.check_variants import check_variants
from sim.world.document import Document, Place
from sim.world.indicator import Indicator
from sim.world.law import Mechanism, Motive
from sim.world.page import Page
from sim.world.party import Actor
from sim.world.problems import Problem
from sim.world.relation import DyadFile, arrow, pair_of
from sim.world.scorecard import Scorecard
from sim.world.world import World

if TYPE_CHECKING:
    from sim.world.read_world import WorldFile


@dataclass(frozen=True)
class Files:
    """Everything read, by file, before it is put together."""

    world: "WorldFile"
    indicators: tuple[Indicator, ...]
    cameo: Mapping[str, CameoEntry]
    actors: Mapping[str, Actor]
    dyads: Mapping[str, DyadFile]
    instruments: Mapping[str, InstrumentFile]
    mechanisms: Mapping[str, Mechanism]
    motives: Mapping[str, Motive]
    scorecard: Scorecard | None


def check_world(
    world: World, files: Files, documents: Mapping[str, Document], problems: list[Problem]
) -> None:
    """Adds every disagreement between the files to the problems."""

    def page(name: str) -> Page:
        return Page(documents[name], problems)

    _slots(world, page("world"))
    _complete(world, files, page("world"))
    _declared(world, page("world"))
    for stem, actor in files.actors.items():
        _actor(world, stem, actor, page(f"actors/{stem}"))
    for stem, dyad in files.dyads.items():
        _dyad(world, stem, dyad, page(f"dyads/{stem}"))
    check_actions(world, files.instruments, documents, problems)
    check_laws(world, documents, problems)
    check_indicators(world, world.indicators, page("indicators"))
    check_variants(world, files.world.variants, page("world"))


def _slots(world: World, page: Page) -> None:
    for section, things in (("parties", world.parties), ("theatres", world.theatres)):
        slots: dict[int, str] = {}
        for name, thing in things.items():
            if thing.slot in slots:
                said = f"the slot {thing.slot} is taken by {slots[thing.slot]}"
                page.mark((section, name), said, "Give it the next free slot")
            slots[thing.slot] = name


def _complete(world: World, files: Files, page: Page) -> None:
    """Nothing that the world needs is without its file."""
    for name in world.deciding:
        if name not in files.actors:
            said = f"the actor {name} has no file actors/{name}.yaml"
            page.mark(("parties", name), said, "Write it, or say `actor: false`")
    for a, b in _pairs(world.deciding):
        if pair_of(a, b) not in files.dyads:
            said = f"the pair {a} and {b} has no file dyads/{pair_of(a, b)}.yaml"
            page.mark(("parties", b), said, "Every pair of actors needs one")


def _pairs(names: Sequence[str]) -> list[tuple[str, str]]:
    return [(a, b) for n, a in enumerate(names) for b in names[n + 1 :]]


def _declared(world: World, page: Page) -> None:
    for name, posture in world.postures.items():
        place = ("postures", name)
        page.known_actor((*place, "owner"), posture.owner, world.parties)
        page.known((*place, "start"), posture.start, posture.levels, "level")
    for name, threat in world.threats.items():
        place = ("threats", name)
        page.known_actor((*place, "owner"), threat.owner, world.parties)
        page.known((*place, "against"), threat.against, world.parties, "party")
        for key in ("triggers", "going_on"):
            for n, trigger in enumerate(getattr(threat, key)):
                page.known((*place, key, n), trigger, world.actions, "action")
        check_requirements(world, page, (*place, "held"), threat.held)
        for promise in threat.promises:
            _own(world, page, (*place, "promises", promise), promise, threat.owner)
        if threat.declared_by:
            _own(world, page, (*place, "declared_by"), threat.declared_by, threat.owner)

    for name, capability in world.capabilities.items():
        page.known_actor(("capabilities", name, "holder"), capability.holder, world.parties)


def _own(world: World, page: Page, place: Place, action: str, owner: str) -> None:
    """A threat is declared and carried out by its owner."""
    if not page.known(place, action, world.actions, "action"):
        return
    if world.actions[action].owner != owner:
        said = f"`{action}` is an action of {world.actions[action].owner}, not of {owner}"
        page.mark(place, said, "A threat's owner declares it and carries it out")


def _actor(world: World, stem: str, actor: Actor, page: Page) -> None:
    if not page.named("id", actor.id, stem):
        return
    if not page.known_actor(("id",), actor.id, world.parties):
        return
    for key, given, wanted, what in (
        ("aversion", actor.aversion, world.theatres, "theatre"),
        ("motives", actor.motives, world.motives, "motive"),
    ):
        for name in given:
            page.known((key, name), name, wanted, what)
        if len(given) < len(wanted) and set(given) <= set(wanted):
            missing = next(name for name in wanted if name not in given)
            page.mark((key,), f"the {what} `{missing}` is missing", "Add it; `none` is a rating")


def _dyad(world: World, stem: str, dyad: DyadFile, page: Page) -> None:
    a, b = dyad.pair
    if not page.all_known({("pair", 0): a, ("pair", 1): b}, world.parties, "party"):
        return
    if a >= b:
        page.mark(("pair",), "the two parties are not in the order of the alphabet", "Swap them")
    elif stem != pair_of(a, b):
        page.mark(("pair",), f"the pair {a}-{b} is not the file's name", f"Rename it {a}-{b}.yaml")
    elif page.all_known({(name,): name for name in dyad.directions}, _arrows(dyad), "direction"):
        _directions(world, dyad, page)


def _arrows(dyad: DyadFile) -> tuple[str, str]:
    a, b = dyad.pair
    return arrow(a, b), arrow(b, a)


def _directions(world: World, dyad: DyadFile, page: Page) -> None:
    """An actor's own direction is there, with its alignment."""
    for name in _arrows(dyad):
        if not world.parties[name[:3]].actor:
            continue
        if name not in dyad.directions:
            page.mark((), f"the direction `{name}` is missing", "Add it with its alignment")
        elif not dyad.directions[name].aligned:
            page.mark((name,), "the key `alignment` is missing", f"{name[:3]} decides: it has one")
