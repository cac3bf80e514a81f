"""What a docking yields: their number beside ours."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Docked:
    """One number or verdict of a published result, and what this program makes of the same.

    ``within`` is how far two numbers may lie apart and still agree, and says nothing of words.
    ``known_miss`` marks what is known not to be reproduced, for a reason that is stated; any other
    miss is a fault.
    """

    what: str
    theirs: float | str
    ours: float | str
    within: float = 0.0
    known_miss: bool = False

    @property
    def difference(self) -> float | None:
        """Ours minus theirs; None for words."""
        if isinstance(self.theirs, str) or isinstance(self.ours, str):
            return None
        return self.ours - self.theirs

    @property
    def agrees(self) -> bool:
        """Whether the two are the same, as far as was asked."""
        apart = self.difference
        if apart is None:
            return self.theirs == self.ours
        return math.isfinite(apart) and abs(apart) <= self.within


@dataclass(frozen=True)
class Docking:
    """A published result, the equations that were used, and how far it was met.

    ``finds`` are figures of our own that have no published counterpart; ``differs`` says where
    this model is not theirs and what could not be tested.
    """

    id: str
    title: str
    sources: tuple[str, ...]
    equations: tuple[str, ...]
    rows: tuple[Docked, ...]
    differs: tuple[str, ...]
    finds: tuple[tuple[str, str], ...] = ()
