"""A file written whole or not at all."""

import os
import tempfile
from pathlib import Path

import click


def write(path: Path, text: str) -> None:
    """Write text as UTF-8; what stood there before stays until all is written.

    Raises ``click.ClickException`` where that cannot be done.
    """
    draft: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=".", delete=False
        ) as file:
            draft = Path(file.name)
            file.write(text)
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    except OSError as error:
        if draft is not None:
            draft.unlink(missing_ok=True)
        raise click.ClickException(f"cannot write {path}: {error.strerror}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
