from sim.world import World, seeds_dir
from sim.kernel.order import MECHANISMS, MOTIVES


def test_by_actor(small: World) -> None:
    rho = small.mechanisms["reciprocity"].parameters["rho"]
    assert (rho.value.value, rho.by_actor["BET"].value) == (0.1, 0.2)
    assert (rho.of("ALP").value, rho.of("BET").value) == (0.1, 0.2)
    assert rho.by_actor["BET"].sources == ("theory:balance-theory",)


def test_every_mechanism_and_motive_has_its_file() -> None:
    for folder, names in (("mechanisms", MECHANISMS), ("motives", MOTIVES)):
        files = {path.stem for path in (seeds_dir() / folder).glob("*.yaml")}
        assert files == set(names)
