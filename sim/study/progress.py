"""How far work is, told to whoever wants to know."""

from collections.abc import Callable

Progress = Callable[[int], None]
"""Called with how much of the whole has been done; each study says what it counts."""


def untold(_done: int) -> None:
    """Tell nobody."""
