"""Blocs: which states would stand together, by the exact minimum of the energy landscape.

The energy of a division X of states into blocs is

    E(X) = sum over i and j of s_i s_j p_ij d_ij(X),    d_ij = 1 if i and j stand apart, else 0

with s the size of a state and p_ij its propensity to work with another, negative between foes.
Low energy: friends stand together and foes apart. Every division is tried, so the minimum is
exact. (Axelrod and Bennett 1993)

Structural balance looks at three states at a time: a triad is balanced if the product of its
three signs is positive, as when the enemy of my enemy is my friend.
(Heider 1946; Cartwright and Harary 1956)
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sim.kernel.arrays import Floats

Labels = NDArray[np.int8]
Partition = tuple[tuple[int, ...], ...]

MOST_DIVISIONS = 2**20  # two blocs of 21 states, any number of blocs of 11
EQUAL = 1e-12  # relative to the pull of all pairs: energies nearer than that are the same


@dataclass(frozen=True)
class Landscape:
    """Every division of some states into blocs, lowest energy first.

    Divisions of the same energy stand in the order of :func:`divisions`; ``ties`` tells how many
    share the lowest. A ``minimum`` is a division that no state can leave for another bloc, or for
    one of its own where so many are allowed, and lower the energy.
    """

    labels: Labels  # (division, party) bloc of each party; blocs are numbered as they first appear
    energy: Floats  # (division,) ascending
    minimum: NDArray[np.bool_]  # (division,)
    pull: Floats  # (party, party) s_i s_j (p_ij + p_ji) / 2, zero on the diagonal
    sizes: Floats  # (party,)

    @property
    def best(self) -> Partition:
        """The division of lowest energy, as tuples of party numbers."""
        return partition(self.labels[0])

    @property
    def minima(self) -> tuple[tuple[Partition, float], ...]:
        """Every local minimum with its energy, lowest first."""
        found = np.flatnonzero(self.minimum)
        return tuple((partition(self.labels[x]), float(self.energy[x])) for x in found)

    @property
    def ranking(self) -> tuple[tuple[Partition, float], ...]:
        """Every division with its energy, lowest first."""
        return tuple(
            (partition(row), float(energy))
            for row, energy in zip(self.labels, self.energy, strict=True)
        )

    @property
    def gap(self) -> float:
        """By how much the second best division lies above the best; 0 for a tie or a lone one."""
        return float(self.energy[1] - self.energy[0]) if len(self.energy) > 1 else 0.0

    @property
    def ties(self) -> int:
        """How many divisions have the lowest energy."""
        return int((self.energy - self.energy[0] <= EQUAL * np.abs(self.pull).sum()).sum())

    @property
    def frustration(self) -> Floats:
        """(party,) F_i = sum over j of s_j p_ij d_ij in the best division; low is content.

        A party of size zero has no say, and 0.
        """
        apart = self.labels[0][:, None] != self.labels[0]
        felt = (self.pull * apart).sum(axis=1)
        found: Floats = np.divide(felt, self.sizes, out=np.zeros_like(felt), where=self.sizes > 0.0)
        return found

    @property
    def frustrated(self) -> float:
        """Share of all pull, 0–1, unmet in the best division: friends apart, foes together."""
        return float(frustrated(self.pull, self.labels[:1])[0])


def landscape(propensity: Floats, sizes: Floats, blocs: int | None = 2) -> Landscape:
    """The landscape of a (party, party) propensity matrix and (party,) sizes.

    ``blocs`` is how many blocs there may be at most; None is as many as there are parties. The
    two directions of a pair count alike, and the diagonal not at all. Each pair is counted in
    both directions, as in the published sum. Raises ValueError for input of the wrong shape, not
    finite or with a negative size, or with more than ``MOST_DIVISIONS`` divisions.
    """
    weights = pull(np.asarray(propensity, dtype=np.float64), np.asarray(sizes, dtype=np.float64))
    labels = divisions(len(weights), blocs)
    energy = energies(weights, labels)
    scale = float(np.abs(weights).sum()) or 1.0
    order = np.argsort(np.round(energy / scale, 12), kind="stable")
    return Landscape(
        labels=labels[order],
        energy=energy[order],
        minimum=_minimum(weights, labels[order], _most(len(weights), blocs), EQUAL * scale),
        pull=weights,
        sizes=np.asarray(sizes, dtype=np.float64),
    )


def pull(propensity: Floats, sizes: Floats) -> Floats:
    """(..., party, party) how strongly each pair is drawn together (+) or apart (−)."""
    parties = sizes.shape[-1]
    if sizes.ndim < 1 or propensity.shape[-2:] != (parties, parties) or parties == 0:
        raise ValueError(
            f"a propensity matrix of shape {propensity.shape} does not fit sizes of shape"
            f" {sizes.shape}: want (n, n) and (n,)"
        )
    if not (np.isfinite(propensity).all() and np.isfinite(sizes).all() and (sizes >= 0.0).all()):
        raise ValueError("propensities must be finite, and sizes finite and not negative")
    both = (propensity + np.swapaxes(propensity, -1, -2)) / 2.0
    weights: Floats = both * sizes[..., :, None] * sizes[..., None, :]
    return np.where(np.eye(parties, dtype=np.bool_), 0.0, weights)


def divisions(parties: int, blocs: int | None = 2) -> Labels:
    """(division, party) every way to divide parties into at most so many blocs, each once.

    The first row is all in one bloc. Two blocs: 2^(n−1) rows; any number: the Bell number.
    """
    most = _most(parties, blocs)
    labels = np.zeros((1, 1), dtype=np.int8)
    for _ in range(parties - 1):
        choices = np.minimum(labels.max(axis=1) + 2, most)  # a bloc in use, or the next
        total = int(choices.sum())
        if total > MOST_DIVISIONS:
            raise ValueError(
                f"{parties} parties have more than {MOST_DIVISIONS:,} divisions into at most"
                f" {most} blocs: too many to try all"
            )
        first = np.repeat(np.cumsum(choices) - choices, choices)
        new = (np.arange(total) - first).astype(np.int8)
        labels = np.column_stack([np.repeat(labels, choices, axis=0), new])
    return labels


def energies(weights: Floats, labels: Labels) -> Floats:
    """(..., division) energy of each division, for (..., party, party) pulls."""
    energy = np.zeros((*weights.shape[:-2], len(labels)))
    for i, j in combinations(range(labels.shape[1]), 2):
        energy += 2.0 * weights[..., i, j, None] * (labels[:, i] != labels[:, j])
    return energy


def frustrated(weights: Floats, labels: Labels) -> Floats:
    """(..., division) share of all pull that stays unmet: friends apart, foes together."""
    met = np.minimum(weights, 0.0).sum(axis=(-2, -1))  # the energy if every pair had its way
    whole = np.abs(weights).sum(axis=(-2, -1))
    unmet = energies(weights, labels) - met[..., None]
    share: Floats = unmet / np.where(whole > 0.0, whole, 1.0)[..., None]
    return np.where(share > EQUAL, share, 0.0)


def balanced_triads(propensity: Floats, sizes: Floats) -> Floats:
    """(...) share of triads that are balanced, each weighted by the sizes of its three parties.

    Works on (..., party, party) propensities, whose two directions are averaged. A triad with a
    tie of exactly zero, or of parties without size, is neither and does not count; not a number
    where none counts.
    """
    pull(propensity, sizes)  # for its checks
    ties = np.sign(propensity + np.swapaxes(propensity, -1, -2))
    whole = np.zeros(propensity.shape[:-2])
    balanced = np.zeros(propensity.shape[:-2])
    for i, j, k in combinations(range(sizes.shape[-1]), 3):
        sign = ties[..., i, j] * ties[..., j, k] * ties[..., i, k]
        weight = sizes[..., i] * sizes[..., j] * sizes[..., k]
        whole += weight * np.abs(sign)
        balanced += weight * (sign > 0.0)
    share: Floats = np.divide(balanced, whole, out=np.full_like(whole, np.nan), where=whole > 0.0)
    return share


def partition(labels: Labels) -> Partition:
    """One row of labels as blocs of party numbers."""
    return tuple(
        tuple(int(i) for i in np.flatnonzero(labels == bloc)) for bloc in range(labels.max() + 1)
    )


def _most(parties: int, blocs: int | None) -> int:
    if blocs is not None and blocs < 1:
        raise ValueError(f"at most {blocs} blocs: want 1 or more")
    return parties if blocs is None else min(blocs, parties)


def _minimum(weights: Floats, labels: Labels, most: int, equal: float) -> NDArray[np.bool_]:
    """(division,) whether no party is drawn more to another bloc than to its own."""
    content = np.ones(len(labels), dtype=np.bool_)
    rows = np.arange(len(labels))
    for i in range(labels.shape[1]):
        drawn = np.column_stack([(labels == bloc) @ weights[i] for bloc in range(most)])
        content &= drawn.max(axis=1) <= drawn[rows, labels[:, i]] + equal
    return content
