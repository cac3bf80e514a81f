"""What a run draws once: every value of the world, one row for each run."""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.kernel.fold import Floats


@dataclass(frozen=True)
class Parameters:
    """Values of a batch of runs, all (run, ...). Axes: see :mod:`sim.kernel.frame`."""

    power: Floats  # (run, pair (i, m)) of m, 0–1; 0 for a passive party
    precision: Floats  # (run, party) λ of the quantal response
    balance: Floats  # (run, party) φ: weight of what happens to friends and foes
    regard_base: Floats  # (run, pair (i, m)) i's attention to m without dependence
    aversion: Floats  # (run, party · theatre) dislike of escalation, column = party · Q + theatre
    motive: Mapping[str, Floats]  # name -> (run, party) weight of the motive
    mechanism: Mapping[str, Floats]  # "reciprocity.rho" -> (run, party) value for the one it moves
    base_rate: Floats  # (run, action) chance in a normal step, given that it is possible
    impact: Floats  # (run, impact link) −1 to 1
    escalation: Floats  # (run, escalation link) rungs
    transfer: Floats  # (run, transfer link) −1 to 1
    assurance: Floats  # (run, assurance link) −1 to 1
    pledge: Floats  # (run, pledge link) −1 to 1
    promise: Floats  # (run, promise link) 0–1
    self_help: Floats  # (run, action) 0–1
    alignment: Floats  # (run, pair) reference, latent (atanh)
    dependence: Floats  # (run, pair) reference, of i on m, 0–1
    commitment: Floats  # (run, pair) reference: m's promise to defend i, 0–1
    belief: Floats  # (run, pair) reference assurance: i's belief in m's promise, 0–1
    proximity: Floats  # (run, pair) 0–1
    tension: Floats  # (run, theatre) reference, 0–10
    keep: Mapping[str, Floats]  # "grievance" -> (run, 1) share left after a step

    @property
    def runs(self) -> int:
        """How many runs the batch has."""
        return int(self.precision.shape[0])
