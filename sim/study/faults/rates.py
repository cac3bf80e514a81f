"""How often things happen: launches in spells, nuclear tests, what replies add, and R."""

from collections.abc import Iterator

import numpy as np

from sim.kernel.arrays import Bools, Floats
from sim.results.faults import Reading
from sim.study.faults.desk import AskedArm, Desk
from sim.study.faults.reading import mean, ratio
from sim.study.faults.threats import KNOWN, REVIEWED
from sim.study.stability.peak import peak
from sim.study.stability.reproduction import reproduction
from sim.world.month import next_month
from sim.world.record import load_record

YEARS = 12
LONG = 300  # runs at most, where each takes years
PUSHED, HELD = 1.05, 0.95  # ratios beyond which an act is said to be pushed, or held back
DRAWS = 100  # of R, at most

REST = AskedArm("baseline")
LAUNCHES = ("prk_missile_test", "prk_icbm_test", "prk_satellite_launch")
DANGERS = {
    "prk_nuclear_test": "nuclear test",
    "prk_border_provocation": "fire at the border",
    "rus_honours_pact": "Russian forces in Korea",
}


def spells(desk: Desk) -> Iterator[Reading]:
    """Whether months with launches come in spells, in the model at rest and in the record."""
    record = load_record(desk.world)
    first = f"{int(desk.world.date[:4]) - YEARS}-01"
    months = {deed.month for deed in record.deeds if deed.action in LAUNCHES}
    known = np.array([[next_month(first, n) in months for n in range(12 * YEARS)]])
    taken = desk.fewer(LONG).taken(REST, LAUNCHES, 1, 12 * YEARS)
    for name, what, of in (
        ("variance", "variance of the number of launch months a year", _variance),
        ("lag", "correlation of a launch month with the next month", _lag),
    ):
        wanted = f"{float(of(known)[0]):.2f} (record, {YEARS} years from {first[:4]})"
        yield Reading(name, what, "number", *mean(of(taken)), wanted=wanted)


def _variance(months: Bools) -> Floats:
    """(run,) variance over years of the months with a launch; (run, month) says which."""
    counts = months.reshape(len(months), YEARS, 12).sum(axis=2)
    found: Floats = counts.var(axis=1, ddof=1)
    return found


def _lag(months: Bools) -> Floats:
    """(run,) correlation of each month with the next; 0 where all months are alike."""
    apart = months - months.mean(axis=1, keepdims=True)
    spread = (apart**2).sum(axis=1)
    both = (apart[:, 1:] * apart[:, :-1]).sum(axis=1)
    found: Floats = both / np.where(spread > 0.0, spread, 1.0)
    return found


def nuclear_test(desk: Desk) -> Iterator[Reading]:
    """How many runs see a nuclear test."""
    wanted = "lower: none in the 81 months before"
    for arm, said in ((REST, "nothing scripted"), (AskedArm("pact"), "after the pact")):
        found = mean(_any(desk.taken(arm, ["prk_nuclear_test"], 1, 18)))
        what = f"a nuclear test within 18 months, {said}"
        yield Reading(arm.scenario, what, "share", *found, wanted=wanted)
        wanted = ""


def replies(desk: Desk) -> Iterator[Reading]:
    """What replies add to the year after the known months."""
    first, last = KNOWN + 1, KNOWN + 12
    unmoved = AskedArm(REVIEWED.scenario, REVIEWED.idle, unmoved=True)
    arms = {
        "after": (REVIEWED, "after the known months"),
        "unmoved": (unmoved, "the same, if nobody reacts"),
        "rest": (REST, "nothing scripted"),
    }
    for action, what in DANGERS.items():
        for name, (arm, said) in arms.items():
            found = mean(_any(desk.taken(arm, [action], first, last)))
            yield Reading(f"{action}_{name}", f"{what} in 2025, {said}", "share", *found)
    for name, against, said in (
        ("replies", unmoved, "by replies"),
        ("rest", REST, "against a world at rest"),
    ):
        with_, without = desk.acts([REVIEWED, against], first, last)
        changed = (ratio(with_[one], without[one])[0] for one in with_)
        known = [x for x in changed if x is not None]
        pushed, held = sum(x > PUSHED for x in known), sum(x < HELD for x in known)
        yield Reading(f"pushed_{name}", f"actions pushed {said} (above {PUSHED})", "count", pushed)
        what = f"actions held back {said} (below {HELD})"
        yield Reading(f"held_{name}", what, "count", held, wanted="about as many")


def _any(taken: Bools) -> Floats:
    """(run,) 1 where it happened in some month."""
    return np.asarray(taken.any(axis=1), dtype=np.float64)


def escalation(desk: Desk) -> Iterator[Reading]:
    """R at the reference, and at its height after lethal aid."""
    scenario = desk.scenario("lethal_aid")
    last, draws = max(step for step, _ in desk.deeds(scenario)), min(DRAWS, desk.runs)
    start = reproduction(desk.case(REST), desk.seed, draws)
    height = peak(desk.case(AskedArm(scenario.id)), desk.seed, draws, last, scenario.steps).draws
    what = "R at the start, at the stated values"
    yield Reading("stated", what, "number", start.central, wanted="below 1")
    what = "R at the start, over draws of the values"
    yield Reading("start", what, "number", *mean(start.draws), wanted="below 1")
    yield Reading("height", "R at its height after lethal aid", "number", *mean(height))
    above = mean((height >= 1.0).astype(np.float64))
    yield Reading("above", "draws in which it is 1 or more then", "share", *above)
