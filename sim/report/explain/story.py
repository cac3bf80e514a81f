"""One run as dated sentences, each made from the numbers of its trace and from nothing else.

A sentence is built from its clauses (:class:`Reason`, :class:`Moved`, chances, sources); its text
only spells them out. What the trace does not hold is not said.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sim.ledger import LATE, Deed, Posting, Trace
from sim.ledger import factor as times
from sim.report import words
from sim.report.explain.motives import motive
from sim.results.conventions import TOLD
from sim.world import Scenario, World
from sim.world.month import month_of

STRONG = math.log(1.5)  # log odds; a choice tilted by less, either way, is an ordinary one
FELT = 0.04  # a deed that moves an alignment by as much is worth telling, however usual
SMALLEST = 0.005  # a move of an alignment that is still told, where the deed is
VISIBLE = 0.0005  # a part of it that does not round to nothing
MOVES = 3  # pairs told of one deed


@dataclass(frozen=True, slots=True)
class Reason:
    """A motive that tilted a choice; ``tilt`` is what it added to the log odds."""

    motive: str
    tilt: float

    def text(self, world: World) -> str:
        """The motive and its factor: ``retaliation: paying back harm (odds x 4.1)``."""
        return f"{motive(self.motive, world)} (odds x {factor(self.tilt)})"


@dataclass(frozen=True, slots=True)
class Moved:
    """What one deed added to one alignment, in all and by mechanism (largest first).

    Amounts are of the alignment itself: each posting times the mean slope of tanh over the step,
    so that all postings of a step add up to the change of the alignment in it.
    """

    source: str
    target: str
    amount: float
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One deed of a run. ``alone`` is whether the twin run does not do it in the same step.

    ``probability`` is the chance the actor had of choosing it (a scripted deed: would have had),
    ``base_rate`` the chance in a normal step; ``reasons`` are in the order of their size, ``moved``
    too. ``text`` says all of it but the sources, which are those of the action and its base rate,
    and of the script where it is scripted.
    """

    step: int
    month: str
    actor: str
    action: str
    scripted: bool
    alone: bool
    probability: float
    base_rate: float
    reasons: tuple[Reason, ...]
    moved: tuple[Moved, ...]
    sources: tuple[str, ...]
    text: str

    @property
    def notable(self) -> bool:
        """Whether a short telling tells it: due to the scenario, far from usual, or much felt."""
        tilt = sum(reason.tilt for reason in self.reasons)
        felt = max((abs(moved.amount) for moved in self.moved), default=0.0)
        return self.scripted or self.alone or abs(tilt) >= STRONG or felt >= FELT


@dataclass(frozen=True, slots=True)
class End:
    """Where an alignment ends in the run and in its twin."""

    source: str
    target: str
    with_: float
    without: float


@dataclass(frozen=True, slots=True)
class Undone:
    """A deed of the twin that the run does not do in the same step."""

    step: int
    month: str
    actor: str
    action: str
    text: str


@dataclass(frozen=True)
class Story:
    """A run told. ``ends`` are all alignments, those first that differ most from the twin's."""

    run: int
    sentences: tuple[Sentence, ...]
    undone: tuple[Undone, ...]
    ends: tuple[End, ...]


@dataclass(frozen=True)
class Script:
    """What a scenario has done: by step and action, on condition by action; all else by rule."""

    fixed: Mapping[tuple[int, str], tuple[str, ...]]
    depending: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, scenario: Scenario) -> "Script":
        """Return that of a scenario, with the sources of each event."""
        fixed = {(event.step, event.action): event.sources for event in scenario.events}
        return cls(fixed, {one.action: one.sources for one in scenario.contingencies})

    def how(self, deed: Deed) -> str:
        """Return why a deed was done that its actor did not choose."""
        if (deed.step, deed.action) in self.fixed:
            return "scripted"
        return "scripted on condition" if deed.action in self.depending else "by rule"

    def sources(self, deed: Deed) -> tuple[str, ...]:
        """Return what the script cites for a deed."""
        if not deed.scripted:
            return ()
        at = (deed.step, deed.action)
        return self.fixed[at] if at in self.fixed else self.depending.get(deed.action, ())


def tell(
    told: Trace, twin: Trace, world: World, scenario: Scenario, pairs: tuple[str, ...]
) -> Story:
    """Tell a run of a scenario; ``twin`` is the same run of what it is compared with.

    ``pairs`` names the columns of the traces' alignments.
    """
    script = Script.of(scenario)
    also = {(deed.step, deed.action) for deed in twin.deeds}
    moves = _moves(told, pairs)
    sentences = [
        _sentence(
            deed,
            world,
            alone=(deed.step, deed.action) not in also,
            moved=moves.get((deed.step, deed.action), ()),
            script=script,
        )
        for deed in told.deeds
    ]
    done = {(deed.step, deed.action) for deed in told.deeds}
    undone = [_undone(deed, world) for deed in twin.deeds if (deed.step, deed.action) not in done]
    return Story(told.run, tuple(sentences), tuple(undone), _ends(told, twin, pairs, world))


