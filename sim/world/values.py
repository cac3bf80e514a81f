"""A values file: other values for a world, each with its range and its source.

What `--set` says of one value a values file says of many, and says where they come from. `sim
calibrate` writes one; anybody can. Data sets that the world does not know are declared in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from sim.world.page import Page
from sim.world.paths import crowded, put_all, touched
from sim.world.problems import Problem, stop
from sim.world.provenance import Source, SourceId
from sim.world.quantity import Quantity
from sim.world.settled import settled
from sim.world.strict import Inherited, Reading, Sourced
from sim.world.validate import validate
from sim.world.world import World
from sim.world.yaml_reader import read_yaml


class ValuesFile(Sourced):
    """What stands in a values file. `set` is as in a scenario."""

    title: str = ""
    declared: dict[SourceId, Source] = Field({}, alias="sources", description="its own data sets")
    overrides: dict[str, Any] = Field(alias="set", min_length=1)


@dataclass(frozen=True)
class Values:
    """Other values by dotted path (levels for postures), and the data sets they add."""

    set: Mapping[str, Quantity | str]
    sources: Mapping[str, Source]

    def apply(self, world: World) -> World:
        """The world with these values and with their data sets in its register."""
        return put_all(world.with_sources(self.sources), self.set)


def load_values(path: Path, world: World) -> Values:
    """The values in a file, checked against a world. Raises WorldError with file and line."""
    problems: list[Problem] = []
    document = read_yaml(path)
    page = Page(document, problems)
    # Sources are checked once those that the file declares are known.
    text = validate(ValuesFile, document, Reading(world.scales), problems)
    stop(problems)
    assert text is not None
    world = declare(page, text.declared, world)
    for n, source in enumerate(text.sources):
        if unknown := world.register.unknown(source):
            page.mark(("source", n), *unknown)
    reading = Reading(world.scales, world.register, Inherited(text.sources))
    values = settled(world, ("set",), text.overrides, reading, page)
    stop(problems)
    changed = put_all(world, values)
    for instrument, said, hint in crowded(changed, touched(changed, values)):
        own = [name for name in values if touched(changed, {name: None}) == {instrument}]
        page.mark(("set", own[-1]), said, hint)
    stop(problems)
    return Values(values, text.declared)


def declare(page: Page, sources: Mapping[str, Source], world: World) -> World:
    """The world with a file's own data sets; marks a name that is taken."""
    for name in sources:
        if name in world.sources:
            hint = "Cite that one, or give yours another name"
            page.mark(("sources", name), f"the world has a source `{name}` already", hint)
    return world.with_sources(sources)
