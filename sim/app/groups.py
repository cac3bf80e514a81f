"""Options that belong together reach a command as one thing: what is changed, how it is shown."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.app import options
from sim.app.say import say
from sim.app.screenful import screenful
from sim.ask.since import Since

if TYPE_CHECKING:
    from rich.console import Console

    from sim.ask.question import Chosen, Question, Several


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
    def called(*context: click.Context, **given: Any) -> None:
        for name, group in groups.items():
            own = [field.name for field in fields(group) if field.name in given]
            given[name] = group(**{field: given.pop(field) for field in own})
        command(*context, **given)

    return called


@dataclass(frozen=True)
class Setting:
    """The world, and when a question begins in it, where a history leads to that."""

    seeds: Path | None
    begin: str | None = None
    history: str | None = None

    @property
    def world(self) -> Path | Since | None:
        """The world that is meant, begun after its history where one is asked for."""
        if self.begin is None and self.history is None:
            return self.seeds
        return Since(self.begin, self.history, self.seeds)


@dataclass(frozen=True)
class Changes(Setting):
    """The setting, and what is otherwise in it. ``files`` hold values, as ``--values`` names
    them."""

    files: tuple[Path, ...] = ()
    values: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    against: str | None = None
    steps: int | None = None

    @property
    def of_question(self) -> dict[str, Any]:
        """What changes a question, by the names that it is asked with."""
        names = ("against", "values", "off", "steps", "files")
        return {name: getattr(self, name) for name in names}

    def question(self, scenario: str) -> "Question":
        """Read a scenario with these changes. Raises ``WorldError`` and ``ValueError``."""
        from sim.ask.question import question

        return question(scenario, seeds=self.world, **self.of_question)

    def several(self, scenarios: tuple[str, ...]) -> "Several":
        """Read scenarios to be compared, likewise."""
        from sim.ask.question import several

        return several(scenarios, seeds=self.world, **self.of_question)

    def choice(self, ref: str) -> "Chosen":
        """Read a choice between options, likewise."""
        from sim.ask.question import choice_of

        return choice_of(ref, seeds=self.world, values=self.values, off=self.off, files=self.files)


@dataclass(frozen=True)
class Effort:
    """On which luck work is done, and in how many threads (None: one for each core)."""

    seed: int
    workers: int | None

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
