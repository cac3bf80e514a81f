"""What a law is: a short function over named columns, which reads like its equation.

A **mechanism** ``NAME(deed, s, p)`` (or ``NAME(s, p)``, where no deed is the cause) yields
``(i, j), amount`` to be booked on the latent alignment of i toward j. A **motive**
``NAME(o, s, p)`` yields ``m, worth`` of the good of each party to actor o, or ``NAME(act, s, p)``
returns the utility of an act (None where it has none). A **reading** ``NAME(s, p)`` yields
``key, value`` for columns ``s.NAME[key]`` that later laws of the step read. A **memory** does the
same for the state after.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from sim.kernel.algebra import Column, LawError
from sim.kernel.symbols import Key

Bookings = Iterator[tuple[Key, Column]]
Worths = Iterator[tuple[int, Column]]
LawText = Callable[..., Any]

Text = TypeVar("Text", bound=LawText)


def reading(text: Text) -> Text:
    """Mark a law that makes columns for later laws of the step, under its own name.

    The first brackets of its docstring say what its keys count, in the letters of
    :data:`sim.kernel.symbols.INDEX`: by them they get names where a number is shown.
    """
    text.__dict__["reading"] = True
    return text


def readings_of(module: ModuleType) -> tuple[LawText, ...]:
    """The readings written in a module, in their order."""
    own = (
        one for one in vars(module).values() if getattr(one, "__module__", "") == module.__name__
    )
    return tuple(one for one in own if getattr(one, "reading", False))


def found_in(package: ModuleType) -> dict[str, ModuleType]:
    """Every law file of a folder by name, in alphabetical order."""
    folder = Path(str(package.__file__)).parent
    names = sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")
    return {name: import_module(f"{package.__name__}.{name}") for name in names}


def law_of(module: ModuleType) -> LawText:
    """The law that a file is named after. Raises ``LawError`` for a file without it."""
    name = module.__name__.rpartition(".")[2]
    text: LawText | None = getattr(module, name, None)
    if not callable(text):
        raise LawError(f"{module.__file__}:1: no function `{name}`. Name the law as its file is")
    return text


def yielded(text: LawText, found: Bookings | None) -> Bookings:
    """What a law yields. Raises ``LawError`` where it has no ``yield`` at all."""
    if found is None:
        what = f"{text.__name__} yields nothing. Yield (key, column)"
        raise LawError(f"{first_line(text)}{what}")
    return found


def once(text: LawText, found: Bookings) -> Bookings:
    """The same. Raises ``LawError`` where a pair comes twice for one deed."""
    met: set[Key] = set()
    for pair, amount in found:
        if pair in met:
            what = f"{text.__name__} books twice on {pair} for one deed. Add the two up"
            raise LawError(f"{last_line(found)}{what}")
        met.add(pair)
        yield pair, amount


def first_line(text: LawText) -> str:
    """File and line at which a law begins, to begin a message with."""
    return f"{text.__code__.co_filename}:{text.__code__.co_firstlineno}: "


def last_line(law: Any) -> str:
    """File and line at which a law has just yielded, to begin a message with."""
    while getattr(law, "gi_yieldfrom", None) is not None:
        law = law.gi_yieldfrom
    frame = getattr(law, "gi_frame", None)
    return "" if frame is None else f"{frame.f_code.co_filename}:{frame.f_lineno}: "
