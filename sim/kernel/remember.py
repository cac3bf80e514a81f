"""What a step leaves behind besides alignments: each memory in its own short function.

Every memory fades toward its reference at a declared half-life, except promises and postures,
which stand until another act changes them.
"""

import numpy as np
from numpy.typing import NDArray

from sim.kernel.fold import Floats, pick
from sim.kernel.grain import Impulse
from sim.kernel.laws import Batch
from sim.kernel.mechanisms import abandonment
from sim.kernel.seen import Seen
from sim.kernel.state import State

MAX_TENSION = 10.0
SLIVER = 0.1  # of tension: the least room above or below a reference that is reckoned with


def grievance(batch: Batch, s: State, push: Impulse) -> Floats:
    """g[i,o] fades, and grows by −x[k,i] · surprise[k]: harm beyond what was expected."""
    felt = batch.laws.to_own_pair.sum(push.good)
    return batch.p.keep["grievance"] * s.grievance - felt


def expected(batch: Batch, s: State, seen: Seen, possible: Floats) -> Floats:
    """Habituation: the expected frequency of what is possible moves toward what is seen."""
    learn = 1.0 - batch.p.keep["expectation"]
    return s.expected + learn * possible * (seen.taken - s.expected)


def dependence(batch: Batch, s: State, push: Impulse) -> Floats:
    """d[m,o] moves with surprise transfers, and displaces m's dependence on its other patrons.

    Linear in the surprise, so that what is expected moves nothing on average.
    """
    p, frame = batch.p, batch.laws.frame
    moved = batch.laws.moved_to_pair.sum(push.moved)
    held = s.dependence + moved
    if batch.laws.on("patron_rivalry"):
        displacement = pick(p.mechanism["patron_rivalry.displacement"], frame.source)
        by_others = pick(batch.laws.by_source.sum(moved), frame.source) - moved
        held = held - displacement * by_others * s.dependence
    return np.clip(p.dependence + p.keep["dependence"] * (held - p.dependence), 0.0, 1.0)


def commitment(batch: Batch, s: State, seen: Seen) -> Floats:
    """c[i,o] is changed by pledges made or withdrawn, and stands."""
    frame, p = batch.laws.frame, batch.p
    step = frame.folds.pledge_to_pair.sum(p.pledge * pick(seen.taken, frame.pledge.k))
    return np.clip(s.commitment + step, 0.0, 1.0)


def belief(batch: Batch, s: State, seen: Seen, push: Impulse, promised: Floats) -> Floats:
    """r[i,j] rises with reassurance, falls with an ally's silence, fades toward its reference.

    A new promise is believed as far as the two are aligned: the reference moves by
    (c − c_ref) · (1 + a) / 2.
    """
    laws, frame, p = batch.laws, batch.laws.frame, batch.p
    given = frame.folds.assurance_to_pair.sum(p.assurance * pick(seen.surprise, frame.assurance.k))
    held = s.belief + given
    if laws.on("abandonment"):
        held = held - _doubt(batch, s, seen, push)
    rest = p.belief + (promised - p.commitment) * (1.0 + s.alignment) / 2.0
    return np.clip(rest + p.keep["assurance"] * (held - rest), 0.0, 1.0)


def _doubt(batch: Batch, s: State, seen: Seen, push: Impulse) -> Floats:
    """(run, pair) belief lost to silence: the abandonment mechanism's law with doubt for α."""
    reach = batch.laws.reach
    at = reach.places["abandonment"]
    doubt = pick(batch.p.mechanism["abandonment.doubt"], at.observer)
    return reach.to_pair["abandonment"].sum(doubt * abandonment.unanswered(at, s, seen, push))


def tension(batch: Batch, s: State, push: Impulse) -> Floats:
    """e[q] moves by escalation beyond what was expected, and fades toward its reference.

    A rung is a rung at the reference; toward either end of the scale each is harder than the last:
    upward moves shrink as (10 − e) / (10 − e_ref), downward ones as e / e_ref.
    """
    p = batch.p
    stirred = batch.laws.stir_to_theatre.sum(push.stir)
    above = (MAX_TENSION - s.tension) / np.maximum(MAX_TENSION - p.tension, SLIVER)
    below = s.tension / np.maximum(p.tension, SLIVER)
    moved = np.maximum(0.0, stirred) * above + np.minimum(0.0, stirred) * below
    level = p.tension + p.keep["tension"] * (s.tension - p.tension) + moved
    return np.clip(level, 0.0, MAX_TENSION)


def posture(batch: Batch, s: State, seen: Seen) -> NDArray[np.int8]:
    """Postures ratchet to the level that an action taken declares."""
    moves = batch.laws.frame.moves
    levels = s.posture
    for k, which, level in zip(moves.k, moves.posture, moves.level, strict=True):
        acted = seen.taken[:, k] >= 1.0
        if acted.any():
            levels = levels.copy(order="F") if levels is s.posture else levels
            levels[acted, which] = level
    return levels


def standing(batch: Batch, s: State, seen: Seen) -> Floats:
    """A threat stands once it has been declared."""
    threats, folds = batch.laws.frame.threats, batch.laws.frame.folds
    declared = folds.declaration_to_threat.sum(pick(seen.taken, threats.declarations.k))
    return np.maximum(s.standing, np.minimum(1.0, declared))


def pulled(batch: Batch, s: State, seen: Seen) -> Floats:
    """A trigger pulled under a standing threat is remembered, until the threat is made good."""
    frame, p = batch.laws.frame, batch.p
    threats, folds = frame.threats, frame.folds
    made_good = folds.promise_to_threat.sum(p.promise * pick(seen.taken, threats.promises.k))
    trigger = folds.trigger_to_threat.sum(pick(seen.taken, threats.triggers.k))
    left = p.keep["resolve"] * s.pulled * np.maximum(0.0, 1.0 - made_good)
    return np.maximum(left, s.standing * np.minimum(1.0, trigger))
