from pathlib import Path

import pytest

from sim.world import Event, World, WorldError, load_scenario, load_world, scenario_ids
from sim.world.scenario import STEPS
from tests.world.conftest import SMALL

SCENARIOS = SMALL / "scenarios"


def test_baseline(small: World) -> None:
    got = load_scenario("baseline", small)
    assert (got.id, got.against, got.parent, got.events, got.steps) == (
        "baseline",
        "baseline",
        None,
        (),
        STEPS,
    )
    assert got.apply(small) is small


def test_by_id_and_by_path(small: World) -> None:
    assert load_scenario("review", small) == load_scenario(SCENARIOS / "review.yaml", small)
    assert load_scenario(str(SCENARIOS / "review.yaml"), small).id == "review"
    assert scenario_ids(SCENARIOS) == ["arms", "baseline", "review"]


def test_what_is_extended_comes_first(small: World) -> None:
    got = load_scenario("arms", small)
    assert got.parent == "review"
    assert got.against == "baseline"
    assert [(event.step, event.action) for event in got.events] == [
        (2, "alp_reviews_rule"),
        (3, "alp_arms_beta"),
        (5, "alp_arms_beta"),
        (7, "alp_arms_beta"),
    ]
    assert got.events[0] == Event(2, "alp_reviews_rule", "as announced", ("claim:news-01",))
    assert got.off == {"balance", "influence"}
    assert [i.id for i in got.indicators] == ["alpha_and_beta_drift", "gamma_arms_twice"]
    assert [i.id for i in got.reported(small)] == [
        "gamma_arms_twice",
        "alpha_and_beta_drift",
        *(i.id for i in small.indicators),
    ]
    assert got.steps == 8
    assert got.claims == ("news-01",)


def test_apply(small: World) -> None:
    changed = load_scenario("arms", small).apply(small)
    assert changed.actors["ALP"].precision.value == 2.0
    assert changed.mechanisms["reciprocity"].parameters["rho"].of("GAM").value == 0.3
    assert changed.actors["GAM"].motives["resolve"].rating == "high"
    assert small.actors["ALP"].precision.value == 1.0


def test_against_is_the_parent_unless_said(copy: Path, small: World) -> None:
    path = copy / "scenarios" / "child.yaml"
    path.write_text("title: X\nwhy: Y\nextends: review\n")
    got = load_scenario(path, small)
    assert (got.against, got.parent) == ("review", "review")


def test_parents_are_looked_up_beside_the_file_first(copy: Path, small: World) -> None:
    parent = copy / "scenarios" / "review.yaml"
    parent.write_text("title: Another\nwhy: Y\nsteps: 3\n")
    child = copy / "scenarios" / "child.yaml"
    child.write_text("title: X\nwhy: Y\nextends: review\n")
    assert load_scenario(child, small).steps == 3
    child = copy / "child.yaml"
    child.write_text("title: X\nwhy: Y\nextends: review\n")
    assert load_scenario(child, small).steps == 6


def test_a_start_level_that_is_set_opens_the_way(copy: Path, small: World) -> None:
    path = copy / "scenarios" / "direct.yaml"
    text = "title: X\nwhy: Y\nevents: [{step: 1, action: alp_arms_beta}]\n"
    path.write_text(text)
    with pytest.raises(WorldError, match=r"at step 1 it is banned\. Script alp_"):
        load_scenario(path, small)
    path.write_text(f"{text}set: {{postures.alp_arms_rule.start: allowed}}\n")
    assert load_scenario(path, small).set == {"postures.alp_arms_rule.start": "allowed"}


def test_a_state_is_inherited_and_opens_the_way(copy: Path, small: World) -> None:
    scenarios = copy / "scenarios"
    level = "{value: 4, range: [3, 5], source: 'assumption: made up for this'}"
    begins = (
        f"state:\n  postures.alp_arms_rule.start: allowed\n  theatres.strait.tension: {level}\n"
    )
    events = "events: [{step: 1, action: alp_arms_beta}]\n"
    (scenarios / "tense.yaml").write_text(f"title: X\nwhy: Y\n{begins}{events}")
    parent = load_scenario(scenarios / "tense.yaml", small)
    assert parent.apply(small) is small
    assert parent.outset(small).postures["alp_arms_rule"].start == "allowed"
    assert parent.quantities(small)["state.theatres.strait.tension"].value == 4.0
    more = "state: {postures.alp_arms_rule.start: direct}\n"
    (scenarios / "tenser.yaml").write_text(f"title: X\nwhy: Y\nextends: tense\nevents: []\n{more}")
    child = load_scenario(scenarios / "tenser.yaml", small)
    assert child.against == "tense"
    assert child.state == {**parent.state, "postures.alp_arms_rule.start": "direct"}


def test_moves_of_the_same_step_do_not_count(copy: Path) -> None:
    seeds = copy / "seeds"
    text = (seeds / "actions" / "alp_arms.yaml").read_text()
    (seeds / "actions" / "alp_arms.yaml").write_text(text[: text.index("  alp_arms_beta")])
    other = text.replace("alp_arms\n", "alp_other\n")
    cut = other.index("  alp_reviews_rule")
    other = other[:cut] + other[other.index("  alp_arms_beta") :]
    (seeds / "actions" / "alp_other.yaml").write_text(other)
    world = load_world(seeds)
    path = copy / "scenarios" / "both.yaml"
    both = """
title: X
why: Y
events:
  - {{step: 1, action: alp_reviews_rule}}
  - {{step: {}, action: alp_arms_beta}}
"""
    path.write_text(both.format(1))
    with pytest.raises(WorldError, match="at step 1 it is banned"):
        load_scenario(path, world)
    path.write_text(both.format(2))
    assert len(load_scenario(path, world).events) == 2


def test_child_that_ends_before_its_parents_event(copy: Path, small: World) -> None:
    path = copy / "scenarios" / "short.yaml"
    path.write_text("title: X\nwhy: Y\nextends: arms\nsteps: 6\nindicators: []\n")
    with pytest.raises(WorldError, match=r"short.yaml:4: `alp_arms_beta` comes at step 7"):
        load_scenario(path, small)


def test_every_repeats_to_the_end(copy: Path, small: World) -> None:
    path = copy / "scenarios" / "often.yaml"
    path.write_text("title: X\nwhy: Y\nsteps: 9\nevents: [{step: 2, action: gam_arms, every: 3}]\n")
    assert [event.step for event in load_scenario(path, small).events] == [2, 5, 8]


def test_sources_of_a_file_hold_for_what_it_sets(copy: Path, small: World) -> None:
    path = copy / "scenarios" / "sourced.yaml"
    path.write_text('title: X\nwhy: Y\nsource: "claim:news-02"\nset: {actors.ALP.power: low}\n')
    got = load_scenario(path, small).set["actors.ALP.power"]
    assert not isinstance(got, str)
    assert (got.rating, got.sources) == ("low", ("claim:news-02",))


def test_unknown_id(small: World) -> None:
    with pytest.raises(WorldError, match=r"unknown scenario `reviews`\. Did you mean `review`\?"):
        load_scenario("reviews", small)
    with pytest.raises(WorldError, match="no such file"):
        load_scenario("none.yaml", small)


def test_all_shipped_scenarios_hold() -> None:
    world = load_world()
    assert scenario_ids()
    for name in scenario_ids():
        scenario = load_scenario(name, world)
        scenario.apply(world)
        ids = [indicator.id for indicator in scenario.reported(world)]
        assert len(ids) == len(set(ids))
