"""A motive as explanations name it: the id that ``--off`` and ``--without`` take, and its words."""

from sim.study.ensemble.reactions import WORDS


def motive(name: str) -> str:
    """Return ``retaliation: paying back harm``."""
    return f"{name}: {WORDS[name]}"
