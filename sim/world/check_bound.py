"""What must agree between the laws that a program knows and a world's files about them."""

from collections.abc import Collection, Iterator, Mapping

from sim.world.document import Place, shown
from sim.world.problems import Problem, WorldError, suggest
from sim.world.world import World
from sim.world.yaml_reader import read_yaml


def check_bound(
    world: World,
    mechanisms: Collection[str],
    motives: Collection[str],
    parameters: Mapping[str, str],
) -> None:
    """Raises WorldError unless each law has its file, each file its law, and laws and files name
    the same parameters.

    ``mechanisms`` and ``motives`` are the laws by name; ``parameters`` says of each parameter that
    is read by which law.
    """
    problems = [
        *_files(world, "mechanism", mechanisms, world.mechanisms),
        *_files(world, "motive", motives, world.motives),
        *_parameters(world, mechanisms, parameters),
    ]
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


def _parameters(
    world: World, mechanisms: Collection[str], read: Mapping[str, str]
) -> Iterator[Problem]:
    given = {one: name for name, law in world.mechanisms.items() for one in law.parameters}
    for one in sorted(set(given) - set(read)):
        if given[one] not in mechanisms:
            continue  # its whole file is unknown
        said = f"unknown parameter `{one}`: no law reads one of that name"
        place = ("parameters", one)
        yield _problem(world, f"mechanisms/{given[one]}", place, said, suggest(one, read))
    for one in sorted(set(read) - set(given)):
        law = read[one]
        said = f"the parameter `{one}` is missing: the law of {law} reads it"
        if law in world.mechanisms:
            yield _problem(world, f"mechanisms/{law}", ("parameters",), said, "Add it")
        else:
            yield Problem(shown(world.folder / "mechanisms"), 0, said, "Add it to a mechanism")


def _problem(world: World, file: str, place: Place, said: str, hint: str) -> Problem:
    return read_yaml(world.folder / f"{file}.yaml").problem(place, said, hint)
