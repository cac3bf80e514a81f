"""What must agree between indicators and the world they watch."""

from collections.abc import Iterable

from sim.world.document import Place
from sim.world.indicator import Indicator
from sim.world.page import Page
from sim.world.world import World


def check_indicators(
    world: World,
    indicators: Iterable[Indicator],
    page: Page,
    steps: int | None = None,
    taken: Iterable[str] = (),
) -> None:
    """Every name of an indicator is known, its id is new, its window ends in time."""
    ids = set(taken)
    for n, indicator in enumerate(indicators):
        place = ("indicators", n)
        if indicator.id in ids:
            said = f"the indicator `{indicator.id}` is there already"
            page.mark((*place, "id"), said, "Give it another id")
        ids.add(indicator.id)
        _subject(world, indicator, page, place)
        last = max(indicator.start or 0, indicator.end or 0)
        if steps is not None and last > steps:
            key = "to" if indicator.end else "from"
            said = f"the window reaches step {last}, after the end (step {steps})"
            page.mark((*place, key), said, "Shorten the window or raise `steps`")


def _subject(world: World, indicator: Indicator, page: Page, place: Place) -> None:
    subject, name = indicator.subject, indicator.object
    here = (*place, subject)
    if subject == "action":
        page.known(here, name, world.actions, "action")
    elif subject == "tension":
        page.known(here, name, world.theatres, "theatre")
    elif subject == "credibility":
        page.known(here, name, world.threats, "threat")
    elif subject == "posture":
        if page.known(here, name, world.postures, "posture"):
            key, level = indicator.condition
            page.known((*place, key), str(level), world.postures[name].levels, "level")
    elif page.known_actor(here, name[:3], world.parties):
        page.known(here, name, world.relations, "direction")
