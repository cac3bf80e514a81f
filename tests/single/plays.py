"""States played at random, the same way for the same number."""

import numpy as np

from sim.single import EscalationModel


def play(model: EscalationModel, months: int, number: int) -> None:
    """Let two states choose at random, among nothing and what is open, for some months."""
    luck = np.random.default_rng(number)
    for _ in range(months):
        for code in ("KOR", "PRK"):
            for instrument, line in model.actor(code).options().items():
                if luck.random() < 0.3:
                    at = int(luck.integers(len(line.options) + 1))
                    action = None if at == len(line.options) else line.options[at].action
                    model.choose(code, action, instrument)
        model.step()