def factor(tilt: float) -> str:
    """The factor on the odds that a tilt of the log odds is: ``4.1``, ``0.82``."""
    return f"{times(tilt):.1f}" if tilt >= 0.0 else f"{times(tilt):.2f}"


def _sentence(
    deed: Deed, world: World, *, alone: bool, moved: tuple[Moved, ...], script: "Script"
) -> Sentence:
    action = world.actions[deed.action]
    reasons = tuple(
        Reason(motive, tilt)
        for motive, tilt in sorted(deed.reasons.items(), key=lambda item: (-abs(item[1]), item[0]))
    )
    clauses = [
        words.deed(action.id, world),
        _chances(deed, world.step, script),
        *_because(reasons, world),
        *(["not so in this month without the scenario"] if alone else []),
    ]
    felt = [_felt(one, world) for one in moved[:MOVES] if abs(one.amount) >= SMALLEST]
    text = "; ".join(clauses) + "."
    return Sentence(
        step=deed.step,
        month=month_of(world.date, deed.step),
        actor=action.owner,
        action=deed.action,
        scripted=deed.scripted,
        alone=alone,
        probability=deed.probability,
        base_rate=deed.base_rate,
        reasons=reasons,
        moved=moved,
        sources=tuple(
            dict.fromkeys((*script.sources(deed), *action.sources, *action.base_rate.sources))
        ),
        text=" ".join([text, *([f"{'; '.join(felt)}."] if felt else [])]),
    )


def _undone(deed: Deed, world: World) -> Undone:
    owner, text = world.actions[deed.action].owner, words.deed(deed.action, world)
    return Undone(deed.step, month_of(world.date, deed.step), owner, deed.action, text)


def _chances(deed: Deed, unit: str, script: "Script") -> str:
    normal = f"{words.percent(deed.base_rate)} in a normal {unit}"
    if deed.scripted:
        own = f"its own chance would have been {words.percent(deed.probability)}"
        return f"{script.how(deed)}: {own}, {normal}"
    return f"chance {words.percent(deed.probability)}, {normal}"


def _because(reasons: tuple[Reason, ...], world: World) -> Iterable[str]:
    raised = [reason.text(world) for reason in reasons if reason.tilt > TOLD]
    lowered = [reason.text(world) for reason in reasons if reason.tilt < -TOLD]
    if raised:
        yield "for it " + ", ".join(raised)
    if lowered:
        yield "against it " + ", ".join(lowered)


def _felt(moved: Moved, world: World) -> str:
    verb = "rises" if moved.amount > 0.0 else "falls"
    by = ", ".join(
        f"{world.mechanisms[name].title.lower()} {words.signed(amount, 3)}"
        for name, amount in moved.parts
        if abs(amount) >= VISIBLE
    )
    pair = words.pair(moved.source, moved.target, world.names)
    return f"{pair} {verb} by {abs(moved.amount):.3f} ({by})"


def _moves(told: Trace, pairs: tuple[str, ...]) -> Mapping[tuple[int, str], tuple[Moved, ...]]:
    """(step, action) -> what the deed moved, largest first."""
    column = {pair: number for number, pair in enumerate(pairs)}
    done = {(deed.step, deed.action) for deed in told.deeds}
    found: dict[tuple[int, str], dict[tuple[str, str], list[tuple[str, float]]]] = {}
    for posting in told.postings:
        entry = posting.entry
        # silence is booked one step after the harm that was done
        deed = (posting.step - (entry.mechanism in LATE), entry.action)
        if deed in done:
            at = column[f"{entry.source}>{entry.target}"]
            part = (entry.mechanism, posting.amount * _slope(told, posting, at))
            found.setdefault(deed, {}).setdefault((entry.source, entry.target), []).append(part)
    return {deed: _by_pair(parts) for deed, parts in found.items()}


def _by_pair(
    parts: Mapping[tuple[str, str], list[tuple[str, float]]],
) -> tuple[Moved, ...]:
    moved = []
    for (source, target), entries in parts.items():
        by: dict[str, float] = {}
        for mechanism, amount in entries:
            by[mechanism] = by.get(mechanism, 0.0) + amount
        ordered = tuple(sorted(by.items(), key=lambda part: -abs(part[1])))
        moved.append(Moved(source, target, sum(by.values()), ordered))
    return tuple(sorted(moved, key=lambda one: -abs(one.amount)))


def _slope(told: Trace, posting: Posting, column: int) -> float:
    """The mean slope of tanh over the step."""
    before = float(told.latent[posting.step - 1, column])
    after = float(told.latent[posting.step, column])
    if abs(after - before) < 1e-9:  # there the quotient would be all rounding
        return 1.0 - math.tanh(before) ** 2
    return (math.tanh(after) - math.tanh(before)) / (after - before)


def _ends(told: Trace, twin: Trace, pairs: tuple[str, ...], world: World) -> tuple[End, ...]:
    ends = []
    for column, pair in enumerate(pairs):
        source, target = pair.split(">")
        if world.parties[source].actor:
            levels = (math.tanh(float(one.latent[-1, column])) for one in (told, twin))
            ends.append(End(source, target, *levels))
    return tuple(sorted(ends, key=lambda end: -abs(end.with_ - end.without)))
