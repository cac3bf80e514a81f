from dataclasses import replace
from pathlib import Path

import pytest

from sim.results import resolved_yaml
from sim.world import load_scenario, load_world, scenario_ids
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


EVERYTHING = """
title: All that a script can say
why: To be read back.
extends: pact
events:
  - {id: first, step: 3, action: prk_border_harassment, note: By hand.}
  - {step: [4, 9], action: kor_indirect_aid, probability: 0.25}
  - {step: 5, until: 9, every: 2, action: prk_border_harassment}
  - when: {any: [{event: first, within: 2}, {not: {by: USA, harms: PRK}}]}
    action: kor_offers_dialogue
    after: 1
    within: 3
    once: false
    probability: 0.5
  - {step: [2, 8], when: {tension: korean_peninsula, rises_by: 1}, action: usa_offers_talks}
rules:
  JPN: {policy: restraint, source: "assumption: to be read back"}
  KOR: {never: [kor_lethal_aid], hold: [kor_nuclear_course]}
  PRK: {answers: [{action: {by: KOR, harms: PRK}, with: prk_border_harassment, within: 2}]}
branches:
  - {id: one, title: One, weight: 3, events: [{step: 4, action: rus_offers_ceasefire}]}
  - {id: other, title: Other, weight: 1, events: [{step: [4, 6], action: rus_offers_ceasefire}]}
"""


def test_conditions_rules_and_branches_read_back(tmp_path: Path) -> None:
    written = tmp_path / "everything.yaml"
    written.write_text(EVERYTHING, encoding="utf-8")
    scenario = load_scenario(written, WORLD)
    assert all((scenario.contingencies, scenario.rules, scenario.branches))
    again = tmp_path / "again" / written.name
    again.parent.mkdir()
    again.write_text(resolved_yaml(scenario), encoding="utf-8")
    read = load_scenario(again, WORLD)
    assert (read.events, read.contingencies) == (scenario.events, scenario.contingencies)
    assert (read.rules, read.branches) == (scenario.rules, scenario.branches)


def test_variants_are_resolved_too(tmp_path: Path) -> None:
    forms = {
        "simple": Variant("simple", frozenset({"balance", "regard"})),
        "clever": Variant("clever", decision="anticipating"),
    }
    scenario = replace(load_scenario("pact", WORLD), variants=forms)
    path = tmp_path / "pact.yaml"
    path.write_text(resolved_yaml(scenario), encoding="utf-8")
    assert load_scenario(path, WORLD).variants == forms
