from dataclasses import replace
from pathlib import Path

import pytest

from sim.results import resolved_yaml
from sim.world import load_scenario, load_world, scenario_ids
from sim.world.provenance import Source
from sim.world.variant import Variant

WORLD = load_world()


@pytest.mark.parametrize("name", scenario_ids())
def test_resolved_reads_back_as_the_same_scenario(name: str, tmp_path: Path) -> None:
    scenario = load_scenario(name, WORLD)
    path = tmp_path / f"{name}.yaml"
    path.write_text(resolved_yaml(scenario), encoding="utf-8")
    again = load_scenario(path, WORLD)
    assert again.apply(WORLD).quantities() == scenario.apply(WORLD).quantities()
    bare = {"parent": None, "set": {}, "own": frozenset()}  # there all that it holds is its own
    assert replace(again, **bare) == replace(scenario, **bare)  # type: ignore[arg-type]


def test_variants_are_resolved_too(tmp_path: Path) -> None:
    forms = {
        "simple": Variant("simple", frozenset({"balance", "regard"})),
        "clever": Variant("clever", decision="anticipating"),
    }
    scenario = replace(load_scenario("pact", WORLD), variants=forms)
    path = tmp_path / "pact.yaml"
    path.write_text(resolved_yaml(scenario), encoding="utf-8")
    assert load_scenario(path, WORLD).variants == forms


def test_own_sources_are_resolved_too(tmp_path: Path) -> None:
    own = {"poll": Source(kind="data", citation="A poll", date="2024-06")}
    pact = load_scenario("pact", WORLD)
    events = tuple(replace(one, sources=("data:poll#1",)) for one in pact.events)
    forms = {"calm": Variant("calm", frozenset({"balance"}), sources=("data:poll",))}
    watched = tuple(one.model_copy(update={"sources": ("data:poll#2",)}) for one in pact.indicators)
    scenario = replace(pact, events=events, sources=own, variants=forms, indicators=watched)
    path = tmp_path / "pact.yaml"
    path.write_text(resolved_yaml(scenario), encoding="utf-8")
    again = load_scenario(path, WORLD)
    assert (again.sources, again.cites) == (own, scenario.cites)
