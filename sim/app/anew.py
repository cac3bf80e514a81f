"""A file that a command writes for its user to go on with."""

from pathlib import Path

import click


def write_anew(path: Path, text: str, *, with_folder: bool = False) -> None:
    """Write a file that is not there yet, and its folder if asked to; what is there stays.

    Raises ``ClickException`` where that cannot be done.
    """
    try:
        if with_folder:
            path.parent.mkdir(exist_ok=True)
        file = path.open("x", encoding="utf-8", newline="\n")
        try:
            with file:
                file.write(text)
        except BaseException:
            path.unlink(missing_ok=True)  # no half of it stays
            raise
    except FileExistsError:
        raise click.ClickException(f"{path} is there already and stays as it is") from None
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror}") from error
