"""The handful that ``import sim`` offers."""

import subprocess
import sys

import pytest

import sim
from sim.world import World, WorldError


def test_all_of_it_is_there() -> None:
    for name in sim.__all__:
        assert getattr(sim, name) is not None
    assert {"run", "load", "compare", "explain", "sensitivity", "diagnose", "claims"} < set(
        dir(sim)
    )
    assert {"backtest", "calibrate", "list", "show"} < set(dir(sim))
    with pytest.raises(AttributeError, match="no attribute 'runn'"):
        sim.runn  # noqa: B018


def test_importing_it_imports_nothing() -> None:
    code = "import sys, sim; print({name for name in sys.modules if name.startswith('sim')})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "{'sim'}"


def test_scenarios_side_by_side(world: World) -> None:
    found = sim.compare(["lethal_aid", "indirect_aid"], runs=4, world=world, workers=1)
    assert repr(found) == "<comparison of lethal_aid, indirect_aid against pact: 4 runs of each>"
    assert "lethal_aid" in str(found)
    assert set(found.to_frame("alignments")["scenario"]) == {"lethal_aid", "indirect_aid"}
    assert found.as_json()["runs"] == 4
    assert found._repr_html_().startswith("<pre")


def test_what_there_is(world: World) -> None:
    assert "lethal_aid" in set(sim.list(world=world)["id"])
    assert sim.list("actors", world=world).set_index("id").loc["KOR", "title"] == "South Korea"
    assert "South Korea" in str(sim.show("KOR", world=world))
    assert "threat" in str(sim.show("threats", world=world))
    with pytest.raises(WorldError, match="Did you mean"):
        sim.show("KORR", world=world)
    with pytest.raises(ValueError, match="Did you mean `actors`"):
        sim.list("actor")


def test_studies_refuse_what_does_not_go_together() -> None:
    with pytest.raises(ValueError, match="stand alone"):
        sim.backtest("after_the_pact", shocks=True)
    with pytest.raises(ValueError, match="power of two"):
        sim.sensitivity("lethal_aid", samples=500)
    with pytest.raises(ValueError, match="from 200"):
        sim.discover("lethal_aid", "test", runs=10)
