"""Reads one YAML 1.2 file (core schema) into plain values, and remembers the line of each.

YAML 1.1 surprises are gone: `NO`, `on` and `1:30` are text, `1e-3` is a number. Refused: a key
given twice, over 50 aliases, a file over 1 MB, nesting deeper than 20, tags, keys without a value.
The parser in C is used where PyYAML has it; the one in Python gives the same values.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from sim.world.document import Document, Place, shown
from sim.world.lookalike import above, in_lines, indented, unreadable
from sim.world.problems import Problem, WorldError
from sim.world.regular import read_text

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_ALIASES = 50
MAX_VALUES = 100_000  # with every alias written out
MAX_DIGITS = 40
NEAR = 5  # lines before a fault in which its cause is looked for
EMPTY = "A file holds at least one `key: value` line"

_INT = re.compile(r"[-+]?[0-9]+\Z")
_OTHER_INT = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_INFINITE = re.compile(r"([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\Z")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}


class _PythonParser(Reader, Scanner, Parser):
    """PyYAML's pure-Python parser: the fallback, and the check on the one in C."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def _parser(text: str) -> Any:
    if yaml.__with_libyaml__:  # absent where PyYAML was built without libyaml
        return yaml.CSafeLoader(text)
    return _PythonParser(text)


def read_yaml(path: Path) -> Document:
    """Reads a file. Raises WorldError with one problem if it cannot be read as YAML."""
    return from_text(read_text(path, MAX_BYTES), shown(path))


@lru_cache(maxsize=256)  # whoever reads a world twice parses it once
def from_text(text: str, file: str) -> Document:
    """Reads YAML text; `file` is the name that problems carry."""
    builder = _Builder(text, file)
    data = builder.document()
    if not isinstance(data, dict):
        line = builder.lines[()] - 1
        builder.stop(
            line, "the file must be a mapping", "Write `key: value` lines at the top level"
        )
    return Document(file, data, builder.lines, text)


