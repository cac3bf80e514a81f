"""What moves: the state of a batch of runs between two steps."""

from dataclasses import dataclass

from sim.kernel.arrays import Floats

SYMBOLS = {
    "latent": "z",
    "alignment": "a",
    "dependence": "d",
    "commitment": "c",
    "assurance": "r",
    "grievance": "g",
    "expected": "expected",
    "tension": "e",
    "posture": "posture",
    "voiced": "voiced",
    "credibility": "credible",
    "pulled": "pulled",
    "coming": "coming",
    "stock": "stock",
    "pace": "pace",
    "surprise": "before",
    "clock": "clock",
    "begun": "begun",
    "since": "since",
    "due": "due",
    "done": "done",
    "noted": "noted",
}
"""Field of the state -> its symbol in the laws."""


@dataclass(frozen=True)
class State:
    """Every array is (run, ...)."""

    latent: Floats  # (run, pair) z = atanh of alignment; contributions add up here
    alignment: Floats  # (run, pair) a = tanh z, in (−1, 1)
    dependence: Floats  # (run, pair) of i on m, 0–1
    commitment: Floats  # (run, pair) m's promise to defend i, 0–1
    assurance: Floats  # (run, pair) i's belief that m would honour it, 0–1
    grievance: Floats  # (run, pair) i's fading memory of what m did to it, harm +, help −
    expected: Floats  # (run, action) how often the action has come to be expected in a step
    tension: Floats  # (run, theatre) 0–10
    posture: Floats  # (run, posture) level, a whole number from 0
    voiced: Floats  # (run, threat) how far it is in the air, 0–2; 1 is usual for one that stands
    credibility: Floats  # (run, threat) belief that its author carries it out once pulled, 0–1
    pulled: (
        Floats  # (run, threat) how fresh the pulled trigger is, −1 to 1; below 0 if it stayed out
    )
    coming: Floats  # (run, capability) on its way, beyond what is usual, in units of power
    stock: Floats  # (run, capability) at hand, beyond what is usual, in units of power
    pace: Floats  # (run, action that comes in spells) how active the spell is, 0 on average
    surprise: Floats  # (run, action) last step's taken minus expected
    clock: Floats  # (run, 1) steps made; this and the following only where a scenario says *if*
    begun: Floats  # (run, 1) 1 from the second step on
    since: Floats  # (run, watched action) months since it was taken
    due: Floats  # (run, order) the month it falls due, 0 not yet, -1 not given
    done: Floats  # (run, order) months since it was carried out
    noted: Floats  # (run, noted) levels as they stood at the start

    @property
    def runs(self) -> int:
        """How many runs the batch has."""
        return int(self.latent.shape[0])

    @property
    def columns(self) -> dict[str, Floats]:
        """Symbol of the laws -> (column, run), as the engine takes a state to start from."""
        return {symbol: getattr(self, name).T for name, symbol in SYMBOLS.items()}
