"""Bueno de Mesquita's expected-utility model of one issue, after Scholz, Calbert and Smith (2011).

Actor i has a position x_i on a line, capability c_i and salience s_i. With R the range of the
first positions and r_i the actor's exponent of risk:

    votes       v_k(j, m)  = c_k s_k ( |x_k − x_m|^r_k − |x_k − x_j|^r_k ) / R^r_k
    success     P_ij = Σ_k max(0, v_k(i, j)) / Σ_k Σ_a Σ_b |v_k(a, b)|,   0 where x_i = x_j
    utilities   U_s = 2 − 4 ( ½ − ½ |x_i − x_j| / R )^r,  U_f = 2 − 4 ( ½ + ½ |x_i − x_j| / R )^r
                U_q = 2 − 4 · ½^r
    challenge   E_ij = s_j ( P_ij U_s + (1 − P_ij) U_f ) + (1 − s_j) U_s − q U_q

all with the r of whoever looks. Danger D_i = Σ_j E_ji with every r = 1; then
ρ_i = (2 D_i − max D − min D) / (max D − min D) and r_i = (1 − ρ_i / 3) / (1 + ρ_i / 3).
Each i compares, for every j elsewhere, E_ij with E_ji as i sees it:

    confrontation  E_ji > E_ij > 0            i may have to move to x_j
    compromise     E_ji > −E_ij > 0           i moves by |E_ij / E_ji| of the way to x_j

It takes the confrontation that moves it least, else the compromise whose average of the two
positions, weighted by the two utilities, is lowest; else it stays. All move at once; then anew.

The denominator of P, the choice among compromises and the absence of capitulation are as in the
public programs that replicate the article, and odd: the programs' own authors say so. This is
their model, kept as it was published in order to be a rival, not ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

QUO = 1.0  # q: how likely the status quo is to hold if nobody is challenged


@dataclass(frozen=True)
class Player:
    """One stakeholder of the issue."""

    name: str
    capability: float  # 0 or more; only ratios count
    position: float
    salience: float  # 0–1


@dataclass(frozen=True)
class Round:
    """Where everybody stands after a number of rounds, and who moved toward whom to get there."""

    players: tuple[Player, ...]
    moves: tuple[tuple[str, str, str], ...] = ()  # (who, "confrontation"/"compromise", with whom)

    @property
    def mean(self) -> float:
        """The mean position, weighted by capability times salience."""
        return mean(self.players)

    @property
    def median(self) -> float:
        """The position that no other beats: the forecast of the model without bargaining."""
        return median(self.players)


def play(players: Sequence[Player], rounds: int) -> tuple[Round, ...]:
    """The start and each round after it. ValueError for fewer than two positions."""
    positions = [player.position for player in players]
    width = max(positions) - min(positions)
    if width <= 0.0:
        raise ValueError("everybody holds the same position: want two or more")
    path = [Round(tuple(players))]
    for _ in range(rounds):
        path.append(_next(path[-1].players, width))
    return tuple(path)


def mean(players: Sequence[Player]) -> float:
    """The mean position, weighted by capability times salience."""
    weight = np.array([player.capability * player.salience for player in players])
    position = np.array([player.position for player in players])
    return float((weight * position).sum() / weight.sum())


def median(players: Sequence[Player]) -> float:
    """The position that beats or ties every other in a weighted vote; the first such."""
    x, weight = _line(players)
    for candidate in dict.fromkeys(x.tolist()):
        closer = [(np.abs(x - rival) - np.abs(x - candidate)) @ weight for rival in x]
        if min(closer) >= -1e-12:
            return float(candidate)
    return mean(players)  # no position beats all: cannot be on a line


def _line(players: Sequence[Player]) -> tuple[Floats, Floats]:
    x = np.array([player.position for player in players])
    return x, np.array([player.capability * player.salience for player in players])


def _next(players: Sequence[Player], width: float) -> Round:
    """Everybody's exponent of risk, best answer, and move."""
    risk = risks(players, width)
    success = successes(players, risk, width)
    moved, moves = [], []
    for i, player in enumerate(players):
        answer = _answer(i, players, challenges(players, success, risk[i], width))
        moved.append(player if answer is None else replace(player, position=answer[0]))
        if answer is not None:
            moves.append((player.name, answer[1], players[answer[2]].name))
    return Round(tuple(moved), tuple(moves))


def successes(players: Sequence[Player], risk: Floats, width: float) -> Floats:
    """(challenger, challenged) P."""
    x, weight = _line(players)
    far = (np.abs(x[:, None] - x) / width) ** risk[:, None]  # (voter, position)
    votes = weight[:, None, None] * (far[:, None, :] - far[:, :, None])  # (voter, for, against)
    won = np.maximum(0.0, votes).sum(axis=0) / np.abs(votes).sum()
    found: Floats = np.where(x[:, None] == x, 0.0, won)
    return found


def challenges(players: Sequence[Player], success: Floats, risk: float, width: float) -> Floats:
    """(challenger, challenged) E in the eyes of one whose exponent of risk is ``risk``."""
    x, _ = _line(players)
    salience = np.array([player.salience for player in players])
    apart = 0.5 * np.abs(x[:, None] - x) / width
    won, lost = 2.0 - 4.0 * (0.5 - apart) ** risk, 2.0 - 4.0 * (0.5 + apart) ** risk
    fought = success * won + (1.0 - success) * lost
    quo = 2.0 - 4.0 * 0.5**risk
    found: Floats = salience * fought + (1.0 - salience) * won - QUO * quo
    return found


def risks(players: Sequence[Player], width: float) -> Floats:
    """(player,) r: ½ to 2, above 1 for those in less danger than the middle."""
    one = np.ones(len(players))
    threat = challenges(players, successes(players, one, width), 1.0, width)
    danger = threat.sum(axis=0) - np.diag(threat)
    spread = float(danger.max() - danger.min())
    if spread == 0.0:
        return one
    acceptance = (2.0 * danger - danger.max() - danger.min()) / spread
    found: Floats = (1.0 - acceptance / 3.0) / (1.0 + acceptance / 3.0)
    return found


def _answer(i: int, players: Sequence[Player], challenge: Floats) -> tuple[float, str, int] | None:
    """Where i moves, how, and because of whom; None if it stays."""
    here = players[i].position
    fights, deals = [], []
    for j, other in enumerate(players):
        own, theirs = float(challenge[i, j]), float(challenge[j, i])
        if other.position == here:
            continue
        if theirs > own > 0.0:
            fights.append((abs(other.position - here), j, other.position))
        elif theirs > -own > 0.0:
            to = here + (other.position - here) * -own / theirs
            weighed = (-own * here + theirs * other.position) / (theirs - own)
            deals.append((weighed, j, to))
    if fights:
        _, j, to = min(fights)
        return to, "confrontation", j
    if deals:
        _, j, to = min(deals)
        return to, "compromise", j
    return None
