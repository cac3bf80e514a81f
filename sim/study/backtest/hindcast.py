"""The model at an origin: run through the record's deeds before it, then left to itself.

Known at the origin are the base rates of the recorded actions, estimated from the months before
it, and the deeds of the last year, which are scripted: the instruments of recorded actions do what
the record says, and nothing in a month without a deed. All other values are the world's own, of
its date: they were not known at an earlier origin, and cannot be learned from the record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sim.binding import Case
from sim.binding.case import Luck
from sim.kernel.arrays import Floats, Ints
from sim.kernel.engine.keep import Last, Path
from sim.kernel.laws import Batch
from sim.kernel.step import Script
from sim.study.backtest.other_runs import gathered
from sim.study.backtest.rivals import WINDOW
from sim.world import World
from sim.world.record import Record, next_month

RUN_UP = 12  # months scripted before the origin
AHEAD = 12  # months forecast after it


@dataclass(frozen=True)
class Recorded:
    """The deeds of a record, by month, bound to a world's actions."""

    actions: tuple[str, ...]  # that the record covers
    deeds: Mapping[str, tuple[str, ...]]  # month -> at most one action of each instrument

    def happened(self, months: Sequence[str]) -> Floats:
        """(month,) 1 where there was a deed."""
        return np.array([float(month in self.deeds) for month in months])


@dataclass(frozen=True)
class Hindcast:
    """What the model said at an origin. Leads count from 1, the month after it."""

    runs: int
    chances: Floats  # (group of runs, lead) summed chances of a deed in that month
    counts: Floats  # (group of runs, 0 .. AHEAD) runs with so many months with a deed
    rest: float  # chance of a deed at rest, from the base rates alone
    tilt: Floats | None  # (pair,) log odds that the deeds add to the next month's hostility

    @property
    def chance(self) -> Floats:
        """(lead,) the chance of a deed in that month."""
        return np.asarray(self.chances.sum(axis=0) / self.runs)

    @property
    def months(self) -> Floats:
        """(0 .. AHEAD,) the shares of runs with so many months with a deed."""
        return np.asarray(self.counts.sum(axis=0) / self.runs)


@dataclass(frozen=True)
class Model:
    """A world bound to a record, ready to be asked at any origin."""

    case: Case
    recorded: Recorded
    runs: int
    seed: int

    @cached_property
    def luck(self) -> Luck:
        """The luck of every run, the same at every origin."""
        return self.case.luck(self.seed, 0, self.runs, RUN_UP + AHEAD)

    @cached_property
    def batch(self) -> Batch:
        """The values that every run draws."""
        return self.case.batch(self.luck.values)


def recorded(world: World, record: Record) -> Recorded:
    """The record's deeds; of several of one instrument in a month, the one that weighs most."""
    found: dict[str, dict[str, str]] = {}
    for deed in record.deeds:
        instrument = world.actions[deed.action].instrument
        month = found.setdefault(deed.month, {})
        other = month.get(instrument)
        if other is None or _weighs(world, deed.action) > _weighs(world, other):
            month[instrument] = deed.action
    deeds = {month: tuple(sorted(acts.values())) for month, acts in found.items()}
    return Recorded(record.actions(), deeds)


def hindcast(model: Model, origin: str, *, tone: bool) -> Hindcast:
    """Run the model up to an origin, the last month known, and AHEAD months on.

    ``tone`` also asks how the deeds known change the hostility of the next month's acts: against a
    run of the same luck in which the recorded actions are left to chance as well.
    """
    case = replace(model.case, script=_script(model, origin))
    columns = _columns(case, model.recorded.actions)
    batch = _at_rates(model, _rates(model, origin))
    keep = {"chance": Path(case.slots("chance")), "taken": Path(case.slots("taken", columns))}
    kept = case.keep(model.luck, keep, batch)
    ahead = kept["chance"][RUN_UP:]
    happened = kept["taken"][RUN_UP:].any(axis=1)
    months = happened.sum(axis=0)[:, None] == np.arange(AHEAD + 1)
    tilt = None
    if tone:
        left_alone = replace(model.case, script={})
        short = Luck(model.luck.values, model.luck.steps[: RUN_UP + 1])
        usual = left_alone.keep(short, {"chance": Last(case.slots("chance"))}, batch)["chance"]
        tilt = _difference(_hostility(case, ahead[0]), _hostility(case, usual))
    rest = float(_any(case, batch.value("base_rate").T, columns).mean())
    chances = gathered(np.stack([_any(case, each, columns) for each in ahead], axis=1))
    return Hindcast(model.runs, chances, gathered(months.astype(np.float64)), rest, tilt)


