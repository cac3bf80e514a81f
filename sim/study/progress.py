"""How far work is, told to whoever wants to know."""

from collections.abc import Callable

Progress = Callable[[int], None]
"""Called with how much of the whole has been done; each study says what it counts."""


class Stages:
    """Tells of work in several stages how much has been done in all of them so far."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._before = self._now = 0

    def stage(self) -> Progress:
        """What the next stage tells how much of it has been done."""
        self._before = self._now

        def told(done: int) -> None:
            self._now = self._before + done
            if self._progress is not None:
                self._progress(self._now)

        return told


def untold(_done: int) -> None:
    """Tell nobody."""
