"""What the world takes for impossible though it can happen."""

from collections.abc import Iterator

from sim.results.faults import Reading
from sim.study.faults.desk import Desk
from sim.world import WorldError

DEEDS = {
    "labour_after_troops": "North Korean workers can follow where troops have gone",
    "review_twice": "a review of the ban can be announced again",
}


def barred(desk: Desk) -> Iterator[Reading]:
    """Whether deeds that happened, or could, can be scripted at all: 1 or 0."""
    for name, what in DEEDS.items():
        yield Reading(name, what, "count", float(_loads(desk, name)), wanted="1")


def _loads(desk: Desk, name: str) -> bool:
    try:
        desk.scenario(name)
    except WorldError:
        return False
    return True
