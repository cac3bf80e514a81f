"""What ``diagnose`` finds, in plain numbers and names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Blocs = tuple[tuple[str, ...], ...]  # parties that stand together


@dataclass(frozen=True)
class Spread:
    """R over parameter draws."""

    mean: float
    p10: float
    p90: float
    above: float  # share of draws with R at or above 1


@dataclass(frozen=True)
class Held:
    """R, on average, if an actor never does a thing more or less often than expected of it."""

    actor: str
    without: float
    share: float  # how far the chain of reactions runs through the actor; sums to 1 over actors


@dataclass(frozen=True)
class Off:
    """R, on average, with one mechanism or motive switched off."""

    name: str
    title: str
    kind: str  # "mechanism" or "motive"
    without: float


@dataclass(frozen=True)
class Member:
    """An escalatory action and its place in the leading mode, on average over draws."""

    action: str
    actor: str
    title: str
    mix: float  # its share of a typical generation of reactions (right eigenvector)
    value: float  # what one of it starts in the long run; 1 is average (left eigenvector)
    share: float  # how far the chain runs through it: mix times value
    offspring: float  # escalatory actions that one of it sets off itself


@dataclass(frozen=True)
class Moved:
    """By how much an average reaction moves an alignment in the step in which it happens."""

    source: str
    target: str
    shift: float


@dataclass(frozen=True)
class Split:
    """What R hangs on and runs through at one look, on average over draws.

    ``actors`` and ``laws`` begin with those that R hangs on most; ``mode``, by share in the chain,
    and ``pairs``, most moved first, are empty where no action leads back to itself in any draw.
    """

    step: int
    month: str
    r: float
    actors: tuple[Held, ...]
    laws: tuple[Off, ...]
    mode: tuple[Member, ...]
    pairs: tuple[Moved, ...]


@dataclass(frozen=True)
class Critical:
    """Where R crosses 1 if every λ is multiplied alike."""

    multiplier: float | None
    precision: Mapping[str, float]  # actor -> its λ at the crossing; empty without one
    stated: Mapping[str, float]  # actor -> its λ as stated
    searched: tuple[float, float]  # multipliers
    ends: tuple[float, float]  # R at either


@dataclass(frozen=True)
class Echo:
    """The echo of one average escalatory action, in steps."""

    excess: tuple[float, ...]
    peak: int
    half_life: float | None
    over: float | None


@dataclass(frozen=True)
class Division:
    """The division of lowest energy, of the alignments and powers averaged over runs."""

    blocs: Blocs
    energy: float
    gap: float  # energy of the second best above it
    gap_share: float  # the same as a share of the pull of all pairs
    frustrated: float  # share of all pull that stays unmet
    ties: int  # how many divisions have this energy
    runner_up: Blocs
    agreed: float  # share of runs whose own lowest division it is


@dataclass(frozen=True)
class Stage:
    """R and blocs after some steps of a scenario; step 0 is the start."""

    step: int
    month: str
    r: Spread
    two: Division  # of all divisions into at most two blocs
    several: Division | None  # of all divisions whatever; None where there are too many
    balanced: float | None  # share of triads, weighted by power; None where there is none


@dataclass(frozen=True)
class Diagnosis:
    """How a world takes a shock, and who stands with whom."""

    scenario: str
    title: str
    world: str
    start: str
    step_unit: str
    steps: int
    draws: int
    seed: int
    horizon: int  # steps over which reactions are counted
    names: Mapping[str, str]  # party -> its name
    central: float  # R at the start, at the stated values
    r: Spread  # R at the start, over draws
    splits: tuple[Split, ...]  # at the start and, if R is higher later, where it is highest
    critical: Critical
    shock: Echo | None
    course: tuple[Stage, ...]
    set_values: Mapping[str, str] = field(default_factory=dict)  # path -> value given instead
    off: tuple[str, ...] = ()  # mechanisms and motives switched off for this diagnosis

    @property
    def peak(self) -> Stage:
        """The look at which R is highest on average; the first of equals."""
        return highest(self.course)


def highest(course: Sequence[Stage]) -> Stage:
    """The look at which R is highest on average; the first of equals."""
    return max(course, key=lambda stage: (stage.r.mean, -stage.step))
