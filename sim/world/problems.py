"""What is wrong with an input, where, and what would be right."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LISTED = 12  # a list of what is known is printed only up to this length
MOST = 50  # problems that are looked for
SHOWN = 20  # problems that are told
LONGEST = 80  # characters of a quoted value that are told
MISSPELT = 100  # characters of a word up to which it may be a misspelt one
_LONG = re.compile(f"([`'])([^`']{{{LONGEST}}})[^`']+([`'])")
_WHOLE = 1000  # characters of a message


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
        message = sentence(short(self.message))
        return f"{place}{message} {sentence(short(self.hint))}".rstrip().replace("\n", "\\n")


class WorldError(Exception):
    """The input cannot be used; `problems` says why, all of them at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = list(dict.fromkeys(problems))
        lines = [str(problem) for problem in self.problems[:SHOWN]]
        if (more := len(self.problems) - SHOWN) > 0:
            least = "at least " if len(self.problems) >= MOST else ""
            lines.append(f"... and {least}{more} more. Mend these first.")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type["WorldError"], tuple[list[Problem]]]:
        """Travels between processes with its problems."""
        return (WorldError, (self.problems,))


def stop(problems: list[Problem]) -> None:
    """Raise WorldError if anything is wrong."""
    if problems:
        raise WorldError(problems)


def sentence(text: str) -> str:
    """The text, closed with a full stop if it has no closing mark yet."""
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."


def short(text: str) -> str:
    """The text with what it quotes shortened, and itself where it is still too long."""
    text = _LONG.sub(r"\1\2…\3", text) if len(text) > LONGEST else text
    return text if len(text) <= _WHOLE else f"{text[:_WHOLE]}…"


def as_written(value: object) -> str:
    """A value as its author would name it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, tuple) else repr(value)


def suggest(word: str, known: Iterable[str]) -> str:
    """'Did you mean ...?', or the list of what is known if it is short."""
    names = sorted(set(known))
    close = _close(word, names) if len(word) <= MISSPELT else ""
    if close:
        return f"Did you mean `{close}`?"
    if not names:
        return "None is declared."
    if len(names) <= LISTED:
        return f"Known: {', '.join(names)}."
    return f"There are {len(names)} to choose from, such as {', '.join(names[:3])}."


def _close(word: str, names: list[str]) -> str:
    """The name that is most like a word; nothing if none is."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in reversed(names)}
    letters = sorted(word.casefold())
    close = [name for name in folded if sorted(name) == letters]  # letters swapped
    close += get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else ""
