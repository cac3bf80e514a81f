"""What threats hold back, and what one more warning would do, as things stand: log odds."""

from collections.abc import Mapping
from dataclasses import dataclass

FEAR = "deterrence"
"""The motive by which a threat holds back. Whatever else a warning moves provokes, or calms."""


@dataclass(frozen=True, slots=True)
class Warned:
    """What one warning that nobody expected does to an action in the month after it: log odds."""

    fear: float
    rest: float  # by all other motives
    mostly: str  # the motive that moves the rest most its way; empty if none does

    @property
    def net(self) -> float:
        """Both together."""
        return self.fear + self.rest


@dataclass(frozen=True, slots=True)
class Hold:
    """What a threat does to one of the actions that it forbids.

    ``belief`` is what the action has in log odds less than if the threat were not believed at all.
    ``warned`` is None where no action voices the threat.
    """

    threat: str
    action: str
    belief: float
    warned: Warned | None


def leading(parts: Mapping[str, float], whole: float) -> str:
    """Return the part that goes furthest the way of the whole; empty if none goes its way."""
    most = max(parts, key=lambda name: parts[name] * whole, default="")
    return most if most and parts[most] * whole > 0.0 else ""
