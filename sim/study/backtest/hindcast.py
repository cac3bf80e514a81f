"""The model at an origin: run through the record's deeds before it, then left to itself.

Known at the origin are the base rates of the recorded actions, by the rule from the months up to
it, and the deeds of the last year, which are scripted: in a month of which the record is complete
an instrument does what the record says, or nothing. All other values are the world's own, of its
date: they were not known at an earlier origin, and cannot be learned from the record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sim.binding import Case
from sim.binding.luck import Luck
from sim.kernel.arrays import Floats, Ints
from sim.kernel.engine.keep import Last, Path
from sim.kernel.laws import Batch
from sim.kernel.step import Script
from sim.results.backtest import RUN_UP
from sim.study.rates.rule import rates_ahead
from sim.study.rates.series import Series, all_series, taken
from sim.world import World
from sim.world.month import next_month
from sim.world.record import Record
from sim.world.room import ROOM

AHEAD = 3  # months forecast after it


@dataclass(frozen=True)
class Recorded:
    """The deeds of a record, bound to a world's actions."""

    series: Mapping[str, Series]  # of every action with a complete record
    taken: Mapping[str, frozenset[str]]  # month -> at most one action of each instrument

    @property
    def actions(self) -> tuple[str, ...]:
        """The actions with a complete record."""
        return tuple(self.series)


@dataclass(frozen=True)
class Hindcast:
    """What the model said at an origin. Leads count from 1, the month after it."""

    chance: Floats  # (recorded action, lead) the mean chance over runs of it in that month
    tilt: Floats | None  # (pair,) log odds that the deeds add to the next month's hostility


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
    """The record's deeds and the months of which it is complete."""
    return Recorded(all_series(world, record), taken(world, record))


def hindcast(model: Model, origin: str, *, tone: bool) -> Hindcast:
    """Run the model up to an origin, the last month known, and AHEAD months on.

    ``tone`` also asks how the deeds known change the hostility of the next month's acts: against a
    run of the same luck in which the recorded actions are left to chance as well.
    """
    case = replace(model.case, script=_script(model, origin))
    columns = _columns(case, model.recorded.actions)
    batch = _at_rates(model, origin)
    kept = case.keep(model.luck, {"chance": Path(case.slots("chance"))}, batch)
    ahead = kept["chance"][RUN_UP:]
    tilt = None
    if tone:
        left_alone = replace(model.case, script={})
        short = Luck(model.luck.values, model.luck.steps[: RUN_UP + 1])
        usual = left_alone.keep(short, {"chance": Last(case.slots("chance"))}, batch)["chance"]
        tilt = _difference(_hostility(case, ahead[0]), _hostility(case, usual))
    return Hindcast(ahead[:, columns].mean(axis=2).T, tilt)


def _at_rates(model: Model, origin: str) -> Batch:
    """The values of every run, with the rates of the recorded actions known at an origin."""
    rates = _rates(model, origin)
    return model.case.held(model.batch, {f"actions.{k}.base_rate": x for k, x in rates.items()})


def _columns(case: Case, actions: Sequence[str]) -> Ints:
    return np.array([case.names.actions.index(name) for name in actions], dtype=np.intp)


def _script(model: Model, origin: str) -> dict[int, Script]:
    """The deeds of the months before the origin; an instrument with a complete record is idle
    where it has none.
    """
    case, known = model.case, model.recorded
    script = {}
    for step in range(1, RUN_UP + 1):
        month = next_month(origin, step - RUN_UP)
        deeds = known.taken.get(month, frozenset())
        complete = {action for action, one in known.series.items() if month in one.months}
        row, occupied = (
            np.zeros(case.frame.actions),
            np.zeros(len(case.frame.lines), dtype=np.bool_),
        )
        row[_columns(case, sorted(deeds))] = 1.0
        occupied[case.line[_columns(case, sorted(deeds | complete))]] = True
        script[step] = Script(row, occupied)
    return script


def _rates(model: Model, origin: str) -> dict[str, float]:
    """Base rates of the recorded actions by the rule, from the months up to the origin.

    Scaled down where an instrument's would leave no room beside those of its other actions.
    """
    case = model.case
    stated = np.append(case.values.mode, 0.0)[case.columns["base_rate"]]
    rates = stated.copy()
    known = []
    for action, one in model.recorded.series.items():
        past = one.until(origin)
        if past.months:
            known.append(case.names.actions.index(action))
            rates[known[-1]] = rates_ahead(past.happened, past.at)[-1]
    for line in np.unique(case.line[known]):
        own = [k for k in known if case.line[k] == line]
        others = rates[case.line == line].sum() - rates[own].sum()
        rates[own] *= min(1.0, (ROOM - others) / rates[own].sum())
    return {case.names.actions[k]: float(rates[k]) for k in known}


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
