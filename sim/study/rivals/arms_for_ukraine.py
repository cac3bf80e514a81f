"""One issue for both models: how far South Korea goes on arms for Ukraine.

The line is the posture ``rok_lethal_aid`` from 0 (banned) up. Everything is read from the world:
capability is power; South Korea stands where its posture stands, every other where it would like
to see it: at the level whose act it reads best, s[i,k] = x[k,i] + φ_i Σ_m a[i,m] x[k,m], the start
being worth 0. Salience is by how much, on that reading, the best level beats the worst, at most 1;
South Korea's is 1, for the decision is its own. A passive party has no power, hence no voice.
"""

from dataclasses import dataclass

import numpy as np

from sim.binding import build_case
from sim.kernel.arrays import Floats
from sim.kernel.engine.keep import Last
from sim.study.rivals.expected_utility import Player, play
from sim.world import Scenario, World

POSTURE = "rok_lethal_aid"
ROUNDS = 10  # as in the published run of the rival


@dataclass(frozen=True)
class Forecast:
    """What both models say. Positions are on the line of levels, 0 the first of them."""

    levels: tuple[str, ...]
    players: tuple[Player, ...]
    median: float  # the rival without bargaining
    mean: float  # the rival's mean position at the start
    bargained: tuple[float, float]  # lowest and highest mean position over its rounds
    decider: tuple[float, ...]  # the rival: where South Korea stands at the start and each round
    shares: tuple[float, ...]  # ours: (level,) share of runs that end there
    runs: int
    steps: int

    @property
    def ours(self) -> float:
        """The mean level at which our runs end."""
        return float(np.dot(range(len(self.shares)), self.shares))


def forecast(world: World, scenario: Scenario, runs: int, seed: int = 0) -> Forecast:
    """Both models on the issue, ours under a scenario."""
    changed = scenario.outset(world)
    stakes = players(changed)
    owner = world.postures[POSTURE].owner
    path = play(stakes, ROUNDS)
    means = [stage.mean for stage in path]
    return Forecast(
        levels=tuple(world.postures[POSTURE].levels),
        players=stakes,
        median=path[0].median,
        mean=means[0],
        bargained=(min(means), max(means)),
        decider=tuple(
            next(player.position for player in stage.players if player.name == owner)
            for stage in path
        ),
        shares=tuple(ends(world, scenario, runs, seed).tolist()),
        runs=runs,
        steps=scenario.steps,
    )


def players(world: World) -> tuple[Player, ...]:
    """Every actor as a stakeholder of the issue."""
    owner = world.postures[POSTURE].owner
    start = world.postures[POSTURE].levels.index(world.postures[POSTURE].start)
    found = []
    for name in world.deciding:
        worth = readings(world, name)
        decides = name == owner
        found.append(
            Player(
                name=name,
                capability=world.actors[name].power.value,
                position=float(start if decides else int(worth.argmax())),
                salience=1.0 if decides else min(1.0, float(np.ptp(worth))),
            )
        )
    return tuple(found)


def readings(world: World, observer: str) -> Floats:
    """(level,) how an observer reads the act that sets each level; 0 for the start."""
    posture = world.postures[POSTURE]
    worth = np.zeros(len(posture.levels))
    for action in world.actions.values():
        level = action.moves.get(POSTURE)
        if level is None or level == posture.start:
            continue
        own = action.impacts[observer].value if observer in action.impacts else 0.0
        felt = sum(
            world.relations[f"{observer}>{party}"].alignment.value * impact.value
            for party, impact in action.impacts.items()
            if party != observer and f"{observer}>{party}" in world.relations
        )
        phi = world.actors[observer].balance.value
        worth[posture.levels.index(level)] = own + phi * felt
    return worth


def ends(world: World, scenario: Scenario, runs: int, seed: int) -> Floats:
    """(level,) share of runs of our model that end at each level."""
    case = build_case(world, scenario)
    level = case.slots("posture", [case.names.postures.index(POSTURE)])
    luck = case.luck(seed, 0, runs, scenario.steps)
    ended = case.keep(luck, {"level": Last(level)})["level"][0].astype(np.intp)
    count = np.bincount(ended, minlength=len(world.postures[POSTURE].levels))
    shares: Floats = count / runs
    return shares
