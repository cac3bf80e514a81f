"""What stands in a file by dotted path, as quantities and levels."""

from collections.abc import Callable, Mapping

from pydantic_core import PydanticCustomError

from sim.world.document import Place
from sim.world.page import Page
from sim.world.paths import settle
from sim.world.quantity import Quantity
from sim.world.strict import Reading
from sim.world.world import World

Settle = Callable[[World, str, object, Reading], Quantity | str]


def settled(
    world: World,
    place: Place,
    raw: Mapping[str, object],
    reading: Reading,
    page: Page,
    settle: Settle = settle,
) -> dict[str, Quantity | str]:
    """The values at a place of a file, by path; what cannot be is marked on its page."""
    values: dict[str, Quantity | str] = {}
    for path, given in raw.items():
        if page.full:
            break
        try:
            values[path] = settle(world, path, given, reading)
        except PydanticCustomError as error:
            context = error.context or {}
            page.mark((*place, path, *context["at"]), context["said"], context["hint"])
    return values
