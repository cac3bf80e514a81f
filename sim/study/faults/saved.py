"""Readings kept to be set beside those of another version: one JSON object."""

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import ConfigDict, Field, ValidationError

from sim.results.manifest import world_fingerprint
from sim.study.faults.desk import Desk
from sim.study.faults.fault import Measured
from sim.world import Problem, WorldError
from sim.world.regular import read_text
from sim.world.strict import Strict, Text

HOW = "Keep it as `sim faults --save FILE` writes it"


class SavedReading(Strict):
    """A reading without its words."""

    value: float | None
    error: float | None = Field(None, ge=0)
    note: str = ""


class Saved(Strict):
    """All readings of one version: fault -> reading -> what it was.

    ``label`` says of which version, ``world`` is the fingerprint of its world.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    label: Text
    version: Text
    world: Text
    runs: int = Field(ge=1)
    seed: int = Field(ge=0)
    readings: dict[str, dict[str, SavedReading]]

    def reading(self, fault: int, reading: str) -> SavedReading | None:
        """What a reading was then; None where it was not taken."""
        return self.readings.get(str(fault), {}).get(reading)

    def text(self) -> str:
        """Return it as JSON, one reading a line; it ends with a newline."""
        head = self.model_dump(exclude={"readings"})
        lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
        blocks = (
            f"  {json.dumps(fault)}: {{\n"
            + ",\n".join(f"   {json.dumps(k)}: {one.model_dump_json()}" for k, one in own.items())
            + "\n  }"
            for fault, own in self.readings.items()
        )
        whole = ",\n".join(blocks)
        return "{\n " + ",\n ".join([*lines, f'"readings": {{\n{whole}\n }}']) + "\n}\n"


def saved(found: Sequence[Measured], desk: Desk, label: str, version: str) -> Saved:
    """What was measured, to be kept under a label."""
    return Saved(
        label=label,
        version=version,
        world=world_fingerprint(desk.world),
        runs=desk.runs,
        seed=desk.seed,
        readings={
            str(each.fault.number): {
                one.id: SavedReading(
                    value=_short(one.value), error=_short(one.error), note=one.note
                )
                for one in each.readings
            }
            for each in found
        },
    )


def _short(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.6g}")


def read_saved(path: Path) -> Saved:
    """Read what :func:`saved` made. Raises ``WorldError`` with the first thing that is wrong."""
    text = read_text(path)
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise WorldError([Problem(str(path), line, "this is no JSON", HOW)]) from error
    try:
        return Saved.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        said = f"{where}: {first['msg'][:1].lower()}{first['msg'][1:]}"
        raise WorldError([Problem(str(path), 0, said, HOW)]) from error
