"""An audit of a player: how it plays a state, beside base rates and the model in the same states.

It plays many runs, on the model's luck, all other states being the model's. What it decided itself
is counted; what it left to the model, and months in which it failed, are not. Beside each count
stands what the model would be expected to do in the very states that were met (the sum of its
chances), so a ratio of 1 is the model's own way.

Intervals are of 95 %, over games: a bootstrap (Efron and Tibshirani 1993), as months of one game
hang together. Where nothing was counted, the upper end is that of a Poisson count of none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal, get_args

import numpy as np

from sim.binding.threats import KEPT, WITHIN, told
from sim.kernel.arrays import Array, Bools, Floats
from sim.single.game import Game
from sim.single.model import EscalationModel
from sim.single.month import Month
from sim.single.program import LIMIT, Program
from sim.single.seat import Fault, seen
from sim.world import Problem, Scenario, World, WorldError
from sim.world.action import Action

RESAMPLED = 2000
TAILS = (0.025, 0.975)
NONE_YET = 3.689  # −ln 0.025: with more expected, to count none would be rarer than that
Z = 1.96

Kind = Literal["tension", "harm", "help"]
"""What an act does at its stated values: it raises the tension of a theatre; it harms somebody; it
helps somebody and does neither."""

Signal = Literal["harm", "help", "neither"]


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and its 95 % interval; None where one game tells none."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ActsRow:
    """How often it did acts of a kind, in the months of a kind of state.

    ``model`` and ``base`` are how often the model would in the same states, and at base rates.
    """

    kind: Kind
    split: str  # by what states are told apart: all, tension, grievance, hurt
    where: str
    months: int
    acts: int
    model: float
    base: float
    times_model: Interval | None
    times_base: Interval | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """How often it harms (helps) another in the month after that one's deed to it was ``signal``.

    ``cases`` are months and others; ``model`` is how often the model would have, in them.
    """

    signal: Signal
    answer: Literal["harm", "help"]
    cases: int
    answered: int
    model: float
    times_model: Interval | None


@dataclass(frozen=True, slots=True)
class ThreatRow:
    """A declared threat of its own: how often it repeats it, and whether it keeps it once pulled.

    ``pulled`` are games in which it was pulled with half a year left to act; ``kept`` those of them
    in which half of what was promised was done in that time: the rest were bluffs. ``twin`` is the
    same in the same games played by the model.
    """

    threat: str
    title: str
    warnings: int
    warnings_model: float
    pulled: int
    kept: int
    share: Interval | None
    twin_pulled: int
    twin_kept: int
    twin_share: Interval | None


@dataclass(frozen=True)
class Audit:
    """What was found of a player in a seat.

    ``decided`` is the share of open lines of policy that it decided itself, in the months in which
    it answered.
    """

    player: str
    seat: str
    scenario: str
    seed: int
    games: int
    months: int
    answered: int
    faults: Mapping[Fault, int]
    wrong: str  # of the first answer that was none
    decided: float
    acts: tuple[ActsRow, ...]
    answers: tuple[AnswerRow, ...]
    threats: tuple[ThreatRow, ...]


def play_games(
    command: str,
    seat: str,
    world: World,
    scenario: Scenario,
    *,
    games: int,
    seed: int = 0,
    steps: int | None = None,
    limit: float = LIMIT,
    odds: bool = False,
) -> Iterator[Game]:
    """Let a program play runs 0 to ``games − 1``, started anew for each.

    Raises WorldError if it cannot be started, or answers nothing in the whole first game.
    """
    for run in range(games):
        game = Game(EscalationModel(world, scenario, seed, run, steps))
        with Program(command, limit) as program:
            game.seat_program(seat, program, odds=odds)
            game.model.run()
        if run == 0 and all(one.fault for one in game.said):
            said = f"`{command}` gave no answer in a whole game: {game.said[-1].wrong}"
            raise WorldError([Problem("", 0, said, "docs/seats.md says what an answer is")])
        yield game


def audit(games: Sequence[Game], seat: str) -> Audit:
    """What the games show of who played a state. ValueError if there are none."""
    if not games:
        raise ValueError("There are no games to audit.")
    model = games[0].model
    model.actor(seat)
    said = [one for game in games for one in game.said if one.seat == seat]
    faults = [one for one in said if one.fault is not None]
    met = [one for n, game in enumerate(games) for one in _months(game, seat, n)]
    lines = sum(one.open for one in met)
    return Audit(
        player=games[0].seats.get(seat, "the model"),
        seat=seat,
        scenario=model.scenario.id,
        seed=model.setting.seed,
        games=len(games),
        months=sum(len(game.model.months) for game in games),
        answered=len(said) - len(faults),
        faults={fault: sum(one.fault == fault for one in faults) for fault in get_args(Fault)},
        wrong=faults[0].wrong if faults else "",
        decided=sum(one.decided for one in met) / lines if lines else 0.0,
        acts=tuple(_acts([one for one in met if one.decided], len(games))),
        answers=tuple(_answers(met, len(games))),
        threats=tuple(_threats(games, seat)),
    )


# What was met, month by month


@dataclass(frozen=True)
class _Met:
    """One month of one game, as far as the player decided."""

    game: int
    open: int  # lines of policy that it could decide
    decided: int
    tension: float  # of the hottest theatre
    grievance: float  # the largest toward anybody
    signals: Mapping[str, Signal]  # what each other state did to it in the month before
    counts: Floats  # (kind, what) acts, expected of the model, expected at base rates
    toward: Mapping[str, Floats]  # other -> (harm or help, what): done or not, the model's chance

    @property
    def hurt(self) -> bool:
        return "harm" in self.signals.values()


def _months(game: Game, seat: str, number: int) -> Iterator[_Met]:
    failed = {one.step for one in game.said if one.seat == seat and one.fault is not None}
    model, before = game.model, None
    kinds = np.array([_kinds(one) for one in _actions(model)], dtype=np.bool_).T
    for month in model.months:
        if month.moment.step not in failed:
            yield _met(model, month, before, seat, number, kinds)
        before = month


def _met(
    model: EscalationModel,
    month: Month,
    before: Month | None,
    seat: str,
    number: int,
    kinds: Bools,
) -> _Met:
    moment, names = month.moment, model.case.names
    own = {name for name, one in model.world.instruments.items() if one.owner == seat}
    free = _open(model, month, own)
    chosen = {name for name in own & free if _by_player(month, name)}
    mine = np.array([one.instrument in chosen for one in _actions(model)])
    rates = month.setting.batch.value("base_rate")[0] * moment.odds.possible[0]
    whats = np.array([moment.taken[0], moment.odds.probability[0], rates]) * mine
    others = [code for code in model.world.deciding if code != seat]
    pairs = [model.pair(seat, code) for code in names.parties if code != seat]
    return _Met(
        game=number,
        open=len(free),
        decided=len(chosen),
        tension=float(moment.before.tension[0].max()),
        grievance=float(moment.before.grievance[0, pairs].max()),
        signals={} if before is None else {j: _signal(model, before, j, seat) for j in others},
        counts=kinds @ whats.T,
        toward={j: _toward(model, whats, j) for j in others} if chosen else {},
    )


def _open(model: EscalationModel, month: Month, own: set[str]) -> set[str]:
    """The lines of policy that could be decided in a month."""
    script, possible = month.setting.script(month.moment.step), month.moment.odds.possible[0]
    return {
        action.instrument
        for k, action in enumerate(_actions(model))
        if action.instrument in own
        and possible[k] > 0.0
        and (script is None or not script.occupied[model.case.line[k]])
    }


def _by_player(month: Month, instrument: str) -> bool:
    choice = month.choices.get(instrument)
    return choice is not None and choice.by in ("function", "player")


def _actions(model: EscalationModel) -> list[Action]:
    return [model.world.actions[name] for name in model.case.names.actions]


def _kinds(action: Action) -> tuple[bool, bool, bool]:
    raises = any(one.value > 0.0 for one in action.escalates.values())
    harms = any(one.value < 0.0 for one in action.impacts.values())
    helps = any(one.value > 0.0 for one in action.impacts.values())
    return raises, harms, helps and not harms and not raises


def _impact(action: Action, code: str) -> float:
    known = action.impacts.get(code)
    return 0.0 if known is None else known.value


def _signal(model: EscalationModel, month: Month, other: str, seat: str) -> Signal:
    """What another did to the seat in a month, as far as the seat saw it; harm comes first."""
    actions = [model.world.actions[deed.action] for deed in month.deeds if deed.actor == other]
    felt = [_impact(action, seat) for action in actions if seen(action, seat)]
    if any(amount < 0.0 for amount in felt):
        return "harm"
    return "help" if any(amount > 0.0 for amount in felt) else "neither"


def _toward(model: EscalationModel, whats: Floats, other: str) -> Floats:
    """(harm or help, done or chance) whether one of its acts harms (helps) another."""
    impact = np.array([_impact(action, other) for action in _actions(model)])
    found = np.zeros((2, 2))
    for row, mask in enumerate((impact < 0.0, impact > 0.0)):
        by_line = np.zeros(len(model.case.names.instruments))
        np.add.at(by_line, model.case.line, whats[1] * mask)  # at most one act of a line
        found[row] = (whats[0] * mask).any(), 1.0 - np.prod(1.0 - by_line)
    return found


# What they add up to


def _acts(met: Sequence[_Met], games: int) -> Iterator[ActsRow]:
    if not met:
        return
    counts = np.array([one.counts for one in met])  # (month, kind, what)
    game = np.array([one.game for one in met])
    for split, where, mask in _splits(met):
        for n, kind in enumerate(get_args(Kind)):
            by_game = np.zeros((games, 3))
            np.add.at(by_game, game[mask], counts[mask, n])
            acts, model, base = by_game.sum(axis=0)
            yield ActsRow(
                kind=kind,
                split=split,
                where=where,
                months=int(mask.sum()),
                acts=round(acts),
                model=float(model),
                base=float(base),
                times_model=times(by_game[:, 0], by_game[:, 1]),
                times_base=times(by_game[:, 0], by_game[:, 2]),
            )


def _splits(met: Sequence[_Met]) -> Iterator[tuple[str, str, Bools]]:
    """By what, where, and which of the months that is."""
    yield "all", "all months", np.ones(len(met), dtype=np.bool_)
    for name, levels in {
        "tension": np.array([one.tension for one in met]),
        "grievance": np.array([one.grievance for one in met]),
    }.items():
        low, high = (float(x) for x in np.quantile(levels, (1 / 3, 2 / 3)))
        parts = {
            f"up to {low:.2f}": levels <= low,
            f"{low:.2f} to {high:.2f}": (levels > low) & (levels <= high),
            f"above {high:.2f}": levels > high,
        }
        yield from ((name, where, mask) for where, mask in parts.items() if mask.any())
    hurt = np.array([one.hurt for one in met])
    for where, mask in {"after it was hurt": hurt, "after it was not": ~hurt}.items():
        if mask.any():
            yield "hurt", where, mask


def _answers(met: Sequence[_Met], games: int) -> Iterator[AnswerRow]:
    for row, answer in enumerate(("harm", "help")):
        for signal in (answer, "neither"):
            by_game, cases = np.zeros((games, 2)), 0
            for one in met:
                for other, toward in one.toward.items():
                    if one.signals.get(other) == signal:
                        by_game[one.game] += toward[row]
                        cases += 1
            yield AnswerRow(
                signal=signal,  # type: ignore[arg-type]
                answer=answer,  # type: ignore[arg-type]
                cases=cases,
                answered=round(by_game[:, 0].sum()),
                model=float(by_game[:, 1].sum()),
                times_model=times(by_game[:, 0], by_game[:, 1]),
            )


def _threats(games: Sequence[Game], seat: str) -> Iterator[ThreatRow]:
    model = games[0].model
    twins = [game.model.twin() for game in games]
    for t, name in enumerate(model.case.names.threats):
        threat = model.world.threats[name]
        if threat.owner != seat:
            continue
        here = _kept([game.model for game in games], t)
        twin = _kept(twins, t)
        said, expected = _warnings(games, threat.declared_by)
        yield ThreatRow(
            threat=name,
            title=threat.title,
            warnings=said,
            warnings_model=expected,
            pulled=len(here),
            kept=sum(here),
            share=share(sum(here), len(here)),
            twin_pulled=len(twin),
            twin_kept=sum(twin),
            twin_share=share(sum(twin), len(twin)),
        )


def _kept(models: Sequence[EscalationModel], t: int) -> list[bool]:
    """Whether a threat was kept, in each run in which it was pulled early enough to tell."""
    found = []
    for model in models:
        if not model.months:
            continue
        readings = told(model.case, _paths(model))[:, :, 0]
        count = len(model.case.frame.threats)
        pulled, kept = (readings[:, n * count + t] for n in (2, 3))
        if pulled.any() and int(pulled.argmax()) + WITHIN <= len(model.months):
            found.append(bool(kept[-1]))
    return found


def _paths(model: EscalationModel) -> Mapping[str, Array]:
    moments = [month.moment for month in model.months]
    states = [moments[0].before, *(moment.after for moment in moments)]
    rows = [np.concatenate([s.voiced[0], s.credibility[0], s.pulled[0]]) for s in states]
    taken = [moment.taken[0] for moment in moments]
    return {KEPT: np.array(rows)[:, :, None], "taken": np.array(taken)[:, :, None]}


def _warnings(games: Sequence[Game], action: str | None) -> tuple[int, float]:
    """How often a threat was repeated by its player, and how often the model would have."""
    said, expected = 0, 0.0
    if action is None:
        return said, expected
    for game in games:
        k = game.model.case.names.actions.index(action)
        instrument = game.model.world.actions[action].instrument
        for month in game.model.months:
            if _by_player(month, instrument):
                said += bool(month.moment.taken[0, k])
                expected += float(month.moment.odds.probability[0, k])
    return said, expected


def times(counted: Floats, expected: Floats) -> Interval | None:
    """How many times as often as expected, from (game,) sums; None where nothing is expected."""
    whole = float(expected.sum())
    if whole <= 0.0:
        return None
    value = float(counted.sum()) / whole
    if len(counted) < 2:
        return Interval(value, None, None)
    if not counted.any():
        return Interval(0.0, 0.0, NONE_YET / whole)
    luck = np.random.default_rng(0).multinomial(
        len(counted), np.full(len(counted), 1.0 / len(counted)), RESAMPLED
    )
    below = luck @ expected
    low, high = np.quantile((luck @ counted)[below > 0.0] / below[below > 0.0], TAILS)
    return Interval(value, float(low), float(high))


def share(some: int, of: int) -> Interval | None:
    """A share with its 95 % interval (Wilson 1927); None of nothing."""
    if not of:
        return None
    p, z = some / of, Z * Z / of
    middle, half = (p + z / 2) / (1 + z), Z * sqrt(p * (1 - p) / of + z / (4 * of)) / (1 + z)
    return Interval(p, max(0.0, middle - half), min(1.0, middle + half))
