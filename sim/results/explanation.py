"""Why an effect is what it is: causes, what is left without this or that, what flips it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sim.world.indicator import Indicator

TargetKind = Literal["pair", "indicator", "action"]
START = "start"  # the state at the start: what the scenario's own values and state differ by
Part = Literal["deed", "fading", "drift"]
"""A deed that was done; one that had come to be expected and was not done; no deed at all."""
POSSIBLE = "possible"  # whether it can be done at all
RATE = "base_rate"  # a base rate that one scenario sets
LIMIT = "limit"  # what the guard against overflow takes away
FORESIGHT = "foresight"  # what others are likely to do next because of it, where actors look ahead
ROOM = "room"  # the line of policy does one thing in a step: other acts, and its own limit of one
OTHER = (POSSIBLE, RATE, LIMIT, FORESIGHT, ROOM)
WINDOW = 6  # steps before it in which a deed counts as earlier
FEW = 10  # pairs below which shares mean nothing
RemovalKind = Literal["event", "action", "state", "mechanism", "motive"]
SURE = 2.0  # standard errors below which an effect is not told from none
FlipVerdict = Literal["reverses", "fades", "holds"]
"""The sign turns; the effect can no longer be told from none; neither."""
CLEAR = 2.0  # times its error: a smaller difference tells nothing
NOTICEABLE = 0.001  # rounds to nothing below half of it


@dataclass(frozen=True, slots=True)
class Target:
    """The outcome whose effect is explained. Its unit: alignment, share of runs, times per run."""

    kind: TargetKind
    name: str  # RUS>KOR, or the id of an indicator or action
    title: str
    indicator: Indicator | None = None  # what counts as "it happened"; None for a pair


@dataclass(frozen=True, slots=True)
class Bar:
    """What one cause adds to an alignment, in both arms: means over runs, summed over steps.

    ``shift`` is with minus without, ``mc_error`` its standard error. ``action`` is empty where no
    single action is the cause; ``merged`` counts the causes of a bar that stands for several.
    """

    action: str
    mechanism: str
    part: Part
    with_: float
    without: float
    shift: float
    mc_error: float
    merged: int = 1


@dataclass(frozen=True, slots=True)
class Mover:
    """An action that moves it.

    ``with_`` and ``without`` are times per run, scripted times included; ``chosen`` are the further
    times that it is chosen. ``weight`` is how far one time moves it, as stated (rungs of tension, a
    share), or 1 for an action or a posture.
    """

    action: str
    with_: float
    without: float
    chosen: float
    weight: float


@dataclass(frozen=True, slots=True)
class Motivation:
    """What one motive adds to how often an action is chosen.

    ``extra`` deeds per run are with minus without, ``mc_error`` their standard error. ``log_odds``
    is what the motive adds to the log odds of the action on average where the deeds are likely
    (weights L); ``None`` where the part is no motive.
    """

    motive: str
    extra: float
    mc_error: float
    log_odds: float | None


@dataclass(frozen=True, slots=True)
class Precursor:
    """A deed in the ``WINDOW`` steps before it.

    ``before`` is the share of the pairs in which the deed came before it, ``twin`` the share in
    which it was done in the same steps of the run in which it did not happen; ``mc_error`` belongs
    to their paired difference. ``lag`` is the mean number of steps from the deed's first time in
    the window until it.
    """

    action: str
    before: float
    twin: float
    mc_error: float
    lag: float


@dataclass(frozen=True)
class Onset:
    """When it happens, and after what. ``pairs`` are those in which one arm alone has it by then.

    ``more`` is whether they are those in which it happens with the scenario. ``step`` is the
    median step in which it first happens in them; ``None`` if there are none.
    """

    pairs: int
    more: bool
    step: float | None
    precursors: tuple[Precursor, ...]


@dataclass(frozen=True, slots=True)
class Removal:
    """One thing to take away. An event is a scripted action: in one step, or (None) wherever.

    The name of a state is its path.
    """

    kind: RemovalKind
    name: str
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left of an effect without one thing.

    ``change`` is what is left minus the whole, paired; each has its standard error. ``share`` is
    what is left by the whole (``None`` where there is no whole). ``unmet`` are scripted events
    whose preconditions the script no longer meets; they happen all the same.
    """

    removal: Removal
    left: float
    mc_error: float
    change: float
    change_error: float
    share: float | None
    unmet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flip:
    """A value held at one end of its range, and what that does to the finding.

    ``left`` is the effect then, ``change`` what it changed by (paired, with ``change_error``).
    ``turn`` is where the verdict comes true first on the way from the stated ``value`` to ``end``,
    ``way`` the share of that way; both ``None`` where nothing turns.
    """

    path: str
    value: float
    low: float
    high: float
    end: float
    left: float
    change: float
    change_error: float
    verdict: FlipVerdict
    turn: float | None
    way: float | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What was searched and what was found: flips first, the shortest way first.

    ``doubt`` is the size below which an effect counts as none: two standard errors of the finding.
    ``blur`` is the size of a change by one value that the screen would hardly miss: what the last
    line tested led to, and two standard errors of a line's end.
    """

    ranged: int
    runs: int
    doubt: float
    blur: float
    flips: tuple[Flip, ...]

    @property
    def turning(self) -> tuple[Flip, ...]:
        """The values that reverse the finding or make it fade."""
        return tuple(flip for flip in self.flips if flip.verdict != "holds")


@dataclass(frozen=True)
class Explanation:
    """Why the effect of a scenario on one target is what it is.

    ``with_``, ``without``, ``effect`` (paired) and its ``mc_error`` are means over ``runs`` pairs
    of runs, up to step ``steps``. ``removal_effect`` is the same over the first ``removal_runs``,
    with which what is left without this or that is compared. A part that does not apply is empty or
    ``None``.
    """

    target: Target
    runs: int
    seed: int
    steps: int
    with_: float
    without: float
    effect: float
    mc_error: float
    settled: bool  # whether the script itself decides the indicator
    waterfall: tuple[Bar, ...]  # of an alignment; the shifts add up to the effect
    movers: tuple[Mover, ...]  # the actions that move what an indicator watches, first the leading
    motivations: tuple[Motivation, ...]  # parts of the extra times the leading one is chosen
    onset: Onset | None
    removal_runs: int
    removal_effect: float
    removal_error: float
    remainders: tuple[Remainder, ...]
    search: Search | None

    @property
    def stands_out(self) -> bool:
        """Whether the effect is more than twice its Monte Carlo error."""
        return abs(self.effect) > SURE * self.mc_error

    @property
    def extra(self) -> float:
        """Further times per run that the leading action is chosen."""
        return sum(part.extra for part in self.motivations)


@dataclass(frozen=True, slots=True)
class Switched:
    """The effect on one alignment at the end, as a mean over pairs of runs.

    ``on`` is with the law, ``off`` without it in both arms; ``error`` is the standard error of
    ``difference``, on minus off, run by run.
    """

    source: str
    target: str
    on: float
    off: float
    difference: float
    error: float

    @property
    def affected(self) -> bool:
        """Whether the law makes a difference that is more than chance."""
        return abs(self.difference) >= max(NOTICEABLE, CLEAR * self.error)


def merged(bars: Iterable[Bar], most: int) -> tuple[Bar, ...]:
    """The same sum in few bars: the ``most`` largest deeds, all fading, each drift, all else."""
    bars = tuple(bars)
    deeds = [bar for bar in bars if bar.part == "deed"]
    fading = [bar for bar in bars if bar.part == "fading"]
    drift = [bar for bar in bars if bar.part == "drift"]
    return (*deeds[:most], *_sum(deeds[most:], "deed"), *_sum(fading, "fading"), *drift)


def _sum(bars: list[Bar], part: Part) -> Iterator[Bar]:
    """One bar for several. Their errors are not independent; added up they are not understated."""
    if bars:
        yield Bar(
            action="",
            mechanism="",
            part=part,
            with_=sum(bar.with_ for bar in bars),
            without=sum(bar.without for bar in bars),
            shift=sum(bar.shift for bar in bars),
            mc_error=sum(bar.mc_error for bar in bars),
            merged=len(bars),
        )
