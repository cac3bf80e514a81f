"""What must agree between the files of mechanisms and motives."""

from collections.abc import Mapping

from sim.world.document import Document
from sim.world.mechanism import Mechanism
from sim.world.page import Page
from sim.world.problems import Problem
from sim.world.world import World


def check_laws(world: World, documents: Mapping[str, Document], problems: list[Problem]) -> None:
    """Each is named as its file is; no two share a name, and no two mechanisms a parameter's.

    The law of a mechanism calls its parameters by their bare names.
    """
    taken: dict[str, str] = {}  # parameter -> where it stands
    for stem, mechanism in world.mechanisms.items():
        page = Page(documents[f"mechanisms/{stem}"], problems)
        if page.named("id", mechanism.id, stem):
            _parameters(world, mechanism, page, taken)
    for stem, motive in world.motives.items():
        page = Page(documents[f"motives/{stem}"], problems)
        if page.named("id", motive.id, stem) and stem in world.mechanisms:
            page.mark(("id",), f"`{stem}` is the name of a mechanism, too", "Give it another")


def _parameters(world: World, mechanism: Mechanism, page: Page, taken: dict[str, str]) -> None:
    for name, parameter in mechanism.parameters.items():
        place = ("parameters", name)
        here = f"{page.document.file}:{page.document.line(place)}"
        first = taken.setdefault(name, here)
        if first != here:
            said = f"the parameter `{name}` is there already ({first})"
            page.mark(place, said, "Give it a name that no other mechanism has")
        for actor in parameter.by_actor:
            page.known_actor((*place, "by_actor", actor), actor, world.parties)
