"""What may yet come of a run: many futures from where it stands, each with luck of its own.

Every future has the values of this run. So what they differ by is the luck of the months to come
and nothing else: had this been luck, or what was chosen? Values drawn anew would answer another
question, and in a state that is not theirs: a run stands where its own values have brought it.

The luck is that of no run of any ensemble, so that no future is the one which will come. It is the
same for the same seed: futures under other choices differ by the choices and not by chance.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from sim.binding.directions import SYMBOLS
from sim.binding.names import Names
from sim.binding.watch import Watch, by_step, needs, watches
from sim.kernel.anticipate import foresight
from sim.kernel.arrays import Array, Bools, Floats
from sim.kernel.asked import SEED, STEPS, Whole
from sim.kernel.state import SYMBOLS as STATE
from sim.kernel.state import State
from sim.kernel.step import Moment, advance, choose, odds
from sim.kernel.streams import by_step as draws
from sim.kernel.streams import stream_key
from sim.single.month import Month
from sim.single.setting import Setting
from sim.world.problems import suggest

MAX_FUTURES = 10_000
QUANTILES = (0.05, 0.5, 0.95)
FIELDS = {symbol: name for name, symbol in STATE.items()}

Choices = Mapping[int, Mapping[str, str | None]]
"""Step -> instrument -> the action that is chosen in it, or None for nothing."""


@dataclass(frozen=True)
class Futures:
    """Futures of a run from the state before step ``first`` on.

    Row 0 of ``alignment`` and ``tension`` is where the run stands now. ``met`` says whether an
    indicator has come true by the end of a step, what the run itself has done with it.
    """

    names: Names
    indicators: tuple[str, ...]
    first: int
    taken: Bools  # (step, run, action)
    alignment: Floats  # (step + 1, run, pair) −1 to 1
    tension: Floats  # (step + 1, run, theatre) 0 to 10
    met: Bools  # (step, run, indicator)

    @property
    def steps(self) -> int:
        """How many steps they go on for."""
        return len(self.taken)

    @property
    def runs(self) -> int:
        """How many futures there are."""
        return int(self.taken.shape[1])

    def chance(self, action: str) -> Floats:
        """(step,) the share of futures in which an action is taken in that step."""
        return np.asarray(self._did(action).mean(axis=1))

    def chance_by(self, action: str) -> Floats:
        """(step,) the share of futures in which it has been taken by the end of that step."""
        return np.asarray(np.logical_or.accumulate(self._did(action), axis=0).mean(axis=1))

    def share(self, indicator: str) -> Floats:
        """(step,) the share of futures in which an indicator has come true by the end of a step."""
        return np.asarray(self.met[:, :, _at(self.indicators, indicator, "indicator")].mean(axis=1))

    def alignment_quantiles(self, pair: str, at: Sequence[float] = QUANTILES) -> Floats:
        """(step + 1, quantile) of how far one sides with another: ``KOR>USA``."""
        return _quantiles(self.alignment[:, :, _at(self.names.pairs, pair, "pair")], at)

    def tension_quantiles(self, theatre: str, at: Sequence[float] = QUANTILES) -> Floats:
        """(step + 1, quantile) of the tension of a theatre."""
        return _quantiles(self.tension[:, :, _at(self.names.theatres, theatre, "theatre")], at)

    def error(self, share: float) -> float:
        """The standard error of a share of these futures."""
        return float(np.sqrt(share * (1.0 - share) / self.runs))

    def _did(self, action: str) -> Bools:
        return self.taken[:, :, _at(self.names.actions, action, "action")]


def futures(
    setting: Setting,
    past: Sequence[Month],
    runs: int,
    steps: int | None,
    seed: int,
    choices: Choices | None,
) -> Futures:
    """Let a run go on many times from after its ``past``; see ``EscalationModel.futures``."""
    now = len(past)
    steps = setting.steps - now if steps is None else steps
    Whole("runs", 1, MAX_FUTURES).check(runs)
    STEPS.check(steps)
    SEED.check(seed)
    fixed = _fixed(setting, choices or {}, range(now + 1, now + steps + 1))
    state = past[-1].moment.after if past else setting.begins
    moments = list(
        _roll(setting, _many(state, runs), now + 1, _luck(setting, runs, steps, seed), fixed)
    )
    states = [moments[0].before, *(moment.after for moment in moments)]
    watched = watches(setting.scenario.reported(setting.world), setting.world, setting.case.names)
    return Futures(
        names=setting.case.names,
        indicators=tuple(watch.indicator.id for watch in watched),
        first=now + 1,
        taken=np.array([moment.taken >= 1.0 for moment in moments]),
        alignment=np.array([one.alignment for one in states]),
        tension=np.array([one.tension for one in states]),
        met=by_step(watched, setting.case, _paths(watched, setting, past, moments))[now:],
    )


def _luck(setting: Setting, runs: int, steps: int, seed: int) -> Floats:
    """(step, draw, run); which branch the run is in stays."""
    case = setting.case
    lines = case.names.instruments
    names = (*lines, *case.streams[len(lines) :])
    drawn = draws(seed, tuple(stream_key(f"futures/{name}") for name in names), steps, 0, runs)
    if case.branched is not None:
        drawn[:, case.branched] = setting.luck.steps[0, case.branched]
    return drawn


def _many(state: State, runs: int) -> State:
    rows = {one.name: np.repeat(getattr(state, one.name), runs, axis=0) for one in fields(State)}
    return State(**rows)


def _roll(
    setting: Setting,
    state: State,
    first: int,
    luck: Floats,
    fixed: Mapping[int, Mapping[int, int | None]],
) -> Iterator[Moment]:
    batch = setting.batch.repeated(state.runs)
    ahead = foresight(batch) if setting.case.foresighted else None
    for step, uniform in enumerate(luck, start=first):
        script = setting.script(step)
        likely = odds(batch, state, None if ahead is None else ahead(batch, state))
        taken = choose(batch, likely, uniform.T, script)
        for line, k in fixed.get(step, {}).items():
            taken[:, setting.case.line == line] = 0.0
            if k is not None:
                taken[:, k] = likely.possible[:, k]
        moment = advance(batch, state, step, likely, taken, script)
        yield moment
        state = moment.after


def _fixed(
    setting: Setting, choices: Choices, steps: range
) -> Mapping[int, Mapping[int, int | None]]:
    """Step -> line -> action, by number. ValueError for what cannot be fixed."""
    names, world = setting.case.names, setting.world
    found: dict[int, dict[int, int | None]] = {}
    for step, chosen in choices.items():
        if step not in steps:
            raise ValueError(f"Step {step} is none of the futures': {steps[0]} to {steps[-1]}.")
        script = setting.script(step)
        for instrument, action in chosen.items():
            line = _at(names.instruments, instrument, "instrument")
            if script is not None and script.occupied[line]:
                raise ValueError(f"The scenario decides `{instrument}` in step {step}.")
            k = None if action is None else _at(names.actions, action, "action")
            if action is not None and world.actions[action].instrument != instrument:
                right = world.actions[action].instrument
                raise ValueError(f"`{action}` belongs to `{right}`, not to `{instrument}`.")
            found.setdefault(step, {})[line] = k
    return found


def _paths(
    watched: Sequence[Watch], setting: Setting, past: Sequence[Month], moments: Sequence[Moment]
) -> dict[str, Array]:
    """What the indicators look at, from the first step of the run to the last of the futures."""
    runs = moments[0].before.runs
    before = [month.moment for month in past]
    start = before[0].before if before else moments[0].before

    def path(watch: Watch) -> Array:
        if watch.indicator.subject == "action":
            rows = [moment.own[:, watch.column] for moment in (*before, *moments)]
        else:
            name = FIELDS[SYMBOLS[watch.indicator.subject]]
            states = (start, *(moment.after for moment in (*before, *moments)))
            rows = [getattr(state, name)[:, watch.column] for state in states]
        return np.array([np.broadcast_to(row, runs) for row in rows])[:, None]

    names = needs(watched, setting.case)
    return {name: path(watch) for name, watch in zip(names, watched, strict=True)}


def _at(known: Sequence[str], name: str, what: str) -> int:
    if name not in known:
        raise ValueError(f"`{name}`: unknown {what}. {suggest(name, known)}")
    return known.index(name)


def _quantiles(values: Floats, at: Sequence[float]) -> Floats:
    return np.asarray(np.quantile(values, list(at), axis=1).T)
