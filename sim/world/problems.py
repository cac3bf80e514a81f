"""What is wrong with an input, where, and what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass

LISTED = 12  # a list of what is known is printed only up to this length


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault: file and line (1-based; 0: not in a file), what is wrong, what would be right."""

    file: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """`file:line: what is wrong. What would be right.`"""
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        said = f"{place}{sentence(self.message)} {sentence(self.hint)}".rstrip()
        return said.replace("\n", "\\n")


class WorldError(Exception):
    """The input cannot be used; `problems` says why, all of them at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = list(dict.fromkeys(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["WorldError"], tuple[list[Problem]]]:
        """Travels between processes with its problems."""
        return (WorldError, (self.problems,))


def sentence(text: str) -> str:
    """The text, closed with a full stop if it has no closing mark yet."""
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."


def as_written(value: object) -> str:
    """A value as its author would name it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, tuple) else repr(value)


def suggest(word: str, known: Iterable[str]) -> str:
    """'Did you mean ...?', or the list of what is known if it is short."""
    from difflib import get_close_matches

    names = sorted(set(known))
    folded = {name.casefold(): name for name in reversed(names)}
    close = [name for name in folded if sorted(name) == sorted(word.casefold())]  # letters swapped
    close += get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    if close:
        return f"Did you mean `{folded[close[0]]}`?"
    if not names:
        return "None is declared."
    if len(names) <= LISTED:
        return f"Known: {', '.join(names)}."
    return f"There are {len(names)} to choose from, such as {', '.join(names[:3])}."
