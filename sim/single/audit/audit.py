"""An audit of a player: how it plays a state, beside base rates and the model in the same states.

It plays many runs, on the model's luck, all other states being the model's. What it decided itself
is counted; what it left to the model, and months in which it failed, are not. Beside each count
stands what the model would be expected to do in the very states that were met (the sum of its
chances), so a ratio of 1 is the model's own way.

Intervals are of 95 %, over games: a bootstrap (Efron and Tibshirani 1993), as months of one game
hang together. Where nothing was counted, the upper end is that of a Poisson count of none.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

import numpy as np

from sim.binding.threats import KEPT, WITHIN, told
from sim.kernel.arrays import Array, Bools
from sim.single.audit.estimate import share, times
from sim.single.audit.met import Met, by_player, months_met
from sim.single.audit.rows import ActsRow, AnswerRow, Audit, Kind, ThreatRow
from sim.single.game import Game
from sim.single.model import EscalationModel
from sim.single.program import LIMIT, Program
from sim.single.seat import Fault
from sim.world import Problem, Scenario, World, WorldError


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
    met = [one for n, game in enumerate(games) for one in months_met(game, seat, n)]
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


def _acts(met: Sequence[Met], games: int) -> Iterator[ActsRow]:
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


def _splits(met: Sequence[Met]) -> Iterator[tuple[str, str, Bools]]:
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


def _answers(met: Sequence[Met], games: int) -> Iterator[AnswerRow]:
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
            if by_player(month, instrument):
                said += bool(month.moment.taken[0, k])
                expected += float(month.moment.odds.probability[0, k])
    return said, expected
