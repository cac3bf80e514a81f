"""Characters that look like others, or like nothing: named, with what to type instead."""

import re
import unicodedata

_QUOTES = dict.fromkeys("“”„‟«»″〝〞", '"') | dict.fromkeys("‘’‚‛′‹›", "'")
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣", "-")
_LETTERS = dict(
    zip(
        "аеорсухіјѕԁһԛԝкмтвнАВЕЗКМНОРСТУХІЈЅαοενυρικτΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijsdhqwkmtbhABE3KMHOPCTYXIJSaoevupiktABEZHIKMNOPTYX",
        strict=True,
    )
)
_TYPED = {**_QUOTES, **_DASHES, **_LETTERS}
_UNREADABLE = re.compile(  # what YAML does not allow, or one version takes for the end of a line
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_STRUCTURE = re.compile(r":( |$)|^ *- ")
_SPACE, _COLON = "Type a plain space instead", "Type : instead"
_QUOTED = re.compile("[`']([^`']+)[`']")


def instead(char: str) -> str | None:
    """Return how to type what a character looks like; None if it looks like nothing else."""
    if char.isascii():
        return None
    kind = unicodedata.category(char)
    if kind == "Zs":
        return _SPACE
    if kind in ("Cf", "Zl", "Zp"):
        return "Delete it: it cannot be seen"
    plain = _TYPED.get(char) or unicodedata.normalize("NFKC", char)
    if len(plain) == 1 and plain.isascii() and plain.isprintable():
        return f"Type {plain} instead"
    return None


def named(char: str) -> str:
    """Return a character's name and number: ``no-break space (U+00A0)``."""
    name = unicodedata.name(char, "control character").lower()
    shown = f" {char}" if char.isprintable() and not char.isspace() else ""
    return f"{name}{shown} (U+{ord(char):04X})"


def in_lines(lines: list[str], first: int, last: int) -> tuple[int, str, str] | None:
    """Return line (from 0), what is there and the cure: a space or mark that YAML misreads."""
    for at in range(max(first, 0), min(last + 1, len(lines))):
        for column, char in enumerate(lines[at], 1):
            cure = None if char.isalnum() else instead(char)
            if cure:
                return at, f"column {column} holds a {named(char)}", cure
    return None


def above(lines: list[str], line: int) -> tuple[int, str, str] | None:
    """Return the same of the line above, where it would be `key: value` with a plain character."""
    at = next((at for at in range(line - 1, -1, -1) if lines[at].strip()), -1)
    if at < 0 or _STRUCTURE.search(lines[at]):
        return None
    found = in_lines(lines, at, at)
    return found if found and found[2] in (_SPACE, _COLON) else None


def indented(lines: list[str], at: int) -> tuple[int, str, str] | None:
    """Return the same of a line that is indented with what is no plain space."""
    text = lines[at].lstrip(" ") if at < len(lines) else ""
    return in_lines(lines, at, at) if text and instead(text[0]) == _SPACE else None


def in_message(message: str, lines: list[str], line: int) -> tuple[str, str] | None:
    """Return what to add to a message about a line (from 1), and the cure.

    Only a character that the message quotes, and that stands there, is named.
    """
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    for char in dict.fromkeys(here):
        cure = instead(char)
        if cure and (char in message or repr(char)[1:-1] in message):
            column = _column(char, message, here)
            return f"column {column} holds a {named(char)}", cure
    return None


def _column(char: str, message: str, line: str) -> int:
    words: list[str] = _QUOTED.findall(message)
    for word in words:
        if char in word and word in line:
            return line.index(word) + word.index(char) + 1
    return line.index(char) + 1


def unreadable(text: str) -> tuple[int, str] | None:
    """Return the line (from 0) of the first character that no file may hold, and its name."""
    found = _UNREADABLE.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start())
    column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
    return line, f"column {column} holds a {named(found.group())}"
