"""Claims of the sources that the model contradicts, and what the list of them can tell."""

from collections.abc import Iterator

import numpy as np

from sim.kernel.arrays import Bools
from sim.results.card import AGREES, CONTRADICTS
from sim.results.faults import Reading
from sim.study.faults.desk import Desk
from sim.study.faults.reading import mean
from sim.study.progress import untold
from sim.study.scorecard.forms import Form, shuffled, try_forms

CLAIMS = frozenset({"bi-05", "bi-20", "fp-19", "fp-23"})  # on China's loss, and bids for a client
SHUFFLES = 20
DRAWS = 100  # of each, at most
LEAST = 0.5  # of the shuffled worlds must not agree with a test that could fail


def contradicted(desk: Desk) -> Iterator[Reading]:
    """How sure the model is of some claims, and how many tests it contradicts."""
    _, found = desk.tests
    wrong = sum(one.probability <= CONTRADICTS for _, one in found)
    yield Reading("contradicted", f"tests contradicted, of {len(found)}", "count", wrong)
    for test, one in found:
        if CLAIMS.intersection(test.claims):
            sure = one.probability, one.error
            yield Reading(test.id, test.title, "share", *sure, wanted=f"{AGREES:.0%} or more")


def null(desk: Desk) -> Iterator[Reading]:
    """How many tests agree, and how many would with the signs of all impacts shuffled."""
    agree = np.array([one.probability >= AGREES for _, one in desk.tests[1]])
    by_luck = _by_luck(desk)
    could = by_luck.mean(axis=0) < LEAST
    yield Reading("agree", f"tests that agree, of {len(agree)}", "share", float(agree.mean()))
    yield Reading(
        "shuffled",
        "tests that agree with the signs of all impacts shuffled",
        "share",
        *mean(by_luck.mean(axis=1)),
        wanted="far below",
    )
    what = "tests that could fail: most shuffled worlds do not agree"
    yield Reading("could", what, "count", int(could.sum()), wanted="most")
    for name, said, some in (("could", "of these", could), ("rest", "of all others", ~could)):
        value = float(agree[some].mean()) if some.any() else None
        yield Reading(f"{name}_agree", f"{said} agree", "share", value)


def _by_luck(desk: Desk) -> Bools:
    """(shuffle, test) whether a test agrees in a world of shuffled signs."""
    plan, found = desk.tests
    every = tuple(range(len(found)))
    forms = [
        Form(str(n), "signs shuffled", shuffled(plan, desk.world, desk.seed, n), every)
        for n in range(SHUFFLES)
    ]
    outcomes, draws = [one for _, one in found], min(DRAWS, desk.runs)
    tried = try_forms(forms, outcomes, draws, desk.seed, desk.workers, untold)
    agrees = [one.outcome.probability >= AGREES for one in tried]
    return np.array(agrees, dtype=np.bool_).reshape(SHUFFLES, len(every))
