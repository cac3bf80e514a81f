"""A known fault of the model with its measure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sim.results.faults import Fault, Reading
from sim.study.faults.desk import Desk


@dataclass(frozen=True, slots=True)
class Measurable(Fault):
    """A fault that any version of the model can be asked about."""

    measure: Callable[[Desk], Iterator[Reading]]
