"""From what a page of the documentation was made, so that a reader can see if it is today's."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from sim.report.markdown import filled
from sim.results.manifest import fingerprint, unsourced, world_fingerprint
from sim.world import Scenario, World, load_scenario

_DIGITS = 12


def origin(world: World) -> str:
    """Return a paragraph with the fingerprints of a world, its scorecard and the scenarios of both.

    The code does not enter: most changes of it move no number. Where the files lie does not either.
    """
    named = {
        "world": world_fingerprint(world),
        "scorecard": fingerprint(world.scorecard),
        "scenarios": fingerprint({one.id: _asked(one) for one in _scenarios(world)}),
    }
    told = ", ".join(f"{name} `{print_[:_DIGITS]}`" for name, print_ in named.items())
    return filled(f"Made from {told}. With another world the numbers are others.")


def _asked(scenario: Scenario) -> dict[str, Any]:
    """What of a scenario moves a number: not what its title names, what is its own, who plays.

    Nor what its parts cite.
    """
    parts = {part.name: getattr(scenario, part.name) for part in fields(scenario)}
    del parts["about"], parts["own"], parts["seats"], parts["sources"]
    return {**parts, **unsourced(scenario)}


def _scenarios(world: World) -> Iterator[Scenario]:
    """Yield the scenarios that the scorecard asks, and those they are compared with."""
    card = world.scorecard
    waiting = [] if card is None else [one.scenario for one in card.tests]
    waiting += [] if card is None else [one.scenario for one in card.answers]
    done: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in done:
            done.add(name)
            scenario = load_scenario(name, world)
            waiting.append(scenario.against)
            yield scenario