def plain(text: str) -> str | int | float | bool | None:
    """The value of an unquoted scalar in YAML 1.2's core schema."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INT.match(text):
        return int(text)
    if _OTHER_INT.match(text):
        return int(text, 0)
    if _FLOAT.match(text) or _INFINITE.match(text):
        return float(text.replace(".inf", "inf").replace(".nan", "nan")) if text else text
    return text


class _Builder:
    """Turns the parser's events into values, without ever building what it would refuse."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.text = text
        self.lines: dict[Place, int] = {(): 1}
        self.values = 0
        self.aliases = 0
        self.anchors: dict[str, tuple[Any, int]] = {}
        self._next: Callable[[], Any]

    def stop(self, line: int, message: str, hint: str = "") -> NoReturn:
        raise WorldError([Problem(self.file, line + 1, message, hint)])

    def document(self) -> Any:
        if (odd := unreadable(self.text)) is not None:
            self.stop(*odd, "Delete it, or save the file as plain text")
        try:
            self._next = _parser(self.text).get_event
            return self._document()
        except yaml.MarkedYAMLError as error:
            self._unreadable(error)

    def _document(self) -> Any:
        self._next()
        start = self._next()
        if isinstance(start, StreamEndEvent):
            self.stop(0, "the file is empty", EMPTY)
        first = self._next()
        self.lines[()] = first.start_mark.line + 1
        value = self._value(first, (), 0)
        self._next()
        end: Any = self._next()
        if not isinstance(end, StreamEndEvent):
            self.stop(end.start_mark.line, "a second document begins", "Keep one per file")
        return value

    def _value(self, event: Any, path: Place, depth: int) -> Any:
        self.values += 1
        if isinstance(event, ScalarEvent):
            value: Any = self._scalar(event, path)
            before = self.values - 1
        elif isinstance(event, AliasEvent):
            return self._alias(event)
        else:
            before = self.values - 1
            value = self._collection(event, path, depth)
        if event.anchor:
            self.anchors[event.anchor] = (value, self.values - before)
        return value

    def _collection(self, event: Any, path: Place, depth: int) -> Any:
        line = event.start_mark.line
        if event.tag is not None:
            self.stop(line, f"the tag `{event.tag}` is not allowed", "Remove it")
        if depth >= MAX_DEPTH:
            self.stop(line, "the nesting is too deep", f"At most {MAX_DEPTH} levels are read")
        if isinstance(event, MappingStartEvent):
            return self._mapping(path, depth)
        return self._sequence(path, depth)

    def _mapping(self, path: Place, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            line = event.start_mark.line
            key = self._key(event)
            here = (*path, key)
            if key in found:
                first = self.lines[here]
                self.stop(
                    line,
                    f"the key `{key}` is given twice",
                    f"It stands in line {first} already; keep one of the two",
                )
            self.lines[here] = line + 1
            found[key] = self._value(self._next(), here, depth + 1)
        return found

    def _sequence(self, path: Place, depth: int) -> tuple[Any, ...]:
        found: list[Any] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            here = (*path, len(found))
            self.lines[here] = event.start_mark.line + 1
            found.append(self._value(event, here, depth + 1))
        return tuple(found)

    def _key(self, event: Any) -> str:
        line = event.start_mark.line
        if not isinstance(event, ScalarEvent):
            self.stop(line, "a key must be a word", "Put text in quotes if it holds brackets")
        key = plain(event.value) if event.implicit[0] else event.value
        if not isinstance(key, str):
            kind = "empty" if key is None else f"read as {_kind(key)}"
            self.stop(
                line, f"the key `{event.value}` is {kind}", f'Write "{event.value}" in quotes'
            )
        return key

    def _scalar(self, event: Any, path: Place) -> str | int | float | bool:
        line = event.start_mark.line
        if event.tag is not None:
            self.stop(line, f"the tag `{event.tag}` is not allowed", "Remove it")
        if not event.implicit[0]:
            return str(event.value)
        if len(event.value) > MAX_DIGITS and event.value[0] in "+-.0123456789":
            return str(event.value)
        value = plain(event.value)
        if value is None and not path:
            self.stop(0, "the file is empty", EMPTY)
        if value is None:
            line = self.lines.get(path, line + 1) - 1
            if (odd := indented(self.text.split("\n"), line + 1)) is not None:
                self.stop(odd[0], f"not readable as YAML: {odd[1]}", odd[2])
            name = f"`{path[-1]}`" if path and isinstance(path[-1], str) else "an entry"
            self.stop(
                line,
                f"{name} has no value",
                "Give one, remove the key, or quote a text that holds a comma",
            )
        return value

    def _alias(self, event: Any) -> Any:
        line = event.start_mark.line
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            self.stop(line, "too many aliases", f"At most {MAX_ALIASES} are read; write values out")
        if event.anchor not in self.anchors:
            self.stop(line, f"the alias `*{event.anchor}` stands for nothing before it")
        value, size = self.anchors[event.anchor]
        self.values += size
        if self.values > MAX_VALUES:
            self.stop(line, "the aliases expand without measure", "Write the values out")
        return value

    def _unreadable(self, error: yaml.MarkedYAMLError) -> NoReturn:
        mark = error.problem_mark or error.context_mark
        line = mark.line if mark else 0
        lines = self.text.splitlines()
        here = lines[line] if line < len(lines) else ""
        problem = error.problem or "not readable as YAML"
        if "\t" in here[: len(here) - len(here.lstrip())]:
            self.stop(line, "the line is indented with a tab", "YAML wants spaces")
        if "nesting depth" in problem:
            self.stop(line, "the nesting is too deep", f"At most {MAX_DEPTH} levels are read")
        first = error.context_mark.line if error.context_mark else line
        odd = in_lines(lines, max(first, line - NEAR), line) or above(lines, line)
        if odd is not None:
            self.stop(odd[0], f"not readable as YAML: {odd[1]}", odd[2])
        self.stop(line, f"not readable as YAML: {problem}", _cure(problem))


def _cure(problem: str) -> str:
    if "end of stream" in problem:
        return "Close the quotation mark or the bracket"
    if "cannot start any token" in problem:
        return "Put the text in quotes"
    return "Look for a missing colon, comma, quotation mark or bracket"


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    return "a number"
