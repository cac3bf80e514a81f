"""Options that belong together reach a command as one thing: what is changed, how it is shown."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.app import options
from sim.app.say import say
from sim.app.screenful import screenful

if TYPE_CHECKING:
    from rich.console import Console

    from sim.ask.question import Question, Several


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command take its options in groups: every parameter that is annotated with a dataclass.

    Each field of it is an option of that name; one that the command does not have keeps its
    default. Stands below the options, next to the function.
    """
    parameters = inspect.signature(command).parameters.values()
    groups: dict[str, Any] = {
        one.name: one.annotation for one in parameters if is_dataclass(one.annotation)
    }

    @wraps(command)
    def called(**given: Any) -> None:
        for name, group in groups.items():
            own = [field.name for field in fields(group) if field.name in given]
            given[name] = group(**{field: given.pop(field) for field in own})
        command(**given)

    return called


@dataclass(frozen=True)
class Changes:
    """The world, and what is otherwise in it; ``files`` hold values, as ``--values`` names them."""

    seeds: Path | None
    values: tuple[str, ...]
    off: tuple[str, ...]
    files: tuple[Path, ...]
    against: str | None = None
    steps: int | None = None

    def question(self, scenario: str) -> "Question":
        """Read a scenario with these changes. Raises ``WorldError`` and ``ValueError``."""
        from sim.ask.question import question

        return question(scenario, **vars(self))

    def several(self, scenarios: tuple[str, ...]) -> "Several":
        """Read scenarios to be compared, likewise."""
        from sim.ask.question import several

        return several(scenarios, **vars(self))


@dataclass(frozen=True)
class Effort:
    """How many runs (None: as many as the question takes), on which luck, in how many threads."""

    seed: int
    workers: int | None
    runs: int | None = None

    @property
    def threads(self) -> int:
        """The number of threads."""
        return options.threads(self.workers)


@dataclass(frozen=True)
class Shown:
    """How what was found is told."""

    as_json: bool
    full: bool = False
    quiet: bool = False

    def tell(
        self,
        json: Callable[[], str],
        show: "Callable[[Console], None]",
        place: Path | None = None,
    ) -> None:
        """Print one JSON object, or only where the files are, or the screen."""
        if self.as_json:
            say(json())
        elif self.quiet:
            say(place)
        else:
            with screenful(self.full) as screen:
                show(screen)
