"""One arm of a comparison, a block of runs: everything the tables are later made of.

Runs stand last in every array, as the engine makes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sim.binding import Case, threats
from sim.binding.luck import Luck
from sim.binding.watch import Watch, hits, needs
from sim.kernel.arrays import Bools, Floats
from sim.kernel.condition import NEVER
from sim.kernel.engine.keep import Keep, Last, LastSum, Path, Sum, Weighted, added_up
from sim.kernel.laws import Batch
from sim.kernel.order import MOTIVES
from sim.ledger import Book
from sim.study.stake import impacts, stakes

Singles = NDArray[np.float32]
Levels = NDArray[np.int8]


@dataclass(frozen=True)
class ArmRuns:
    """What a block of runs did under one scenario. Axis ``step`` of paths starts at 0."""

    alignment: Singles  # (step, seen pair, run)
    tension: Singles  # (step, theatre, run)
    posture: Levels  # (step, posture, run)
    taken: Levels  # (step − 1, action, run) 1 where taken
    acts: Floats  # (step − 1, action) how many runs took it
    carried: Floats  # (step − 1, order) how many runs carried it out
    met: Floats  # (order,) how many runs carried it out at least once
    chance: Floats  # (step − 1, action) of choosing it, were it free to, summed over runs
    chosen: Floats  # (action, run) chances summed over the steps in which actors decide
    stakes: Floats  # (2 · party, run) by what is scripted in either arm, then by what is chosen
    hits: Bools  # (run, indicator)
    threats: Singles  # (step, reading · threat, run) :func:`sim.binding.threats.told`
    bounded: int  # runs in which a numerical bound was reached
    ledger: Floats | None  # (entry,) contributions summed over steps and runs, where asked for
    reasons: Floats | None  # (motive, step − 1, action) log odds summed over the explained runs

    @property
    def runs(self) -> int:
        """How many runs it holds."""
        return int(self.alignment.shape[2])


def run_arm(
    case: Case,
    book: Book,
    watches: tuple[Watch, ...],
    luck: Luck,
    decided: Floats,
    *,
    batch: Batch | None = None,
    post: bool = True,
    explain: int = 0,
) -> ArmRuns:
    """Run an arm; ``decided`` (step − 1, action) is 1 where the actors decide in both arms.

    ``post`` also keeps the ledger; ``explain`` says in how many of the first runs the motives
    behind choices are added up.
    """
    laws = case.laws.booked if post else case.laws.program
    slots = laws.slots("reason") if explain else {}
    parties = range(case.frame.parties)
    impact = impacts(case, parties, ledger=post)
    at = partial(case.slots, ledger=post)
    keep: dict[str, Keep] = {
        "alignment": Path(at("a", list(case.frame.seen)), np.float32, initial=True),
        "tension": Path(at("e"), np.float32, initial=True),
        "posture": Path(at("posture"), np.int8, initial=True),
        "taken": Path(at("taken"), np.int8),
        "acts": Sum(at("taken")),
        "chance": Sum(at("chance")),
        "chosen": Weighted(at("chance"), decided),
        "scripted": Weighted(at("taken", impact.acts), 1.0 - decided[:, impact.acts]),
        "impact": impact.keep,
        "bounded": Last(at("bounded")),
        **needs(watches, case, ledger=post),
        **threats.needs(case, ledger=post),
    }
    if case.frame.orders:
        keep["carried"], keep["done"] = Sum(at("fires")), Last(at("done"))
    if post:
        keep["ledger"] = LastSum(book.slots)
    if explain:
        keep["reasons"] = Sum(list(slots.values()), explain)
    kept = case.keep(luck, keep, batch, ledger=post, reasons=explain, bounds=True)
    return ArmRuns(
        alignment=kept["alignment"],
        tension=kept["tension"],
        posture=kept["posture"],
        taken=kept["taken"],
        acts=added_up(kept["acts"]),
        carried=added_up(kept["carried"]) if "carried" in kept else np.zeros((len(decided), 0)),
        met=(kept["done"] < NEVER).sum(axis=1) if "done" in kept else np.zeros(0),
        chance=added_up(kept["chance"]),
        chosen=kept["chosen"],
        stakes=np.concatenate(
            [
                stakes(impact, kept["impact"], did, parties)
                for did in (kept["scripted"], kept["chosen"][impact.acts])
            ]
        ),
        hits=hits(watches, case, kept),
        threats=threats.told(case, kept),
        bounded=int(np.count_nonzero(kept["bounded"])),
        ledger=added_up(kept["ledger"]) if post else None,
        reasons=_by_motive(case, slots, added_up(kept["reasons"])) if explain else None,
    )


def _by_motive(case: Case, slots: Mapping[tuple[str, int], int], sums: Floats) -> Floats:
    """(motive, step − 1, action) from (step − 1, reason) sums."""
    names = list(MOTIVES)
    found = np.zeros((len(names), len(sums), case.frame.actions))
    for column, (motive, k) in enumerate(slots):
        found[names.index(motive), :, k] = sums[:, column]
    return found
