"""The tables that pages hold: mechanisms and motives as the files of a world have them, and the
order of the step as it runs.

What stands between the marks of a page is written here and nowhere else.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from sim.report.markdown import table, with_marked
from sim.report.show.step import order
from sim.world import World
from sim.world.law import Mechanism, Motive


def tables(world: World) -> str:
    """Return the mechanisms and the motives as a page of Markdown."""
    return "\n".join((_mechanisms(world), _motives(world)))


def with_tables(page: str, world: World) -> str:
    """Return a page with every table between its marks anew.

    Raises ``ValueError`` where nothing is marked, or a table that there is not.
    """
    return with_marked(page, {name: partial(write, world) for name, write in _TABLES.items()})


def _mechanisms(world: World) -> str:
    return _lines(("mechanism", "title", "says", "contribution"), _laws(world.mechanisms))


def _motives(world: World) -> str:
    head = ("motive", "title", "says", "utility of action k to its owner o")
    return _lines(head, _laws(world.motives))


def _ideas(world: World) -> str:
    found = world.mechanisms.items()
    return _lines(
        ("idea", "switch off", "what it says"),
        ((one.title, f"`{name}`", one.says) for name, one in found),
    )


def _step(_world: World) -> str:
    parts = (
        f"{number}. **{part.name}**: {part.says}.\n"
        + "".join(f"   - {name}: {_code(says)}\n" for name, says in part.laws)
        for number, part in enumerate(order(), start=1)
    )
    return "".join(parts)


def _code(says: str) -> str:
    """An equation as one, words as words."""
    return f"`{says}`" if "[" in says else says


def _laws(found: Mapping[str, Mechanism] | Mapping[str, Motive]) -> Iterable[tuple[str, ...]]:
    for name, law in found.items():
        yield f"`{name}`", law.title, law.says, f"`{law.equation}`"


def _lines(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"{line}\n" for line in table(head, rows))


_TABLES: Mapping[str, Callable[[World], str]] = {
    "mechanisms": _mechanisms,
    "motives": _motives,
    "ideas": _ideas,
    "the step": _step,
}
