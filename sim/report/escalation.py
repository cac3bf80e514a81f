"""What the escalation reproduction number says, before the event and at its highest after it."""

from sim.results import Reproduction

OFTEN = 0.1  # of runs at or above 1, from which it is not below 1 "in nearly all"


def when(step: int, said: str) -> str:
    """Return when it is highest, where a sentence begins; ``said`` is the step in words."""
    return f"Right after the event, {said}," if step else "Where the scenario begins"


def verdict(found: Reproduction) -> str:
    """Return what the highest value after the event means; nothing where there is no event."""
    if found.peak is None:
        return ""
    if found.peak >= 1.0:
        return "for a while, shocks feed on themselves"
    if (found.peak_above or 0.0) > OFTEN:
        return "shocks die out on average, but not in every run"
    return "shocks die out"
