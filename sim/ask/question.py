"""From what was typed or given to a world, a scenario and the scenario it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from sim.ask.again import again
from sim.ask.given import Given, as_asked, citing, given_in, shown
from sim.ask.home import beside
from sim.ask.place import find
from sim.ask.settings import Settings
from sim.ask.since import Since
from sim.ask.where import Where
from sim.kernel.asked import STEPS

if TYPE_CHECKING:
    from sim.results.change import Change
    from sim.world import Scenario, World
    from sim.world.choice import Choice
    from sim.world.values import Values

Asked = Union[str, Path, "Scenario"]
"""A scenario: its id, its file, or read already."""


@dataclass(frozen=True, kw_only=True)
class Posed:
    """What every question has: the world in which it is asked, and what was given for it.

    ``values`` are all that were given instead, in words; ``filed`` those that stood in files.
    ``changes`` says the values once more, with what the world had in their place. ``history`` is
    the text of the history that leads to the world, if one does; ``again`` what a command is told
    to ask the same.
    """

    world: "World"
    values: dict[str, str]
    off: tuple[str, ...]
    filed: "Values | None"
    changes: "tuple[Change, ...]"
    history: str
    again: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Question(Posed):
    """A scenario, and what it is compared with."""

    scenario: "Scenario"
    baseline: "Scenario"


@dataclass(frozen=True, kw_only=True)
class Several(Posed):
    """Scenarios, and the one they are compared with."""

    scenarios: "tuple[Scenario, ...]"
    reference: "Scenario"


@dataclass(frozen=True, kw_only=True)
class Chosen(Posed):
    """A choice between options."""

    choice: "Choice"


def question(
    ref: Asked,
    *,
    seeds: Where = None,
    against: Asked | None = None,
    values: Settings = (),
    off: Sequence[str] = (),
    steps: int | None = None,
    files: Sequence[Path] = (),
) -> Question:
    """Read everything a run needs. Raises ``WorldError``; ``ValueError`` for what is no value.

    ``values`` are by path, ``files`` hold values with ranges and sources; they and ``off``
    change both arms, so that the comparison still shows what the scenario's own events do. A value
    given here wins over one in a scenario, a later file over an earlier one, ``values`` over files.
    """
    home = home_of(ref, seeds)
    given = given_in(home, values, off, files)
    world = given.world
    scenario = _read(ref, world)
    same = against is None and scenario.against == scenario.id
    if same:
        baseline = scenario
    elif against:
        baseline = _read(against, world, setting=True)
    else:
        baseline = _read(scenario.against, world, _beside(ref), setting=True)
    horizon = scenario.steps if steps is None else steps
    STEPS.check(horizon)
    asked, compared = as_asked((scenario, baseline), given, horizon)
    world = citing(world, (scenario, baseline))
    told = again(ref, seeds=seeds, against=against, given=given, files=files)
    common = _posed(world, given, home, told)
    return Question(scenario=asked, baseline=compared, **common)


def several(
    refs: Sequence[Asked],
    *,
    seeds: Where = None,
    against: Asked | None = None,
    values: Settings = (),
    off: Sequence[str] = (),
    steps: int | None = None,
    files: Sequence[Path] = (),
) -> Several:
    """Read everything a comparison of scenarios needs. Raises ``WorldError``.

    The reference defaults to what the scenarios are compared with or, where they differ in that,
    to what the first is; the horizon to the longest of theirs. Otherwise as :func:`question`.
    """
    from sim.study.compare.compare import check_scenarios, reference_id

    home = home_of(refs[0], seeds) if refs else seeds
    given = given_in(home, values, off, files)
    world = given.world
    for ref in refs:
        _check_home(ref, world)
    scenarios = tuple(_read(ref, world) for ref in refs)
    check_scenarios(scenarios)
    name = reference_id(scenarios)
    known = {scenario.id: scenario for scenario in scenarios}
    if against is None and name in known:
        reference = known[name]
    else:
        near = None if against else _beside(refs[0])
        reference = _read(against or name, world, near, setting=True)
    horizon = max(scenario.steps for scenario in scenarios) if steps is None else steps
    STEPS.check(horizon)
    *asked, compared = as_asked((*scenarios, reference), given, horizon)
    world = citing(world, (*scenarios, reference))
    told = again(*refs, seeds=seeds, against=against, given=given, files=files)
    common = _posed(world, given, home, told)
    return Several(scenarios=tuple(asked), reference=compared, **common)


def choice_of(
    ref: str | Path,
    *,
    seeds: Where = None,
    values: Settings = (),
    off: Sequence[str] = (),
    files: Sequence[Path] = (),
) -> Chosen:
    """Read everything a choice between options needs. Raises ``WorldError``.

    What is given besides changes every option alike.
    """
    from sim.ask.place import find_choice
    from sim.world.read_choice import load_choice

    home = home_of(ref, seeds)
    given = given_in(home, values, off, files)
    world = given.world
    choice = load_choice(find_choice(ref, world.folder), world)
    base, *cells = as_asked([choice.base, *choice.cells.values()], given, choice.steps)
    told = again(ref, seeds=seeds, given=given, files=files)
    whole = replace(choice, base=base, cells=dict(zip(choice.cells, cells, strict=True)))
    return Chosen(choice=whole, **_posed(world, given, home, told))


def _posed(world: "World", given: Given, home: Where, told: tuple[str, ...]) -> dict[str, Any]:
    """What a question has in common with every other, by name."""
    from sim.world.regular import read_text

    return {
        "world": world,
        "values": shown(given.set),
        "off": given.off,
        "filed": given.filed,
        "changes": given.changes,
        "history": read_text(home.file(world)) if isinstance(home, Since) else "",
        "again": told,
    }


def _read(
    ref: Asked, world: "World", near: Path | None = None, *, setting: bool = False
) -> "Scenario":
    from sim.world import Scenario, load_scenario

    if not isinstance(ref, Scenario):
        return load_scenario(find(ref, near), world, setting=setting)
    from sim.study.compare.compare import check_world

    check_world(ref, world)
    return ref


def _found(ref: Asked) -> Path | None:
    """The file that is meant; None for an id that comes along, or what has been read."""
    found = find(ref) if isinstance(ref, str | Path) else None
    return found if isinstance(found, Path) else None


def home_of(ref: Asked, seeds: Where) -> Where:
    """The seeds that are named, else those beside the folder of the scenario's file."""
    found = _found(ref)
    if isinstance(seeds, Since):
        return replace(seeds, seeds=home_of(ref, seeds.seeds))
    return seeds if seeds is not None or found is None else beside(found)


def _beside(ref: Asked) -> Path | None:
    found = _found(ref)
    return None if found is None else found.parent


def _check_home(ref: Asked, world: "World") -> None:
    """Refuse a scenario that lies beside another world than the one it is asked in."""
    from sim.world import Problem, WorldError
    from sim.world.regular import there
    from sim.world.yaml_reader import read_yaml

    found = _found(ref)
    if found is None:
        return
    home = found.resolve().parent.parent / "seeds" / "world.yaml"
    if not there(home) or home.parent == world.folder.resolve():
        return
    own = read_yaml(home).data.get("id")
    if own != world.id:
        said = f"{found} is of the world `{own}` beside it, not of `{world.id}`"
        hint = f"Compare scenarios of one world; it is chosen by --world {home.parent}"
        raise WorldError([Problem("", 0, said, hint)])
