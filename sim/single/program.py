"""A program that is asked line by line, and does not outlive the one who asks."""

import json
import os
import selectors
import shlex
import signal
import subprocess
import time
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from sim.single.seat import MAX_LINE, PassError
from sim.world import Problem, WorldError
from sim.world.seat import unreadable

LIMIT = 10.0  # seconds for an answer
GIVEN_UP = 3  # answers in a row that do not come in time, after which none is waited for
GRACE = 0.5  # seconds that a program has to end by itself once all is said
CHUNK = 65_536
UNASKED = 32  # chunks of what was said unasked that are thrown away before each question
TAIL = 2000  # bytes kept of what it writes to its error stream


class Program:
    """A running program: JSON lines in, one line back for each question.

    ``limit`` is the seconds it has for an answer, its start included. It runs in a process group of
    its own, which is killed when the context is left: after ``GRACE`` seconds if all went well, at
    once otherwise. Raises ``WorldError`` if it cannot be started.
    """

    def __init__(self, command: str, limit: float = LIMIT) -> None:
        if fault := unreadable(command):
            raise WorldError([Problem("", 0, *fault)])
        self.command, self.limit = command, limit
        try:
            self._process = subprocess.Popen(
                shlex.split(command),
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            said = f"`{command}` cannot be started: {(error.strerror or str(error)).lower()}"
            raise WorldError([Problem("", 0, said, "Name a program as in a terminal")]) from error
        assert self._process.stdin
        assert self._process.stdout
        assert self._process.stderr
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        self._stderr = self._process.stderr
        self._in, self._out, self._err = (
            one.fileno() for one in (self._stdin, self._stdout, self._stderr)
        )
        for descriptor in (self._in, self._out, self._err):
            os.set_blocking(descriptor, False)
        self._open = {self._out, self._err}
        self._unsent, self._heard, self._errors = b"", b"", b""
        self._owed = 0  # lines that answer earlier questions, too late
        self._skipping = False  # the rest of a line that is too long
        self._silent = 0  # questions in a row
        self._over: PassError | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close(GRACE if kind is None else 0.0)

    def tell(self, message: dict[str, Any]) -> None:
        """Send a line that asks for nothing; it goes out with the next question, or at the end."""
        self._unsent += json.dumps(message, ensure_ascii=False).encode() + b"\n"

    def ask(self, message: dict[str, Any]) -> bytes:
        """Send a line and return the one that answers it.

        Raises PassError if none comes: then nothing comes any more after a crash, or after
        ``GIVEN_UP`` silences in a row.
        """
        if self._over is not None:
            raise PassError(self._over.fault, str(self._over))
        self._clear()
        self.tell(message)
        try:
            line = self._answer(time.monotonic() + self.limit)
        except PassError as error:
            if error.fault == "crash":
                self._over = error
            raise
        self._silent = 0
        return line

    def kill(self) -> None:
        """End it now. Whoever waits for its answer learns that it has ended."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def close(self, grace: float = 0.0) -> None:
        """Let it end, and kill what is left of its group after ``grace`` seconds."""
        try:
            if grace:
                self._send()
            self._stdin.close()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(grace)
        finally:
            self.kill()
            self._process.wait()
            self._stdout.close()
            self._stderr.close()

    def _clear(self) -> None:
        """Throw away what was said unasked, or too late."""
        for _ in range(UNASKED):
            lines, _, rest = self._heard.rpartition(b"\n")
            if len(rest) < len(self._heard):
                self._owed = max(0, self._owed - lines.count(b"\n") - 1 + self._skipping)
                self._heard, self._skipping = rest, False
            if not self._hear(0.0):
                return

    def _answer(self, until: float) -> bytes:
        while True:
            while (line := self._line()) is not None:
                if not self._owed:
                    return _short_enough(line)
                self._owed -= 1
            if self._out not in self._open:
                raise PassError("crash", self._how_it_ended())
            if len(self._heard) > MAX_LINE:
                self._skipping = True
                _short_enough(self._heard)
            left = until - time.monotonic()
            if left <= 0.0:
                raise self._silence()
            self._hear(left)

    def _silence(self) -> PassError:
        self._owed += 1
        self._silent += 1
        said = f"no answer within {self.limit:g} s"
        if self._silent >= GIVEN_UP:
            self._over = PassError("silence", f"given up after {GIVEN_UP} months without an answer")
        return PassError("silence", said)

    def _line(self) -> bytes | None:
        """The next whole line that was heard."""
        line, end, rest = self._heard.partition(b"\n")
        if not end:
            if self._skipping:
                self._heard = b""
            return None
        self._heard = rest
        if self._skipping:
            self._skipping = False
            return self._line()
        return line

    def _hear(self, seconds: float) -> bool:
        """Wait for something to come or to go out, at most so long; whether anything came."""
        with selectors.DefaultSelector() as ready:
            for descriptor in self._open:
                ready.register(descriptor, selectors.EVENT_READ)
            if self._unsent:
                ready.register(self._in, selectors.EVENT_WRITE)
            if not ready.get_map():
                return False
            found = [key.fd for key, _ in ready.select(seconds)]
        if self._in in found:
            self._send()
        came = [self._read(one) for one in found if one in self._open]
        return any(came)

    def _send(self) -> None:
        try:
            sent = os.write(self._in, self._unsent)
        except BlockingIOError:
            return
        except OSError:  # it listens no more; what it does next tells why
            sent = len(self._unsent)
        self._unsent = self._unsent[sent:]

    def _read(self, descriptor: int) -> bool:
        try:
            found = os.read(descriptor, CHUNK)
        except BlockingIOError:
            return False
        if not found:
            self._open.discard(descriptor)
        elif descriptor == self._out:
            self._heard += found
        else:
            self._errors = (self._errors + found)[-TAIL:]
        return bool(found)

    def _how_it_ended(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE)
        while self._err in self._open and self._read(self._err):
            pass
        code = self._process.returncode
        how = "closed its output" if code is None else f"ended with exit code {code}"
        how = f"was ended by signal {-code}" if code is not None and code < 0 else how
        last = self._errors.decode(errors="replace").strip().rpartition("\n")[2]
        return f"the program {how}" + (f": {last}" if last else "")


def _short_enough(line: bytes) -> bytes:
    if len(line) > MAX_LINE:
        raise PassError("oversized", f"a line of more than {MAX_LINE:,} bytes")
    return line
