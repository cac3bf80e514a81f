"""Mechanisms: named causes of a change in alignment. One file each, around its short equation.

Every mechanism module has

``prepare(frame, grain) -> Places``
    where it acts, worked out once for a world: entry e moves the alignment of ``pair[e]`` because
    of ``deed[e]`` (−1: because of none);
``contribution(at, p, s, seen, push) -> (run, entry)``
    what each entry adds to the latent alignment of its pair in this step.

The ledger books every entry, so what is not an entry does not move an alignment. In the equations
o is the owner of the deed and push the impulse of :mod:`sim.kernel.grain`: effect times surprise.
"""

from types import ModuleType

from sim.kernel.mechanisms import (
    abandonment,
    balance,
    common_threat,
    entrapment,
    investment,
    patron_rivalry,
    reciprocity,
    structural_pull,
)

MECHANISMS: dict[str, ModuleType] = {
    "abandonment": abandonment,
    "balance": balance,
    "common_threat": common_threat,
    "entrapment": entrapment,
    "investment": investment,
    "patron_rivalry": patron_rivalry,
    "reciprocity": reciprocity,
    "structural_pull": structural_pull,
}
