"""A draft of a history: which of the world's actions coded events since its date look like.

A coder sees who does what to whom; an action is recognised by its signature (``signature``). What
looks alike cannot be told apart, and a code says nothing of how much it weighs: so nothing here is
more than a proposal.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from sim.results.calibration import Wanted
from sim.results.draft import Draft, Proposal
from sim.study.calibration.calibrate import source_of, states_of
from sim.study.calibration.opened import opening
from sim.study.calibration.read_events import Chunk, look_at, read_events
from sim.study.calibration.signature import Signature, signatures
from sim.study.calibration.tally import Seen
from sim.study.progress import Progress
from sim.world import Problem, World, WorldError
from sim.world.document import shown
from sim.world.record import load_weights


@dataclass
class _Met:
    """What was met of an action in a month; grows while the file is read."""

    events: int = 0
    days: set[int] = field(default_factory=set)
    pairs: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)


def drafted(world: World, wanted: Wanted, progress: Progress | None = None) -> Draft:
    """Read an event file, from the world's date on, and propose what its events may have been.

    Raises ``WorldError`` with file and line for a file that cannot be used, and where no event
    lies in the months asked for.
    """
    first = max(world.date, wanted.first or world.date)
    wanted = replace(wanted, first=first)
    states = states_of(world, wanted)
    codes = tuple(sorted(load_weights(world)))
    known = signatures(world, codes)
    by_look = _by_look(known)
    seen = Seen() if wanted.once else None
    months: set[str] = set()
    events = unlike = 0
    found: dict[tuple[str, str], _Met] = {}
    with opening(wanted.path) as opened:
        met = look_at(opened)
        source = source_of(world, wanted, states, codes)
        for chunk in read_events(source, opened, met, progress):
            for day, pair, code in _events(chunk, states, codes, seen):
                month = date.fromordinal(day).isoformat()[:7]
                months.add(month)
                actions = by_look.get((pair, code), ())
                events, unlike = events + 1, unlike + (not actions)
                for action in actions:
                    _note(found.setdefault((month, action), _Met()), day, pair, code)
        digest = opened.sha256()
    if not months:
        said = f"no event between two of {', '.join(states)} from {first} on"
        hint = "A history begins with the world: name a file of later events"
        raise WorldError([Problem(shown(wanted.path), 0, said, hint)])
    proposals = [_proposal(known[action], one) for (_, action), one in found.items()]
    proposals.sort(key=lambda one: (one.month, -one.events, one.action))
    span = min(months), max(months)
    return Draft(shown(wanted.path), digest, *span, events, unlike, tuple(proposals))


def _by_look(known: dict[str, Signature]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for name, sign in known.items():
        for target in sign.targets:
            for code in sign.codes:
                found.setdefault((f"{sign.source}>{target}", code), []).append(name)
    return found


def _events(
    chunk: Chunk, states: tuple[str, ...], codes: tuple[str, ...], seen: Seen | None
) -> Iterator[tuple[int, str, str]]:
    """Yield day, pair and code; of rows that repeat one above, where asked for, the first alone."""
    fresh = slice(None) if seen is None else seen.fresh(chunk.key)
    columns = (chunk.day, chunk.source, chunk.target, chunk.code)
    for day, source, target, code in zip(*(c[fresh].tolist() for c in columns), strict=True):
        yield day, f"{states[source]}>{states[target]}", codes[code]


def _note(met: _Met, day: int, pair: str, code: str) -> None:
    met.events += 1
    met.days.add(day)
    met.pairs.add(pair)
    met.codes.add(code)


def _proposal(sign: Signature, met: _Met) -> Proposal:
    return Proposal(
        action=sign.action,
        day=date.fromordinal(min(met.days)).isoformat(),
        days=len(met.days),
        events=met.events,
        pairs=tuple(sorted(met.pairs)),
        codes=tuple(sorted(met.codes)),
        twins=sign.twins,
    )