def _at_rates(model: Model, rates: Floats) -> Batch:
    """The values of every run, with these rates of the recorded actions."""
    actions = model.recorded.actions
    held = {f"actions.{name}.base_rate": float(x) for name, x in zip(actions, rates, strict=True)}
    return model.case.held(model.batch, held)


def _weighs(world: World, action: str) -> float:
    return sum(abs(impact.value) for impact in world.actions[action].impacts.values())


def _columns(case: Case, actions: Sequence[str]) -> Ints:
    return np.array([case.names.actions.index(name) for name in actions], dtype=np.intp)


def _script(model: Model, origin: str) -> dict[int, Script]:
    """The deeds of the months before the origin, each instrument of theirs occupied."""
    case, known = model.case, model.recorded
    columns = _columns(case, known.actions)
    occupied = np.zeros(len(case.frame.lines), dtype=np.bool_)
    occupied[case.line[columns]] = True
    script = {}
    for step in range(1, RUN_UP + 1):
        taken = np.zeros(case.frame.actions)
        for action in known.deeds.get(next_month(origin, step - RUN_UP), ()):
            taken[case.names.actions.index(action)] = 1.0
        script[step] = Script(taken, occupied)
    return script


def _rates(model: Model, origin: str) -> Floats:
    """(recorded action,) base rates from the months up to the origin: Jeffreys for several kinds.

    What the instrument's other actions need is left to them.
    """
    case, known = model.case, model.recorded
    months = [next_month(origin, -n) for n in range(WINDOW)]
    columns = _columns(case, known.actions)
    instrument = case.line[columns]
    stated = np.append(case.values.mode, 0.0)[case.columns["base_rate"]]
    found = []
    for action, own in zip(known.actions, instrument, strict=True):
        seen = sum(action in known.deeds.get(month, ()) for month in months)
        kinds = int((instrument == own).sum()) + 1  # and nothing
        others = np.setdiff1d(np.flatnonzero(case.line == own), columns)
        room = 1.0 - float(stated[others].sum())
        found.append(room * (seen + 0.5) / (WINDOW + 0.5 * kinds))
    return np.array(found)


def _any(case: Case, probability: Floats, columns: Ints) -> Floats:
    """(run,) the chance of at least one of some actions, from (action, run) chances.

    Instruments decide apart.
    """
    none = np.ones(probability.shape[1])
    instrument = case.line[columns]
    for own in np.unique(instrument):
        acts = columns[instrument == own]
        none = none * (1.0 - sum(probability[act] for act in acts))
    return np.asarray(1.0 - none)


def _difference(now: Floats, before: Floats) -> Floats:
    """(pair,) how much the log odds rose; 0 where there are acts of one sign only."""
    known = np.isfinite(now) & np.isfinite(before)
    found = np.zeros(len(now))
    found[known] = now[known] - before[known]
    return found


def _hostility(case: Case, probability: Floats) -> Floats:
    """(pair,) log odds that an act of the first toward the second harms it, at stated impacts.

    ``probability`` is (action, run).
    """
    frame = case.frame
    stated = np.append(case.values.mode, 0.0)[case.columns["x"]]
    links = [(act, m) for act in frame.acts for m in act.impact]
    pair = np.array([frame.pair(act.owner, m) for act, m in links], dtype=np.intp)
    expected = probability.mean(axis=1)[[act.k for act, _ in links]]
    size = len(frame.pairs)
    harm = np.bincount(pair, weights=expected * (stated < 0.0), minlength=size)
    help_ = np.bincount(pair, weights=expected * (stated > 0.0), minlength=size)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.log(harm) - np.log(help_))
