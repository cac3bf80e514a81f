"""What each number of a run is called: ``x[dprk_icbm,JPN]`` for a slot of the laws."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sim.binding.names import Names
from sim.kernel.order import stages
from sim.kernel.program import NEXT, Program
from sim.kernel.symbols import GIVEN, INDEX, PARAMETERS, STATE

AT_REST = "_ref"
"""What the name of a symbol ends in where its value in the reference state is meant."""

PARTIES = ("i", "j", "m", "n", "o")


def spelled(program: Program, names: Names) -> Mapping[int, str]:
    """Slot -> symbol and key, in the names of a world."""
    index = _index(program)
    axes = _axes(names)
    return {
        slot: _spelled(symbol, _parts(key), index.get(symbol.removeprefix(NEXT), set()), axes)
        for symbol, keys in program.layout.slots.items()
        for key, slot in keys.items()
    }


def at_rest(name: str) -> str:
    """``a_ref[RUS,KOR]`` for ``a[RUS,KOR]``."""
    symbol, bracket, key = name.partition("[")
    return f"{symbol}{AT_REST}{bracket}{key}"


def _spelled(
    symbol: str,
    key: Sequence[Any],
    known: Iterable[tuple[str, ...]],
    axes: Mapping[str, Sequence[str]],
) -> str:
    """A key is spelt by the letters of its length; numbers without a letter stay numbers."""
    if symbol in INDEX_FREE:
        return symbol
    letters = next((found for found in known if len(found) == len(key)), ("",) * len(key))
    parts = [
        axes[letter][part] if letter in axes and isinstance(part, int) else str(part)
        for letter, part in zip(letters, key, strict=True)
    ]
    return f"{symbol}[{','.join(parts)}]"


INDEX_FREE = frozenset(one for one, axis in {**STATE, **PARAMETERS}.items() if not INDEX[axis])


def _index(program: Program) -> dict[str, set[tuple[str, ...]]]:
    """Symbol -> the letters of its keys; more than one where keys differ in length."""
    declared = {**STATE, **PARAMETERS, **GIVEN}
    found = {symbol: {INDEX[axis]} for symbol, axis in declared.items()}
    found["weight"] = {("motive", "o")}
    for stage in stages(program.off):
        if stage.symbol not in declared and stage.index:
            found.setdefault(stage.symbol, set()).add(stage.index)
    strengths = set(program.layout.slots) - set(found)
    return found | {symbol: {INDEX["party"]} for symbol in strengths}


def _axes(names: Names) -> Mapping[str, Sequence[str]]:
    return {
        **dict.fromkeys(PARTIES, names.parties),
        "k": names.actions,
        "l": names.actions,
        "line": names.instruments,
        "q": names.theatres,
        "t": names.threats,
        "v": names.capabilities,
        "w": names.postures,
    }


def _parts(key: Any) -> tuple[Any, ...]:
    return key if isinstance(key, tuple) else (key,)
