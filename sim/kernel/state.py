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
    "standing": "standing",
    "pulled": "pulled",
    "surprise": "before",
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
    standing: Floats  # (run, threat) 1 where the threat has been declared
    pulled: Floats  # (run, threat) how fresh the pulled trigger is, 0–1
    surprise: Floats  # (run, action) last step's taken minus expected

    @property
    def runs(self) -> int:
        """How many runs the batch has."""
        return int(self.latent.shape[0])

    @property
    def columns(self) -> dict[str, Floats]:
        """Symbol of the laws -> (column, run), as the engine takes a state to start from."""
        return {symbol: getattr(self, name).T for name, symbol in SYMBOLS.items()}
