"""Signals that take effect between two pieces of work, at whatever instant they arrive."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any


@dataclass
class Stop:
    """Whether an end has been asked for, and by which signal."""

    signal: int | None = None

    def __call__(self) -> bool:
        """Tell whether an end has been asked for."""
        return self.signal is not None

    def settle(self, finished: bool) -> None:
        """Once signals are no longer put off: let the one that came mean what it always means.

        Ctrl-C is spent where something is ``finished`` and can be shown. SIGTERM never is.
        """
        if self.signal is not None and not (finished and self.signal == signal.SIGINT):
            signal.raise_signal(self.signal)


@contextmanager
def put_off() -> Iterator[Stop]:
    """Put off the first SIGINT or SIGTERM; the work asks the :class:`Stop` between its pieces.

    A second one means at once what it meant before. Signals that are ignored stay so. Only the
    main thread hears any, so in another nothing is put off.
    """
    stop = Stop()
    before: dict[signal.Signals, Any] = {}  # what each signal meant

    def hear(number: int, _frame: FrameType | None) -> None:
        if stop():
            for heard, handler in before.items():
                signal.signal(heard, handler)
            signal.raise_signal(number)
        stop.signal = number

    if threading.current_thread() is threading.main_thread():
        known = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
        before = {n: old for n, old in known.items() if old not in (signal.SIG_IGN, None)}
    for number in before:
        signal.signal(number, hear)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
