"""Signals that end a command: heard for good, even where other code swallows what they raise.

A library that calls back into Python may drop the exception of a signal and go on with a wrong
answer. What fails after that, fails because of the signal.
"""

import contextlib
import signal
import sys
from dataclasses import dataclass
from types import FrameType
from typing import Any, NoReturn

INTERRUPTED, TERMINATED = 130, 143


@dataclass
class Heard:
    """The exit code of the first signal that was heard; None before."""

    code: int | None = None

    def listen(self) -> None:
        """From now on. Signals that are ignored stay so; only the main thread hears any."""
        self.code = None
        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGTERM, self._terminated)
            hung_up = getattr(signal, "SIGHUP", None)  # of a terminal that is closed
            if hung_up is not None and signal.getsignal(hung_up) == signal.SIG_DFL:
                signal.signal(hung_up, self._terminated)
            if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
                signal.signal(signal.SIGINT, self._interrupted)

    def _interrupted(self, _signal: int, _frame: FrameType | None) -> NoReturn:
        self.code = self.code or INTERRUPTED
        raise KeyboardInterrupt

    def _terminated(self, _signal: int, _frame: FrameType | None) -> NoReturn:
        # unlike the default, lets unfinished result folders be removed; no program outlives it
        self.code = self.code or TERMINATED
        sys.exit(TERMINATED)


def quiet(swallowed: Any) -> None:
    """Say what other code has swallowed (:data:`sys.unraisablehook`), unless it is a signal."""
    if not issubclass(swallowed.exc_type, KeyboardInterrupt | SystemExit):
        sys.__unraisablehook__(swallowed)


heard = Heard()
