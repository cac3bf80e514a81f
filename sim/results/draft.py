"""What coded events propose as entries of a history, for a person to accept."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Proposal:
    """Coded events of one month that look like an action."""

    action: str
    day: str  # of the first
    days: int  # on which there is one
    events: int
    pairs: tuple[str, ...]  # met, such as KOR>RUS
    codes: tuple[str, ...]  # met
    twins: tuple[str, ...]  # other actions that some of them look like as well

    @property
    def month(self) -> str:
        """The month, as 2024-06."""
        return self.day[:7]


@dataclass(frozen=True)
class Draft:
    """Proposals by month, in each the action with most events first."""

    file: str
    sha256: str
    first: str  # month of the first event between two of the states, whatever it is
    last: str
    events: int  # between two of the states
    unlike: int  # of these, that look like no action
    proposals: tuple[Proposal, ...]
