"""What must agree between the laws that a program knows and a world's files about them."""

from collections.abc import Collection, Iterator, Mapping

from sim.world.document import Place, shown
from sim.world.problems import Problem, WorldError, suggest
from sim.world.world import World
from sim.world.yaml_reader import read_yaml


def check_bound(
    world: World, mechanisms: Mapping[str, Collection[str]], motives: Collection[str]
) -> None:
    """Raises WorldError unless each law has its file, and each file its law.

    ``mechanisms`` and ``motives`` are the laws by name; a mechanism's comes with the names of the
    parameters that it reads, which are those of its file.
    """
    problems = [
        *_files(world, "mechanism", mechanisms, world.mechanisms),
        *_files(world, "motive", motives, world.motives),
    ]
    for name in sorted(set(mechanisms) & set(world.mechanisms)):
        problems += _parameters(world, name, mechanisms[name])
    if problems:
        raise WorldError(problems)


def _files(
    world: World, what: str, laws: Collection[str], files: Collection[str]
) -> Iterator[Problem]:
    for name in sorted(set(laws) - set(files)):
        path = world.folder / f"{what}s" / f"{name}.yaml"
        said = f"the {what} `{name}` has a law and no file"
        yield Problem(shown(path), 0, said, "Write it; a scenario can switch it off")
    for name in sorted(set(files) - set(laws)):
        said = f"unknown {what} `{name}`: it has a file and no law"
        yield _problem(world, f"{what}s/{name}", ("id",), said, suggest(name, laws))


def _parameters(world: World, name: str, read: Collection[str]) -> Iterator[Problem]:
    file, given = f"mechanisms/{name}", world.mechanisms[name].parameters
    for one in sorted(set(given) - set(read)):
        said = f"unknown parameter `{one}`: the law of {name} reads none of that name"
        yield _problem(world, file, ("parameters", one), said, suggest(one, read))
    for one in sorted(set(read) - set(given)):
        said = f"the parameter `{one}` is missing: the law of {name} reads it"
        yield _problem(world, file, ("parameters",), said, "Add it")


def _problem(world: World, file: str, place: Place, said: str, hint: str) -> Problem:
    return read_yaml(world.folder / f"{file}.yaml").problem(place, said, hint)
