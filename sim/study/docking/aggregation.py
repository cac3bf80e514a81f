"""Docking to landscape theory (Axelrod and Bennett 1993): the bloc finder on published tables.

The energy of a division X of parties into two sides is E(X) = Σ_i Σ_j s_i s_j p_ij d_ij(X), with
d_ij = 1 where i and j stand apart; the theory foretells a local minimum, most of all the lowest.
"""

import numpy as np

from sim.kernel.arrays import Floats
from sim.results.docking import Docked, Docking
from sim.study.docking.landscape_cases import (
    EUROPE_ALLIED,
    EUROPE_FORETOLD,
    EUROPE_RIGHT,
    SYRIA_FRUSTRATION,
    SYRIA_LOWEST,
    SYRIA_SAMPLE,
    WEAK_SYRIA,
    WEAK_SYRIA_LOWEST,
    SizedCase,
    europe,
    syria,
)
from sim.study.stability.blocs import Landscape, Partition, landscape


def of(case: SizedCase) -> Landscape:
    """The landscape of two sides of a published case."""
    return landscape(case.propensity, case.sizes)


def code(blocs: Partition, parties: int) -> str:
    """A division as published: 1 for the first party's side, 2 for the other."""
    first = next(bloc for bloc in blocs if 0 in bloc)
    return "".join("1" if party in first else "2" for party in range(parties))


def energies_of(found: Landscape) -> dict[str, float]:
    """Every division in the published code, with its energy, lowest first."""
    parties = found.labels.shape[1]
    return {code(blocs, parties): energy for blocs, energy in found.ranking}


def frustrations(found: Landscape) -> Floats:
    """(party,) s_i F_i in the best division, as the authors print it."""
    felt: Floats = found.frustration * found.sizes
    return felt


def side(case: SizedCase, found: Landscape, party: str) -> frozenset[str]:
    """Who stands with a party in the best division, itself included."""
    at = case.parties.index(party)
    bloc = next(bloc for bloc in found.best if at in bloc)
    return frozenset(case.parties[i] for i in bloc)


def shared(case: SizedCase, one: frozenset[str], other: frozenset[str]) -> int:
    """How many parties two divisions put on the same side, each given by its Allied side."""
    return sum((party in one) == (party in other) for party in case.parties)


def docking() -> Docking:
    """The comparisons."""
    return Docking(
        id="landscape",
        title="Landscape theory of aggregation: Syria 2016; Europe 1936 and Unix not reproduced",
        sources=(
            "Axelrod, R. and Bennett, D. S. (1993). A landscape theory of aggregation. British"
            " Journal of Political Science 23(2): 211-233.",
            "Axelrod, R. with Furnas, A. (2016). ISIS Calcs: propensities, strengths and all"
            " energies, in the authors' program (repository alexanderfurnas/Landscape_Theory,"
            " results of 20 February 2016).",
            "Glynne-Jones, T. landscape-aggregation: a simplified replication for 1938, which also"
            " quotes the optimum of Axelrod and Bennett.",
        ),
        equations=(
            "theirs and ours: E(X) = sum over i and j of s_i s_j p_ij d_ij(X), each pair counted"
            " in both directions; every division into two sides is tried",
        ),
        rows=(*_syria_rows(), *_weak_syria_rows(), *_europe_rows()),
        finds=_finds(),
        differs=(
            "The table of 1936 (sizes and propensities of the 17 powers) is not printed in any"
            " text that could be had, so the published optimum itself was not recomputed, and the"
            " simplified table does not lead to it. That table meets only its own author's count of"
            " powers on the side they took; which ones these are, its author does not print. The"
            " replication's own propensities stand in for it: religion, kind of government and"
            " past conflict, as its author coded them. It lists the columns of its conflict table"
            " in another order than its countries; it computes, as we do, in the order of the"
            " countries.",
            "The Unix standards case (Axelrod, Mitchell, Thomas, Bennett and Bruderer 1995) was"
            " not tested: the firms' sizes and rivalries could not be had.",
            "Ours also allows more than two blocs, averages the two directions of a pair, and"
            " says how many divisions tie.",
        ),
    )


def _syria_rows() -> tuple[Docked, ...]:
    case = syria()
    found = of(case)
    ours = energies_of(found)
    lowest = list(ours.items())[: len(SYRIA_LOWEST)]
    theirs = {**SYRIA_LOWEST, **SYRIA_SAMPLE}
    apart = max(abs(ours[division] - energy) for division, energy in theirs.items())
    best, energy = next(iter(ours.items()))
    top = next(iter(SYRIA_LOWEST))
    worst = float(np.abs(frustrations(found) - np.array(SYRIA_FRUSTRATION)).max())
    return (
        Docked("Syria and Iraq 2016: optimum", _against(case, top), _against(case, best)),
        Docked("its energy", float(SYRIA_LOWEST[top]), energy, 1e-6),
        Docked("local minima among 1,024 divisions", 1.0, float(len(found.minima))),
        Docked(
            "divisions with their energies in the fifteen first ranks, ties in any order",
            float(len(SYRIA_LOWEST)),
            float(len(set(lowest) & {(x, float(e)) for x, e in SYRIA_LOWEST.items()})),
        ),
        Docked(
            f"greatest difference of energy over {len(theirs)} published divisions",
            0.0,
            apart,
            1e-6,
        ),
        Docked("greatest difference of a party's frustration", 0.0, worst, 1e-6),
    )


def _weak_syria_rows() -> tuple[Docked, ...]:
    case = syria(WEAK_SYRIA)
    best, energy = next(iter(energies_of(of(case)).items()))
    theirs, theirs_energy = WEAK_SYRIA_LOWEST
    return (
        Docked("the same with a weak Syria: optimum", _against(case, theirs), _against(case, best)),
        Docked("its energy", float(theirs_energy), energy, 1e-6),
    )


def _europe_rows() -> tuple[Docked, ...]:
    case = europe()
    allied = side(case, of(case), "Britain")
    return (
        Docked(
            "Europe 1938, simplified propensities: powers on the side they took, of 17",
            float(EUROPE_RIGHT),
            float(shared(case, allied, EUROPE_ALLIED)),
        ),
        Docked(
            "Europe: the side against Germany, by the table of 1936 (theirs) and by the simplified"
            " one of 1938 (ours)",
            ", ".join(sorted(EUROPE_FORETOLD)),
            ", ".join(sorted(allied)),
            known_miss=True,
        ),
    )


def _finds() -> tuple[tuple[str, str], ...]:
    case = europe()
    allied = side(case, of(case), "Britain")
    other = sorted((allied | EUROPE_FORETOLD) - (allied & EUROPE_FORETOLD))
    return (
        ("Europe: powers that the two tables put on different sides", ", ".join(other)),
        (
            "Europe: powers that both put on the same side",
            f"{shared(case, allied, EUROPE_FORETOLD)} of 17",
        ),
    )


def _against(case: SizedCase, division: str) -> str:
    """The smaller side of a division by name; the others stand against it."""
    sides = [
        [party for party, mark in zip(case.parties, division, strict=True) if mark == own]
        for own in ("1", "2")
    ]
    smaller = min(sides, key=lambda own: len(own))
    return f"{', '.join(smaller)} against all others"
