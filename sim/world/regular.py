"""Every file that is named to be read: a regular one, opened once, and read up to a limit."""

import io
import os
import stat
from pathlib import Path

from sim.world.document import shown
from sim.world.problems import Problem, WorldError

MOST = 16_000_000  # bytes of a file that is held whole, where its reader sets no limit of its own


def there(path: Path) -> bool:
    """Whether something is there; a name that no file can have names nothing."""
    try:
        path.stat()
    except (OSError, ValueError):
        return False
    return True


def opened(path: Path) -> io.BufferedReader:
    """Open a regular file. Raises WorldError for a pipe or a device, which may have no end."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        number = os.open(path, flags)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise unread(path, error) from None
    mode = os.fstat(number).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(number, "rb")
    os.close(number)
    if stat.S_ISDIR(mode):
        raise _refused(path, "the file cannot be read: it is a folder", "Name a file in it")
    said = "the file cannot be read: it is a pipe or a device, no regular file"
    raise _refused(path, said, "Write what it gives to a file, and name that")


def read_bytes(path: Path, most: int = MOST) -> bytes:
    """Return what is in a file. Raises WorldError, also for more than ``most`` bytes."""
    with opened(path) as file:
        try:
            raw = file.read(most + 1)
        except OSError as error:
            raise unread(path, error) from None
    if len(raw) > most:
        hint = f"At most {most // 1000:,} kB are read"
        raise WorldError([Problem(shown(path), 1, "the file is too large", hint)])
    return raw


def read_text(path: Path, most: int = MOST) -> str:
    """Return a file's text, without a byte order mark and with ``\\n`` at the end of its lines.

    Raises WorldError, for another encoding than UTF-8 with the line where it shows.
    """
    raw = read_bytes(path, most)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = Problem(shown(path), line, "the file is not UTF-8", "Save it with encoding UTF-8")
        raise WorldError([problem]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unread(path: Path, error: Exception, hint: str = "") -> WorldError:
    """What is to be raised for a file that the system does not let be read."""
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return _refused(path, f"the file cannot be read: {reason}", hint)


def _refused(path: Path, said: str, hint: str) -> WorldError:
    return WorldError([Problem(shown(path), 0, said, hint)])
