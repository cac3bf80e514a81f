"""What must agree between the files of mechanisms and motives, and with the laws of a program."""

from collections.abc import Collection, Iterator, Mapping

from sim.world.document import Document, Place, shown
from sim.world.law import Mechanism
from sim.world.page import Page
from sim.world.problems import Problem, WorldError, suggest
from sim.world.world import World
from sim.world.yaml_reader import read_yaml


def check_laws(world: World, documents: Mapping[str, Document], problems: list[Problem]) -> None:
    """Each is named as its file is; no two share a name, and no two mechanisms a parameter's.

    The law of a mechanism calls its parameters by their bare names.
    """
    taken: dict[str, str] = {}  # parameter -> where it stands
    for stem, mechanism in world.mechanisms.items():
        page = Page(documents[f"mechanisms/{stem}"], problems)
        if page.named("id", mechanism.id, stem):
            _parameters(world, mechanism, page, taken)
    for stem, motive in world.motives.items():
        page = Page(documents[f"motives/{stem}"], problems)
        if page.named("id", motive.id, stem) and stem in world.mechanisms:
            page.mark(("id",), f"`{stem}` is the name of a mechanism, too", "Give it another")


def _parameters(world: World, mechanism: Mechanism, page: Page, taken: dict[str, str]) -> None:
    for name, parameter in mechanism.parameters.items():
        place = ("parameters", name)
        here = f"{page.document.file}:{page.document.line(place)}"
        first = taken.setdefault(name, here)
        if first != here:
            said = f"the parameter `{name}` is there already ({first})"
            page.mark(place, said, "Give it a name that no other mechanism has")
        for actor in parameter.by_actor:
            page.known_actor((*place, "by_actor", actor), actor, world.parties)


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
        *_read(world, mechanisms, parameters),
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


def _read(world: World, mechanisms: Collection[str], read: Mapping[str, str]) -> Iterator[Problem]:
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
