"""One step, with a hand on it: odds, choice, effects. What each is, the laws say.

For whole runs with nothing in between see :meth:`sim.binding.Case.keep`, which is faster.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Bools, Floats
from sim.kernel.engine.bench import Bench
from sim.kernel.laws import Batch, has_ledger, read_state, write_state
from sim.kernel.order import CHOOSE, DIRECT, EFFECTS, LEDGER, ODDS, REASONS, REMEMBER, SETTLE
from sim.kernel.program import Program
from sim.kernel.state import State


@dataclass(frozen=True)
class Script:
    """What a scenario fixes in one step."""

    taken: Floats  # (action,) 1 for a scripted action
    occupied: Bools  # (line,) whose decision is taken out of the actor's hands


@dataclass(frozen=True)
class Odds:
    """What each actor is likely to do, before the draw; every array (run, action)."""

    possible: Floats  # 1 where the preconditions hold
    tilt: Floats  # log odds ratio to the base rate, bounded
    probability: Floats


@dataclass(frozen=True)
class Moment:
    """One step of a batch: what was likely, what was done, what is now."""

    step: int
    before: State
    odds: Odds
    taken: Floats  # (run, action) 1 where taken (a fraction in mean-field studies)
    bound: Floats  # (run, pair) what the numerical bound took away
    after: State
    ordered: Floats | None = None  # (run, action) 1 where an order had it done, or a script
    posted: Floats | None = None  # (run, entry) what the ledger booked in this step, where asked

    @property
    def own(self) -> Floats:
        """(run, action) 1 where taken, and not had done by an order; a script's are among them."""
        return self.taken if self.ordered is None else self.taken - self.ordered


def odds(batch: Batch, s: State, foreseen: Floats | None = None) -> Odds:
    """The chance of every action in this step, given the state.

    ``foreseen`` (run, action) is a further tilt, of actors that look ahead
    (:mod:`sim.kernel.anticipate`).
    """
    bench, program = batch.bench, batch.laws.program
    write_state(bench, program, s)
    _foresee(bench, program, foreseen)
    bench.work(ODDS)
    return _odds(bench, program)


def possible(batch: Batch, s: State) -> Floats:
    """(run, action) 1 where every precondition of the action holds, else 0."""
    return odds(batch, s).possible


def tilts(batch: Batch, s: State) -> Mapping[str, Floats]:
    """Motive -> (run, action): by how much it moves the log odds of each action."""
    bench, program = batch.bench, batch.laws.program
    write_state(bench, program, s)
    bench.work(ODDS, REASONS)
    slots = program.slots("reason")
    found = {name: np.zeros((batch.runs, program.frame.actions)) for name in batch.laws.motives}
    rows = bench.get(program.span("reason"))
    first = program.span("reason").start
    for (motive, k), slot in slots.items():
        if motive in found:
            found[motive][:, k] = rows[slot - first]
    return found


def reading(batch: Batch, s: State, symbol: str) -> Mapping[tuple[int, int], Floats]:
    """Key -> (run,) a reading that the odds make, such as ``threat``."""
    bench, program = batch.bench, batch.laws.program
    write_state(bench, program, s)
    bench.work(ODDS)
    return {key: bench.get(slice(slot, slot + 1))[0] for key, slot in program.slots(symbol).items()}


def choose(batch: Batch, likely: Odds, uniform: Floats, script: Script | None = None) -> Floats:
    """(run, action) 1 for each action taken; ``uniform`` is (run, line)."""
    bench, program = batch.bench, batch.laws.program
    bench.put(program.span("chance"), likely.probability.T)
    _luck(bench, program, uniform, script)
    bench.work(DIRECT, CHOOSE)
    return bench.get(program.span("taken")).T


def directed(batch: Batch, uniform: Floats, script: Script | None) -> Script | None:
    """What is fixed in the coming step of a batch of one run: a script, and orders that are given.

    Reads the odds that :func:`odds` has just left; ``uniform`` is (1, draw).
    """
    program = batch.laws.program
    if not program.frame.orders:
        return script
    bench = batch.bench
    _luck(bench, program, uniform, script)
    bench.work(DIRECT)
    taken, free = (bench.get(program.span(symbol))[:, 0] for symbol in ("ordered", "open"))
    return Script(taken, free <= 0.0)


