"""Known faults of the model, and what their measures came to."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, Field, ValidationError

from sim.results.manifest import world_fingerprint
from sim.world import Problem, World, WorldError
from sim.world.regular import read_text
from sim.world.strict import Strict, Text

ReadingKind = Literal["share", "ratio", "difference", "number", "count"]
"""A share of runs, a ratio of counts, a signed difference, a size, a whole number."""
HOW = "Keep it as `sim faults --save FILE` writes it"


@dataclass(frozen=True, slots=True)
class Reading:
    """One number of a measure.

    ``id`` stays the same from version to version; ``what`` says what is measured, ``wanted`` what
    would be right as far as anything says so, ``note`` what the number is of where that can change.
    ``value`` is ``None`` where the number does not exist, as a ratio to nothing. ``error`` is the
    standard error that stems from the finite number of runs, ``None`` where none is known.
    """

    id: str
    what: str
    kind: ReadingKind
    value: float | None
    error: float | None = None
    wanted: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that running the model has shown to be wrong.

    ``asked`` is the question it turns on; ``found`` says what was wrong when it was first measured,
    ``how`` what the measure does; ``main`` is the id of the reading that says most.
    """

    number: int
    asked: str
    found: str
    how: str
    main: str


@dataclass(frozen=True, slots=True)
class MeasuredFault:
    """A fault and what its measure came to."""

    fault: Fault
    readings: tuple[Reading, ...]

    @property
    def main(self) -> Reading:
        """The reading that says most."""
        return next(one for one in self.readings if one.id == self.fault.main)


@dataclass(frozen=True, slots=True)
class Measurement:
    """Every known fault measured in one world: ``runs`` of each arm on the same draws."""

    world: World
    runs: int
    seed: int
    faults: tuple[MeasuredFault, ...]

    def saved(self, label: str, version: str) -> "Saved":
        """What was measured, to be kept under a label."""
        return Saved(
            label=label,
            version=version,
            world=world_fingerprint(self.world),
            runs=self.runs,
            seed=self.seed,
            readings={
                str(each.fault.number): {one.id: _kept(one) for one in each.readings}
                for each in self.faults
            },
        )


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


def _kept(one: Reading) -> SavedReading:
    value, error = (None if x is None else float(f"{x:.6g}") for x in (one.value, one.error))
    return SavedReading(value=value, error=error, note=one.note)


def read_saved(path: Path) -> Saved:
    """Read what :meth:`Saved.text` wrote. Raises ``WorldError`` with the first fault."""
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
