"""Sums on a screen: the symbols, the numbers that stood there, and where each comes from."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType

from sim.binding.parameters import USED_AS
from sim.kernel.state import SYMBOLS
from sim.ledger import Source, Sum, Symbol, shortly
from sim.report import words
from sim.report.explain.telling import short
from sim.report.screen import Paragraph, heading

SHARE, MOST = 0.9, 6  # shown are the largest that make up so much together, at most so many
LABEL = 13  # columns before a sum


def shown(amounts: Sequence[float], *, whole: bool) -> int:
    """How many of some amounts, the largest first, are shown."""
    if whole:
        return len(amounts)
    left, most = sum(map(abs, amounts)) * SHARE, 0.0
    for number, amount in enumerate(amounts[:MOST]):
        if most >= left:
            return number
        most += abs(amount)
    return min(MOST, len(amounts))


def entry(amount: str, title: str, sum_: Sum | None = None) -> Iterator[RenderableType]:
    """A line with an amount and what it is, and below it how it was worked out."""
    label = f"{amount:>{LABEL - 4}}"
    text = words.printable(title)
    yield Paragraph(f"{label}  {text}", "  ", " " * LABEL, hyphens=False)
    if sum_ is not None:
        yield from worked(sum_, LABEL)


def worked(sum_: Sum, indent: int) -> Iterator[RenderableType]:
    """An expression with symbols and, below it, with numbers."""
    yield _indented(sum_.text, indent)
    if sum_.reads:
        yield _indented(f"= {sum_.numbers}", indent, style="dim")


def needed(sums: Iterable[Sum], symbols: Iterable[Symbol]) -> list[Symbol]:
    """Those of some symbols that are in the sums or in the sums of those in turn."""
    known = {symbol.name: symbol for symbol in symbols}
    found: dict[str, Symbol] = {}
    waiting = [name for one in sums for name in one.reads]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            symbol = found[name] = known[name]
            waiting += symbol.sum.reads if symbol.sum else ()
    return list(found.values())


def symbol_blocks(symbols: Sequence[Symbol], unit: str) -> Iterator[list[RenderableType]]:
    """What each symbol was: readings with their sums, the state, values with their sources."""
    made = [symbol for symbol in symbols if symbol.sum is not None]
    if made:
        yield [
            heading("Worked out", f"from the state before the {unit} and from values"),
            *(piece for symbol in made for piece in _made(symbol)),
        ]
    read = [symbol for symbol in symbols if symbol.sum is None and symbol.kind != "value"]
    if read:
        yield [*_read(read, unit)]
    values = [symbol for symbol in symbols if symbol.source is not None]
    if values:
        explained = "as drawn in this run, from the range in brackets"
        yield [heading("Values", explained), *map(_value, values)]


def sources_of(symbols: Iterable[Symbol]) -> list[str]:
    """The sources of all values among symbols."""
    each = (symbol.source.sources for symbol in symbols if symbol.source is not None)
    return list(dict.fromkeys(source for sources in each for source in sources))


def _made(symbol: Symbol) -> Iterator[RenderableType]:
    sum_, amount = symbol.sum, shortly(symbol.amount)
    assert sum_ is not None
    yield _indented(f"{symbol.name} = {sum_.text}", 2)
    if sum_.reads:
        yield _indented(f"= {sum_.numbers} = {amount}", 4, style="dim")


def _read(symbols: Sequence[Symbol], unit: str) -> Iterator[RenderableType]:
    heads = dict.fromkeys(symbol.name.partition("[")[0] for symbol in symbols)
    meaning = {symbol: field for field, symbol in SYMBOLS.items()} | {"taken": "1 if done"}
    legend = [f"{head}: {meaning[head]}" for head in heads if meaning.get(head, head) != head]
    yield heading("Read", f"from the state before the {unit}, and what was done in it")
    yield _indented("; ".join(f"{one.name}={shortly(one.amount)}" for one in symbols), 2, 0)
    if legend:
        yield _indented(f"({', '.join(legend)})", 2, 0, style="dim")


def _indented(text: str, indent: int, more: int = 2, style: str = "") -> Paragraph:
    return Paragraph(text, " " * indent, " " * (indent + more), style=style, hyphens=False)


def _value(symbol: Symbol) -> RenderableType:
    source = symbol.source
    assert source is not None
    return _indented(f"{symbol.name} = {shortly(symbol.amount)}  {_said(symbol, source)}", 2)


def _said(symbol: Symbol, source: Source) -> str:
    if not source.path:
        return "no file says anything of it, which means 0"
    used = USED_AS.get(symbol.name.partition("[")[0])
    path = f"{used} {source.path} = {shortly(source.drawn)}" if used else source.path
    span = "exact" if source.low == source.high else f"{source.low:g} to {source.high:g}"
    cited = ", ".join(dict.fromkeys(map(short, source.sources)))
    return f"{path}: stated {source.stated:g} ({span}) [{cited}]"
