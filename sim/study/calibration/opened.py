"""An event file while it is read: a regular file, opened once, and its text up to limits."""

import csv
import hashlib
import io
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path

from sim.study.calibration.packed import unpacked
from sim.world import Problem, WorldError, regular
from sim.world.document import shown
from sim.world.regular import unread

MOST_TEXT = 32_000_000_000  # characters of a file, unpacked or not
MOST_ROW = 1_000_000  # characters of a row
MOST_PACKED = 100  # characters from one byte of a packed file, once there are more than
FREE_TEXT = 16_000_000  # these; event data come to 5 to 20
_BLOCK = 1 << 20
_CAUSES = (OSError, EOFError, csv.Error, zlib.error, zipfile.BadZipFile, NotImplementedError)


class Opened:
    """The lines of an event file. Raises WorldError with the line of what is wrong."""

    def __init__(self, path: Path, raw: io.BufferedReader, text: io.TextIOWrapper) -> None:
        self.file = shown(path)
        self.line = 0  # of the line last given, from 1
        self._raw, self._text = raw, text
        self._stat = os.fstat(raw.fileno())
        self._most = min(MOST_TEXT, max(FREE_TEXT, MOST_PACKED * self._stat.st_size))
        self._total = self._row = 0  # characters of the rows before this one, and of this one
        self._begin = 1  # first line of the row
        self.lines = self._fresh()

    def next_row(self) -> None:
        """What follows is another row."""
        self._total += self._row
        self._row, self._begin = 0, self.line + 1
        if self._total > self._most:
            said = f"the file holds more than {self._most:,} characters"
            hint = "Unpack it, or cut it into years or to the states wanted"
            raise WorldError([Problem(self.file, self.line, said, hint)])

    def again(self, *lines: str) -> None:
        """Give some lines once more, before those that follow."""
        self.line -= len(lines)
        self.lines = chain(self._given(lines), self.lines)

    def position(self) -> int:
        """How many bytes of the file have been read."""
        return os.lseek(self._raw.fileno(), 0, os.SEEK_CUR)

    def sha256(self) -> str:
        """The file's fingerprint. Raises WorldError if it is no longer as it was opened."""
        digest = hashlib.sha256()
        self._raw.seek(0)
        while block := self._raw.read(_BLOCK):
            digest.update(block)
        now = os.fstat(self._raw.fileno())
        if (now.st_size, now.st_mtime_ns) != (self._stat.st_size, self._stat.st_mtime_ns):
            said = "the file was changed while it was read"
            raise WorldError([Problem(self.file, 0, said, "Read it again when it is whole")])
        return digest.hexdigest()

    def _fresh(self) -> Iterator[str]:
        readline = self._text.readline
        while line := readline(MOST_ROW + 1):
            self.line += 1
            self._row += len(line)
            if self._row > MOST_ROW:
                raise self._endless()
            if not line.isascii():
                self._decoded(line)
            yield line

    def _given(self, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            self.line += 1
            yield line

    def _decoded(self, line: str) -> None:
        try:
            line.encode()
        except UnicodeEncodeError:  # what could not be decoded stands as half a pair
            said = "the file is not UTF-8"
            raise WorldError(
                [Problem(self.file, self.line, said, "Save it with encoding UTF-8")]
            ) from None

    def _endless(self) -> WorldError:
        said = f"a row is longer than {MOST_ROW:,} characters"
        hint = "Look for a quotation mark that is not closed, or for a file that is no table"
        return WorldError([Problem(self.file, self._begin, said, hint)])


@contextmanager
def opening(path: Path) -> Iterator[Opened]:
    """Open an event file, packed or not; what goes wrong while it is read becomes a WorldError."""
    csv.field_size_limit(2 * MOST_ROW)  # the limit of a row, which says more, comes first
    with ExitStack() as stack:
        try:
            raw = stack.enter_context(regular.opened(path))
            inner = stack.enter_context(unpacked(raw, shown(path)))
            text = io.TextIOWrapper(
                inner, encoding="utf-8-sig", errors="surrogateescape", newline=""
            )
            stack.callback(text.detach)
            yield Opened(path, raw, text)
        except _CAUSES as error:
            raise _unread(path, error) from None


def _unread(path: Path, error: Exception) -> WorldError:
    no_file = isinstance(error, csv.Error | ValueError) or getattr(error, "errno", None) is not None
    damaged = "" if no_file else "It is damaged or cut off: fetch it again, or unpack it by hand"
    return unread(path, error, damaged)
