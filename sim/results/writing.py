"""A single file, written whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.results.store import StoreError


def write_file(path: Path, text: str) -> None:
    """Write text as UTF-8; what stood there before stays until all is written.

    Raises :class:`StoreError` where that cannot be done.
    """
    with _draft(path) as draft:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)


def check_file(path: Path | None) -> None:
    """Raise :class:`StoreError` if no file can be written there: better before the work."""
    if path is not None:
        with _draft(path):
            pass


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    """An empty file beside ``path``, which goes in the end unless it was put in that place."""
    draft: Path | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        draft = Path(name)
        os.close(handle)
        yield draft
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        said = getattr(error, "strerror", None) or error
        raise StoreError(f"cannot write {path}: {said}") from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