def advance(
    batch: Batch,
    s: State,
    number: int,
    likely: Odds,
    taken: Floats,
    script: Script | None = None,
    uniform: Floats | None = None,
    *,
    post: bool = False,
) -> Moment:
    """What follows from the deeds of a step, whoever decided them; ``post`` also books it.

    ``script`` says which of them a scenario has fixed; ``uniform`` (run, draw) is the luck that
    orders are given by (None: none that asks for luck is).
    """
    program = batch.laws.booked if post else batch.laws.program
    bench = batch.new_bench(program) if post else batch.bench
    write_state(bench, program, s)
    bench.put(program.span("possible"), likely.possible.T)
    bench.put(program.span("chance"), likely.probability.T)
    _luck(bench, program, np.ones((1, program.frame.draws)) if uniform is None else uniform, script)
    bench.work(DIRECT)
    bench.put(program.span("taken"), taken.T)
    return _moment(bench, program, number, s, likely, taken)


def numbers(
    batch: Batch,
    s: State,
    uniform: Floats,
    script: Script | None = None,
    foreseen: Floats | None = None,
) -> Floats:
    """(slot, run) every number of one step, its ledger and its reasons with it, while the state
    before it still stands; ``uniform`` is (line, run)."""
    program = batch.laws.booked
    bench = batch.new_bench(program)
    write_state(bench, program, s)
    _foresee(bench, program, foreseen)
    _luck(bench, program, uniform.T, script)
    bench.work(ODDS, REASONS, DIRECT, CHOOSE, EFFECTS, LEDGER)
    return bench.get(slice(0, program.layout.width))


def roll(
    batch: Batch,
    uniforms: Floats,
    scripts: Mapping[int, Script],
    decide: Callable[[Batch, State], Floats] | None = None,
    *,
    post: bool = False,
    state: State | None = None,
    first_step: int = 1,
) -> Iterator[Moment]:
    """Yield each step's moment; ``uniforms`` are (step, line, run).

    ``decide`` gives the tilt (run, action) of actors that look ahead; ``post`` also books each
    step; ``state`` replaces the reference state as the start, before ``first_step``. What to keep
    of it is the caller's business.
    """
    program = batch.laws.booked if post else batch.laws.program
    bench = batch.new_bench(program)
    before = batch.start if state is None else state
    write_state(bench, program, before)
    for number, uniform in enumerate(uniforms, start=first_step):
        _foresee(bench, program, None if decide is None else decide(batch, before))
        _luck(bench, program, uniform.T, scripts.get(number))
        bench.work(ODDS, DIRECT, CHOOSE)
        taken = bench.get(program.span("taken")).T
        moment = _moment(bench, program, number, before, _odds(bench, program), taken)
        yield moment
        before = moment.after


def _moment(
    bench: Bench, program: Program, number: int, before: State, likely: Odds, taken: Floats
) -> Moment:
    """What follows from the deeds that stand on a bench."""
    bench.work(EFFECTS)
    posted = _posted(bench, program)
    bench.work(REMEMBER, SETTLE)
    bound = bench.get(program.span("held")) - bench.get(program.span("latent"))
    after = read_state(bench, program)
    ordered = bench.get(program.span("ordered")).T if program.frame.orders else None
    return Moment(number, before, likely, taken, bound.T, after, ordered, posted)


def _posted(bench: Bench, program: Program) -> Floats | None:
    if not has_ledger(program):
        return None
    span = program.span("ledger")
    bench.put(span, np.zeros((span.stop - span.start, 1)))
    bench.work(LEDGER)
    return bench.get(span).T


def _odds(bench: Bench, program: Program) -> Odds:
    rows = [bench.get(program.span(symbol)).T for symbol in ("possible", "tilt", "chance")]
    return Odds(*rows)


def _foresee(bench: Bench, program: Program, foreseen: Floats | None) -> None:
    rows = np.zeros((program.frame.actions, 1)) if foreseen is None else foreseen.T
    bench.put(program.span("foreseen"), rows)


def _luck(bench: Bench, program: Program, uniform: Floats, script: Script | None) -> None:
    bench.put(program.span("uniform"), uniform.T)
    _directed(bench, program, script)


def _directed(bench: Bench, program: Program, script: Script | None) -> None:
    frame = program.frame
    free, scripted = np.ones((len(frame.lines), 1)), np.zeros((frame.actions, 1))
    if script is not None:
        free[:, 0], scripted[:, 0] = ~script.occupied, script.taken
    bench.put(program.span("free"), free)
    bench.put(program.span("scripted"), scripted)
