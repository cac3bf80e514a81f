"""What must agree between the scorecard and the world, its claims and its scenarios."""

from collections.abc import Collection, Iterable, Mapping

from sim.world.document import Place
from sim.world.page import Page
from sim.world.scorecard import (
    IDLE,
    SIGNS,
    Answer,
    CausalTest,
    Observable,
    Observed,
    Scorecard,
    counts,
)
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
    for n, answer in enumerate(scorecard.answers):
        _answer(world, answer, page, ("answers", n), scenarios)


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


def _answer(
    world: World, answer: Answer, page: Page, place: Place, scenarios: Collection[str]
) -> None:
    page.known((*place, "scenario"), answer.scenario, scenarios, "scenario")
    _directions(world, "hostile_acts", answer.hostile_acts, page, place)
    owners = [direction[:3] for direction in answer.hostile_acts]
    for name in ("cases", "days", "base_days", *owners):
        if f"{answer.record}_{name}" not in world.facts:
            said = f"the fact `{answer.record}_{name}` is not in sources.yaml"
            page.mark((*place, "record"), said, "Add it to `facts`, or name another record")
            break


def _observable(world: World, item: Observable, page: Page, place: Place) -> None:
    named: Mapping[Observed, tuple[Iterable[str], str]] = {
        "action": (world.actions, "action"),
        "tension": (world.theatres, "theatre"),
        "stake": (world.parties, "party"),
        "posture": (world.postures, "posture"),
    }
    if item.observed not in named:
        _directions(world, item.observed, item.objects, page, place)
        return
    for n, name in enumerate(item.objects):
        known = page.known((*place, item.observed, n), name, *named[item.observed])
        if known and item.observed == "posture":
            levels = world.postures[name].levels
            page.known((*place, "at_least"), str(item.at_least), levels, "level")


def _directions(
    world: World, observed: Observed, directions: Iterable[str], page: Page, place: Place
) -> None:
    for n, name in enumerate(directions):
        here = (*place, observed, n)
        if not page.known_actor(here, name[:3], world.parties):
            continue
        if page.known(here, name, world.relations, "direction") and observed in SIGNS:
            _some_act(world, observed, name, page, here)


def _some_act(world: World, observed: str, direction: str, page: Page, place: Place) -> None:
    """A count that can only be zero is a mistake."""
    if not any(counts(observed, action, direction) for action in world.actions.values()):
        kind = observed.replace("_", " ")
        said = f"there are no {kind} along {direction}"
        page.mark(place, said, "No action of that owner has such an impact on that party")
