"""A base rate written into its instrument's file, and nothing else of the file changed."""

import re
from collections.abc import Mapping

from sim.world import Quantity


def rewritten(text: str, rates: Mapping[str, Quantity]) -> str:
    """The text of an instrument's file with these base rates, by action.

    Keys stand one a line, indented; what follows a `base_rate:` deeper than it is part of it.
    Raises ``LookupError`` with the action whose `base_rate:` is not found.
    """
    lines = text.split("\n")
    for action, rate in rates.items():
        at = _key(lines, "base_rate", _key(lines, action, 0) + 1)
        indent = _indent(lines[at])
        end = at + 1
        while end < len(lines) and lines[end].strip() and _indent(lines[end]) > indent:
            end += 1
        lines[at:end] = [f"{' ' * indent}base_rate: {as_yaml(rate)}"]
    return "\n".join(lines)


def as_yaml(rate: Quantity) -> str:
    """A quantity in one line."""
    source = ", ".join(f'"{one}"' for one in rate.sources)
    cited = source if len(rate.sources) == 1 else f"[{source}]"
    return f"{{value: {rate.value:g}, range: [{rate.low:g}, {rate.high:g}], source: {cited}}}"


def _key(lines: list[str], key: str, first: int) -> int:
    """The line of a key, from a line on; inside a block, as far as the block goes."""
    inside = _indent(lines[first]) if first else None
    for at in range(first, len(lines)):
        if inside is not None and lines[at].strip() and _indent(lines[at]) < inside:
            break
        if re.match(rf" +{re.escape(key)}:(\s|$)", lines[at]):
            return at
    raise LookupError(key)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
