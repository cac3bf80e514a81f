"""Memory: how fast what moved returns to its reference (half-lives in months)."""

from sim.world.quantity import HalfLife
from sim.world.strict import Sourced


class Memory(Sourced):
    """Half-lives. Of expectation: until the unusual is usual; of resolve: until a threat fades."""

    dependence: HalfLife
    assurance: HalfLife
    grievance: HalfLife
    expectation: HalfLife
    tension: HalfLife
    resolve: HalfLife
