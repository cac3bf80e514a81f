"""What must agree between the scorecard and the world, its claims and its scenarios."""

from collections.abc import Collection, Iterable, Mapping

from sim.world.document import Place
from sim.world.page import Page
from sim.world.scorecard import IDLE, CausalTest, Observable, Observed, Scorecard
from sim.world.world import World


def check_scorecard(
    world: World, scorecard: Scorecard, page: Page, scenarios: Collection[str]
) -> None:
    """Every name in a test is known, and every id is new."""
    ids: set[str] = set()
    for n, test in enumerate(scorecard.tests):
        if test.id in ids:
            said = f"the test `{test.id}` is there already"
            page.mark(("tests", n, "id"), said, "Give it another id")
        ids.add(test.id)
        _test(world, test, page, ("tests", n), scenarios)


def _test(
    world: World, test: CausalTest, page: Page, place: Place, scenarios: Collection[str]
) -> None:
    for n, claim in enumerate(test.claims):
        page.known((*place, "claims", n), claim, world.claims, "claim")
    page.known((*place, "scenario"), test.scenario, scenarios, "scenario")
    if test.against == test.scenario:
        said = "the scenario is compared with itself"
        page.mark((*place, "against"), said, f"Name another, or {IDLE}")
    elif test.against is not None:
        page.known((*place, "against"), test.against, [*scenarios, IDLE], "scenario")
    _observable(world, test, page, place)
    if test.than is not None:
        _observable(world, test.than, page, (*place, "than"))


def _observable(world: World, item: Observable, page: Page, place: Place) -> None:
    named: Mapping[Observed, tuple[Iterable[str], str]] = {
        "action": (world.actions, "action"),
        "tension": (world.theatres, "theatre"),
        "posture": (world.postures, "posture"),
    }
    for n, name in enumerate(item.objects):
        here = (*place, item.observed, n)
        if item.observed in named:
            known = page.known(here, name, *named[item.observed])
        else:
            known = page.known_actor(here, name[:3], world.parties) and page.known(
                here, name, world.relations, "direction"
            )
        if known and item.observed == "posture":
            levels = world.postures[name].levels
            page.known((*place, "at_least"), str(item.at_least), levels, "level")
