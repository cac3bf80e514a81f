"""A known fault of the model, and what its measure came to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sim.study.faults.desk import Desk
from sim.study.faults.reading import Reading


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
    measure: Callable[[Desk], Iterator[Reading]]


@dataclass(frozen=True, slots=True)
class Measured:
    """A fault and what its measure came to."""

    fault: Fault
    readings: tuple[Reading, ...]

    @property
    def main(self) -> Reading:
        """The reading that says most."""
        return next(one for one in self.readings if one.id == self.fault.main)
