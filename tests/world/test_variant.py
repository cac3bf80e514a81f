from dataclasses import replace

import pytest

from sim.world import World, load_scenario
from sim.world.variant import AS_IT_IS, Variant, always_on, default_variants
from tests.made_up import scenario as read_scenario


def test_default_variants_leave_one_theory_each(world: World) -> None:
    *others, last = default_variants(world)
    alone, declared = others[: -len(world.variants)], others[-len(world.variants) :]
    assert declared == list(world.variants.values())
    assert always_on(world) == {"structural_pull"}
    rival = set(world.mechanisms) - always_on(world)
    assert {v.id: rival - v.off for v in alone} == {f"{name}_only": {name} for name in rival}
    assert not any(always_on(world) & v.off for v in alone)
    assert all(v.decision == "myopic" for v in alone)
    assert last == Variant("anticipating", decision="anticipating")


def test_what_is_off_anyhow_is_no_rival(world: World) -> None:
    assert "balance_only" in [v.id for v in default_variants(world)]
    assert "balance_only" not in [v.id for v in default_variants(world, ["balance"])]
    all_but_one = set(world.mechanisms) - {"balance"}
    left = [v.id for v in default_variants(world, all_but_one)]
    assert left == [*world.variants, "anticipating"]
    assert "spiral_model" not in [v.id for v in default_variants(world, ["firmness"])]


def test_the_world_as_it_is_comes_first(world: World) -> None:
    plain = read_scenario(world)
    assert plain.forms(world)[0] == Variant(AS_IT_IS)
    assert plain.forms(world)[1:] == default_variants(world)
    assert plain.forms(world, ["balance"])[1:] == default_variants(world, ["balance"])


def test_declared_variants_stand_for_the_default_ones(world: World) -> None:
    declared = {
        "realist": {"off": ["reciprocity", "investment"]},
        "clever": {"decision": "anticipating"},
    }
    scenario = read_scenario(world, {"variants": declared})
    realist, clever = scenario.forms(world)[1:]
    of_file = ("assumption: made up for the tests",)
    assert realist == Variant("realist", frozenset({"reciprocity", "investment"}), sources=of_file)
    assert clever == Variant("clever", decision="anticipating", sources=of_file)


def test_a_variant_adds_to_what_a_scenario_switches_off(world: World) -> None:
    scenario = replace(read_scenario(world), off=frozenset({"balance"}))
    under = Variant("x", frozenset({"regard"}), "anticipating").of(scenario)
    assert under.off == {"balance", "regard"}
    assert under.decision == "anticipating"
    assert replace(under, off=scenario.off, decision="myopic") == scenario


def test_variants_are_inherited(world: World, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("scenarios")
    words = "title: A\nwhy: B\n"
    (folder / "parent.yaml").write_text(
        f"{words}variants:\n  one: {{off: [balance]}}\n  two: {{off: [regard]}}\n"
    )
    (folder / "child.yaml").write_text(
        f"{words}extends: parent\nvariants:\n  two: {{decision: anticipating}}\n"
    )
    child = load_scenario(folder / "child.yaml", world)
    assert child.variants == {
        "one": Variant("one", frozenset({"balance"})),
        "two": Variant("two", decision="anticipating"),
    }
