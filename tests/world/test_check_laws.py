"""The mechanisms and motives of a world are its files; what these must agree on."""

from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from sim.world import World, WorldError, load_world, seeds_dir
from sim.world.check_laws import check_bound

CONTAGION = """\
id: contagion
title: Contagion
says: What one does the others do.
equation: "z[i,o] += beta_i * ..."
source: "assumption: made up for the tests"
parameters:
  {name}: {{value: 0.1, range: [0.1, 0.1]}}
"""
ENVY = """\
id: {name}
title: Envy
says: What others have is wanted.
because: envy
equation: "- ..."
source: "assumption: made up for the tests"
"""


def put(copy: Path, name: str, text: str) -> Path:
    path = copy / "seeds" / f"{name}.yaml"
    path.write_text(text)
    return path


def refused(copy: Path) -> list[str]:
    with pytest.raises(WorldError) as caught:
        load_world(copy / "seeds")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("folder", ["mechanisms", "motives"])
def test_the_files_are_the_list_in_the_order_of_the_alphabet(folder: str, world: World) -> None:
    files = sorted(path.stem for path in (seeds_dir() / folder).glob("*.yaml"))
    assert list(getattr(world, folder)) == files


def test_a_file_is_all_that_a_world_needs_to_have_a_mechanism(copy: Path) -> None:
    put(copy, "mechanisms/contagion", CONTAGION.format(name="beta"))
    world = load_world(copy / "seeds")
    assert list(world.mechanisms["contagion"].parameters) == ["beta"]
    assert world.quantities()["mechanisms.contagion.beta"].value == 0.1


def test_no_two_mechanisms_have_a_parameter_of_one_name(copy: Path) -> None:
    own = put(copy, "mechanisms/contagion", CONTAGION.format(name="rho"))
    (said,) = refused(copy)
    there = copy / "seeds" / "mechanisms" / "reciprocity.yaml"
    assert said.startswith(f"{there}:7: the parameter `rho` is there already ({own}:7).")


def test_every_actor_needs_a_weight_for_every_motive(copy: Path) -> None:
    put(copy, "motives/envy", ENVY.format(name="envy"))
    said = refused(copy)
    assert len(said) == 3
    actor = copy / "seeds" / "actors" / "ALP.yaml"
    assert said[0].startswith(f"{actor}:8: the motive `envy` is missing.")


def test_a_motive_is_not_called_as_a_mechanism_is(copy: Path) -> None:
    motive = put(copy, "motives/balance", ENVY.format(name="balance"))
    assert f"{motive}:1: `balance` is the name of a mechanism, too. Give it another." in refused(
        copy
    )


def readers(world: World) -> dict[str, str]:
    """Parameter -> the law that reads it, where laws and files agree."""
    return {one: name for name, law in world.mechanisms.items() for one in law.parameters}


def bind(world: World, mechanisms: Collection[str], parameters: Mapping[str, str]) -> list[str]:
    """What is said of a program with other laws than the world's."""
    with pytest.raises(WorldError) as caught:
        check_bound(world, mechanisms, world.motives, parameters)
    return [str(problem) for problem in caught.value.problems]


def test_a_world_with_the_programs_laws_is_bound(small: World) -> None:
    check_bound(small, small.mechanisms, small.motives, readers(small))


def test_a_file_without_its_law_and_a_law_without_its_file_are_told(small: World) -> None:
    mechanisms = small.folder / "mechanisms"
    laws = ({*small.mechanisms} - {"balance"}) | {"contagion"}
    assert bind(small, laws, readers(small)) == [
        f"{_shown(mechanisms)}/contagion.yaml: the mechanism `contagion` has a law and no file. "
        "Write it; a scenario can switch it off.",
        f"{_shown(mechanisms)}/balance.yaml:1: unknown mechanism `balance`: it has a file and no "
        "law. Known: abandonment, common_threat, complicity, contagion, entrapment, investment, "
        "patron_rivalry, reciprocity, structural_pull.",
    ]


def test_laws_and_files_name_the_same_parameters(small: World) -> None:
    read = readers(small)
    del read["rho"]
    file = f"{_shown(small.folder)}/mechanisms/reciprocity.yaml"
    assert bind(small, small.mechanisms, read | {"rhos": "reciprocity"}) == [
        f"{file}:7: unknown parameter `rho`: no law reads one of that name. Did you mean `rhos`?",
        f"{file}:6: the parameter `rhos` is missing: the law of reciprocity reads it. Add it.",
    ]


def test_a_parameter_that_a_memory_reads_is_missed(small: World) -> None:
    read = readers(small) | {"fatigue": "assurance"}
    assert bind(small, small.mechanisms, read) == [
        f"{_shown(small.folder)}/mechanisms: the parameter `fatigue` is missing: the law of "
        "assurance reads it. Add it to a mechanism."
    ]


def test_a_motive_without_a_law_is_told(small: World) -> None:
    with pytest.raises(WorldError, match=r"envy.yaml: the motive `envy` has a law and no file"):
        check_bound(small, small.mechanisms, [*small.motives, "envy"], readers(small))


def _shown(path: Path) -> Path:
    return path.resolve().relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
