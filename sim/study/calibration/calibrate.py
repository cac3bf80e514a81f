"""``calibrate``: an event file, read once, and everything the record in it can support."""

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.kernel.asked import SEED, check_month
from sim.results.calibration import Calibration, Coverage, Met, Wanted
from sim.study.calibration.coverage import coverage
from sim.study.calibration.opened import opening
from sim.study.calibration.provocations import answers
from sim.study.calibration.rates import crowded, rates
from sim.study.calibration.read_events import Source, look_at, read_events
from sim.study.calibration.reciprocity import reciprocity
from sim.study.calibration.signature import Signature, signatures
from sim.study.calibration.tally import Tally
from sim.study.progress import Progress
from sim.world import Problem, World, WorldError
from sim.world.document import shown
from sim.world.month import next_month
from sim.world.problems import suggest
from sim.world.record import load_weights


def calibrate(world: World, wanted: Wanted, progress: Progress | None = None) -> Calibration:
    """Read an event file and estimate what it can support.

    Raises ``WorldError`` with file and line for a file that cannot be used: wrong columns, a row
    that cannot be read, not UTF-8, no event between two of the states; ``ValueError`` for what is
    no month or no seed.
    """
    SEED.check(wanted.seed)
    check_month("first", wanted.first)
    check_month("last", wanted.last)
    states = states_of(world, wanted)
    weights = load_weights(world)
    codes = tuple(sorted(weights))
    known = signatures(world, codes)
    source = source_of(world, wanted, states, codes)
    tally = Tally(
        len(states),
        np.array([weights[code] for code in codes]),
        _watched(known, states, codes),
    )
    with opening(wanted.path) as opened:
        met = look_at(opened)
        for chunk in read_events(source, opened, met, progress):
            tally.add(chunk, wanted.once)
        sha256 = opened.sha256()
    events = int(tally.events.sum())
    if not events:
        raise WorldError([_nothing(wanted, met, states)])
    covered = coverage(tally, wanted.first, wanted.last)
    days = _days(tally, covered)
    found = rates(world, tally, covered, known.values(), states, codes)
    return Calibration(
        wanted=wanted,
        states=states,
        met=met,
        events=events,
        repeated=tally.repeated,
        covered=covered,
        rates=found,
        crowded=crowded(world, found),
        reciprocity=reciprocity(tally, days, len(states)),
        answers=tuple(
            answer
            for actor, marked in wanted.marks.items()
            for answer in answers(tally, days, states, actor, marked, wanted.seed)
        ),
        sha256=sha256,
    )


def states_of(world: World, wanted: Wanted) -> tuple[str, ...]:
    """The states between which events are wanted. Raises ``WorldError`` for fewer than two."""
    unknown = [name for name in wanted.actors if name not in world.parties]
    if unknown:
        said = f"unknown state `{unknown[0]}`"
        raise WorldError([Problem("", 0, said, suggest(unknown[0], world.parties))])
    chosen = tuple(party for party in world.parties if not wanted.actors or party in wanted.actors)
    if len(chosen) < 2:
        raise WorldError([Problem("", 0, "events have two sides", "Name two states or more")])
    return chosen


def source_of(
    world: World, wanted: Wanted, states: tuple[str, ...], codes: tuple[str, ...]
) -> Source:
    """What is wanted from the file itself. Raises ``WorldError`` for months upside down."""
    first = date.min.toordinal() if wanted.first is None else _start(wanted.first)
    last = date.max.toordinal() if wanted.last is None else _start(next_month(wanted.last)) - 1
    if first > last:
        said = f"the months asked for end ({wanted.last}) before they begin ({wanted.first})"
        raise WorldError([Problem("", 0, said, "--from comes first")])
    names = world.names
    return Source(names, states, codes, first, last, wanted.lenient)


def _watched(
    known: Mapping[str, Signature], states: tuple[str, ...], codes: tuple[str, ...]
) -> NDArray[np.bool_]:
    """(source, target, code) what some action looks like."""
    watched = np.zeros((len(states), len(states), len(codes)), dtype=np.bool_)
    for sign in known.values():
        for target in sign.targets:
            if sign.source in states and target in states:
                at = [codes.index(code) for code in sign.codes]
                watched[states.index(sign.source), states.index(target), at] = True
    return watched


def _days(tally: Tally, covered: Coverage) -> NDArray[np.bool_]:
    """(day,) whether a day of the tables is covered: between first and last event, in no gap."""
    days = np.zeros(len(tally.events), dtype=np.bool_)
    for month in covered.months:
        days[tally.span(month)] = True
    busy = np.flatnonzero(tally.events.any(axis=(1, 2)))
    days[: busy[0]] = days[busy[-1] + 1 :] = False
    return days


def _nothing(wanted: Wanted, met: Met, states: tuple[str, ...]) -> Problem:
    said = f"no event between two of {', '.join(states)} among {met.rows:,} rows"
    if met.outside:
        said += f", {met.outside:,} of them before or after the months asked for"
    often = sorted(met.others, key=lambda name: -met.others[name])[:5]
    hint = f"Countries met: {', '.join(often)}" if often else "Look at source and target"
    return Problem(shown(wanted.path), 0, said, hint)


def _start(month: str) -> int:
    return date.fromisoformat(f"{month}-01").toordinal()
