from sim.world import World


def test_by_actor(small: World) -> None:
    rho = small.mechanisms["reciprocity"].parameters["rho"]
    assert (rho.value.value, rho.by_actor["BET"].value) == (0.1, 0.2)
    assert (rho.of("ALP").value, rho.of("BET").value) == (0.1, 0.2)
    assert rho.by_actor["BET"].sources == ("theory:balance-theory",)
