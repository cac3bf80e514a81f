"""How alignments move: whether a shock keeps its sign, how large it is, what levels do to it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.results.faults import Reading
from sim.study.faults.desk import Desk, Paths, seen
from sim.study.faults.reading import mean, ratio
from sim.world import Scenario

LARGE = 0.015  # of a shift, from which its sign is followed
SOON = 6  # months from the first deed in which a shift is at its height
LATER = 24  # months after the last deed in which its sign is looked at
SURE = 2.0  # standard errors by which it must have turned


@dataclass(frozen=True)
class Turned:
    """Of one scenario: large shifts, those that end with the other sign, those clear of chance."""

    large: int
    turned: int
    clear: int


def habit(desk: Desk) -> Iterator[Reading]:
    """How many shifts end with the other sign."""
    found = [one for one in (_turned(desk, each) for each in desk.shocks) if one.large]
    large, turned, clear = (
        sum(counts) for counts in zip(*((x.large, x.turned, x.clear) for x in found), strict=True)
    )
    every = sum(one.turned == one.large for one in found)
    yield Reading("large", f"shifts above {LARGE} in the first {SOON} months", "count", large)
    what = f"of them with the other sign {LATER} months after the last deed"
    yield Reading("turned", what, "count", turned, wanted="few")
    yield Reading("clear", "of these clear of chance", "count", clear, wanted="few")
    yield Reading(
        "share",
        "share of all of them that turns, clear of chance",
        "share",
        clear / large,
        wanted="near 0",
    )
    yield Reading("scenarios", "scenarios with a shift so large", "count", len(found))
    yield Reading("every", "of them those in which all turn", "count", every, wanted="0")


def _turned(desk: Desk, scenario: Scenario) -> Turned:
    steps = [step for step, _ in desk.deeds(scenario)]
    paths = desk.paths(scenario.id, _horizon(desk, scenario))
    soon = paths.mean[min(steps) : min(steps) + SOON]
    height = soon[np.abs(soon).argmax(axis=0), np.arange(soon.shape[1])]
    end, error = (each[max(steps) + LATER] for each in (paths.mean, paths.error))
    large = np.abs(height) > LARGE
    turned = large & (height * end < 0.0)
    clear = turned & (np.abs(end) > SURE * error)
    return Turned(int(large.sum()), int(turned.sum()), int(clear.sum()))


def _horizon(desk: Desk, scenario: Scenario) -> int:
    """The steps that a scenario is followed for."""
    last = max((step for step, _ in desk.deeds(scenario)), default=0)
    return max(scenario.steps, last + LATER)


def levels(desk: Desk) -> Iterator[Reading]:
    """What a Russia that leans wholly on China does otherwise."""
    name = "russia_leans_on_china"
    scenario = desk.scenario(name)
    size, error, pair = _largest(desk.paths(name, scenario.steps), 0, scenario.steps)
    what = f"largest shift of an alignment in {scenario.steps} months"
    yield Reading("largest", what, "number", size, error, wanted="above 0.01", note=pair)
    ((with_, without),) = desk.pair(name, seen(2, 7, friendly_acts="RUS>PRK"))
    what = "friendly acts of Russia toward North Korea, months 2 to 7"
    yield Reading("courts", what, "ratio", *ratio(with_, without), wanted="above 1")


def sizes(desk: Desk) -> Iterator[Reading]:
    """The largest shifts of all scenarios."""
    asked = [one for one in desk.scenarios if one.id != one.against]
    for name, what, on_the_way in (("way", "on the way", True), ("end", "at the end", False)):
        found = []
        for one in asked:
            paths = desk.paths(one.id, _horizon(desk, one))
            size, error, pair = _largest(paths, 0 if on_the_way else one.steps, one.steps)
            found.append((size, error, f"{one.id}, {pair}"))
        size, error, note = max(found)
        yield Reading(name, f"largest shift {what} of a scenario", "number", size, error, note=note)


def _largest(paths: Paths, first: int, last: int) -> tuple[float, float, str]:
    """The largest mean shift from one step to another, its error and its pair."""
    size, error = np.abs(paths.mean[first : last + 1]), paths.error[first : last + 1]
    at = np.unravel_index(size.argmax(), size.shape)
    return float(size[at]), float(error[at]), paths.pairs[int(at[1])]


def joint_deed(desk: Desk) -> Iterator[Reading]:
    """Whom troops for Russia turn against whom, and how long the debt for them lasts."""
    name = "troops_to_russia"
    deed = min(step for step, _ in desk.deeds(desk.scenario(name)))
    paths = desk.paths(name, deed + 12)
    year = np.abs(paths.mean[deed + 1 :].mean(axis=0))
    rank = 1 + int((year > year[paths.pairs.index("KOR>RUS")]).sum())
    what = "rank of South Korea's shift toward Russia among all, over the year after"
    yield Reading("rank", what, "count", rank, wanted="among the first")
    over_year, at_once, later = (
        with_ - without
        for with_, without in desk.pair(
            name,
            seen(deed + 1, deed + 12, alignment="KOR>RUS"),
            seen(deed, deed, alignment="RUS>PRK"),
            seen(deed + 12, deed + 12, alignment="RUS>PRK"),
        )
    )
    yield Reading("shift", "that shift", "difference", *mean(over_year), wanted="below 0")
    yield Reading(
        "debt", "Russia's shift toward North Korea in the month", "difference", *mean(at_once)
    )
    left = ratio(later, at_once)
    yield Reading("left", "what is left of it after 12 months", "share", *left, wanted="most of it")
