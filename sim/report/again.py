"""The command that makes a result again."""

from collections.abc import Mapping
from typing import Protocol


class Told(Protocol):
    """What was given for a result: in the words of the command, and what of it by name."""

    @property
    def again(self) -> tuple[str, ...]: ...
    @property
    def set_values(self) -> Mapping[str, str]: ...
    @property
    def off(self) -> tuple[str, ...]: ...


def again(meta: Told, *named: str) -> list[str]:
    """Return what a command is told; where that is not known (it was asked from Python), what it
    was asked about as ``named``, and what was set and switched off."""
    if meta.again:
        return [*meta.again]
    said = [*named]
    for path, value in meta.set_values.items():
        said += ["--set", f"{path}={value}"]
    for name in meta.off:
        said += ["--off", name]
    return said
