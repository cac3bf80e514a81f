"""Memory: how fast what moved returns to its reference, and how much it takes to be learned."""

from sim.world.quantity import Cases, Deeds, HalfLife
from sim.world.strict import Sourced


class Memory(Sourced):
    """Half-lives in months; ``evidence`` in deeds and ``cases`` in pulled threats.

    Of expectation: until the unusual is usual; of resolve: until a pulled threat fades; of threat:
    until what was said is no longer in the air; of tempo: of an active or quiet spell.
    """

    dependence: HalfLife
    assurance: HalfLife
    grievance: HalfLife
    expectation: HalfLife
    tension: HalfLife
    resolve: HalfLife
    forgetting: HalfLife
    threat: HalfLife
    tempo: HalfLife
    evidence: Deeds
    cases: Cases
