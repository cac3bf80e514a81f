"""What must agree between the actions' files and the rest of the world."""

from collections.abc import Mapping, Sequence

from sim.world.action import Action, InstrumentFile
from sim.world.document import Document, Place
from sim.world.page import Page
from sim.world.paths import crowded
from sim.world.posture import Posture, Requirement
from sim.world.problems import Problem
from sim.world.world import World

PARTIES = (
    "impacts",
    "transfers",
    "reassures",
    "pledges",
    "alongside",
    "in_return",
    "shows_force",
)
"""Keys of an action that name others."""


def check_actions(
    world: World,
    files: Mapping[str, InstrumentFile],
    documents: Mapping[str, Document],
    problems: list[Problem],
) -> None:
    """Checks every instrument's file: names, owners, room for doing nothing, each action."""
    seen: dict[str, str] = {}
    for stem, file in files.items():
        page = Page(documents[f"actions/{stem}"], problems)
        if not page.named("instrument", file.instrument, stem):
            continue
        known = page.known_actor(("owner",), file.owner, world.parties)
        for action in file.named():
            place = ("actions", action.id)
            if action.id in seen:
                said = f"the action `{action.id}` is in actions/{seen[action.id]}.yaml already"
                page.mark(place, said, "Give it another id")
            elif known:
                seen[action.id] = stem
                _action(world, action, page, place)
        for _, said, hint in crowded(world, {stem}):
            page.mark(("actions",), said, hint)


def _action(world: World, action: Action, page: Page, place: Place) -> None:
    prefix = f"{action.owner.lower()}_"
    if not action.id.startswith(prefix):
        page.mark(place, f"the action `{action.id}` does not begin with `{prefix}`", "Rename it")
    for key in PARTIES:
        for party in getattr(action, key):
            here = (*place, key, party)
            if page.known(here, party, world.parties, "party") and party == action.owner:
                page.mark(here, f"`{key}` names the action's own owner {party}", "Remove it")
    _joined(world, action, page, place)
    for theatre in action.escalates:
        page.known((*place, "escalates", theatre), theatre, world.theatres, "theatre")
    check_requirements(world, page, (*place, "requires"), action.requires)
    for name, level in action.moves.items():
        here = (*place, "moves", name)
        if page.known(here, name, world.postures, "posture"):
            page.known(here, level, world.postures[name].levels, "level")
    _cameo(world, action, page, place)


def _joined(world: World, action: Action, page: Page, place: Place) -> None:
    """Who sees it and who does it too, what it builds and what it follows, name what there is."""
    for n, party in enumerate(action.seen_by or ()):
        page.known((*place, "seen_by", n), party, world.parties, "party")
    for key, known, what in (
        ("equips", world.capabilities, "capability"),
        ("routine", world.actions, "action"),
    ):
        for name in getattr(action, key):
            page.known((*place, key, name), name, known, what)
    for party in action.alongside:
        if party in world.parties and not world.parties[party].actor:
            page.mark((*place, "alongside", party), f"{party} does not decide", "Name an actor")
    for party in action.in_return:
        if party in world.parties and party not in action.alongside:
            said = f"{party} does not do it with {action.owner}"
            page.mark((*place, "in_return", party), said, "Name it in `alongside` too")


def check_requirements(
    world: World, page: Page, place: Place, requirements: Sequence[Requirement]
) -> None:
    """Conditions on postures name what there is."""
    for n, requirement in enumerate(requirements):
        here = (*place, n)
        if page.known((*here, "posture"), requirement.posture, world.postures, "posture"):
            _requirement(page, here, requirement, world.postures[requirement.posture])


def _requirement(page: Page, place: Place, requirement: Requirement, posture: Posture) -> None:
    ends = {"at_least": requirement.at_least, "at_most": requirement.at_most}
    levels = {key: level for key, level in ends.items() if level}
    words: dict[Place, str] = {(*place, key): level for key, level in levels.items()}
    if not page.all_known(words, posture.levels, "level"):
        return
    ranks = [posture.rank(level) for level in levels.values()]
    if ranks != sorted(ranks):
        page.mark(place, "no level is at least the one and at most the other", "Swap the two")


def _cameo(world: World, action: Action, page: Page, place: Place) -> None:
    if not page.known((*place, "cameo"), action.cameo, world.cameo, "CAMEO code"):
        return
    weight, given = world.cameo[action.cameo].goldstein, action.goldstein
    if given is not None and given != weight:
        said = f"the Goldstein weight of CAMEO {action.cameo} is {weight:g}, not {given:g}"
        page.mark((*place, "goldstein"), said, "Correct it, or remove the line")
