from dataclasses import replace

import pytest

import sim
from sim.study.ensemble.evidence import evidence, settled
from sim.world import Scenario, World
from sim.world.provenance import Source
from sim.world.scenario import Contingency, Rules


@pytest.fixture(scope="module")
def world() -> World:
    return sim.load_world()


@pytest.fixture(scope="module")
def asked(world: World) -> tuple[Scenario, Scenario]:
    return sim.load_scenario("lethal_aid", world), sim.load_scenario("pact", world)


def test_every_value_with_its_range_and_sources(
    world: World, asked: tuple[Scenario, Scenario]
) -> None:
    values, sources = evidence(world, *asked)
    known = world.quantities()
    assert [row.path for row in values] == list(known)
    named = {row.number: row.source for row in sources}
    assert list(named) == list(range(1, len(sources) + 1))
    for row in values:
        found = known[row.path]
        assert (row.value, row.low, row.high) == (found.value, found.low, found.high)
        cited = [named[int(number)] for number in row.sources.split()]
        assert cited == list(dict.fromkeys(found.sources))


def test_sources_say_what_they_say(world: World, asked: tuple[Scenario, Scenario]) -> None:
    _, sources = evidence(world, *asked)
    scenario = asked[0]
    first = [row.source for row in sources[: len(scenario.claims)]]
    assert first == [f"claim:{claim}" for claim in scenario.claims]
    for row in sources:
        assert row.says
        if row.kind == "claim":
            claim = world.claims[row.source.removeprefix("claim:")]
            assert (row.says, row.place.split()[-1]) == (claim.says, str(claim.paragraph))
        if row.kind == "assumption":
            assert row.source == f"assumption: {row.says}"


def test_what_a_scenario_sets_is_marked_and_counts(
    world: World, asked: tuple[Scenario, Scenario]
) -> None:
    scenario, baseline = asked
    path = "actors.KOR.precision"
    other = replace(world.quantities()[path], value=0.5, low=0.4, high=0.6)
    both = {path: other, "memory.grievance": world.quantities()["memory.grievance"]}
    values, _ = evidence(world, replace(scenario, set=both), replace(baseline, set={path: other}))
    found = {row.path: row for row in values}
    assert (found[path].value, found[path].set_in) == (0.5, "with without")
    assert found["memory.grievance"].set_in == "with"
    assert found["memory.tension"].set_in == ""


def test_what_the_script_decides_by_itself(world: World, asked: tuple[Scenario, Scenario]) -> None:
    scenario, baseline = asked
    found = settled(world, (scenario, baseline), scenario.reported(world))
    assert "seoul_reviews_its_ban" in found  # the action itself is scripted
    assert "seoul_sends_lethal_aid" in found  # the posture that the script moves
    assert "russia_arms_north_korea" not in found
    assert "seoul_turns_from_moscow" not in found
    assert settled(world, (scenario, scenario), scenario.reported(world)) == ()


def test_of_many_arms_what_some_script_decides(
    world: World, asked: tuple[Scenario, Scenario]
) -> None:
    scenario, baseline = asked
    reported = scenario.reported(world)
    both = settled(world, (scenario, baseline), reported)
    assert settled(world, (scenario, scenario, baseline), reported) == both
    assert settled(world, (baseline, scenario), reported) == both


def test_what_the_scenario_cites_itself_and_declares_is_told(
    world: World, asked: tuple[Scenario, Scenario]
) -> None:
    scenario, baseline = asked
    poll = Source(kind="data", citation="A poll of 2024", version="2")
    events = tuple(replace(one, sources=("data:poll#question 1",)) for one in scenario.events)
    _, sources = evidence(world, replace(scenario, events=events, sources={"poll": poll}), baseline)
    (own,) = [row for row in sources if row.own]
    assert (own.source, own.says, own.place) == (
        "data:poll#question 1",
        "A poll of 2024",
        "2; question 1",
    )
    assert own.cited_by == "events"
    claims = [row.source for row in sources if "claims" in row.cited_by.split()]
    assert claims == [f"claim:{claim}" for claim in scenario.claims]
    assert any(not row.cited_by for row in sources)


def test_sources_of_events_are_told_though_no_value_rests_on_them(
    world: World, asked: tuple[Scenario, Scenario]
) -> None:
    scenario, baseline = asked
    named = f"data:{next(iter(world.sources))}#a cell of its own"
    event = replace(scenario.events[0], sources=(named,))
    cited = replace(scenario, claims=(), events=(event,))
    _, sources = evidence(world, cited, baseline)
    assert (sources[0].number, sources[0].source) == (1, named)
    assert sources[0].place.endswith("a cell of its own")


def test_a_theatre_called_like_a_posture_decides_no_posture(
    world: World, asked: tuple[Scenario, Scenario]
) -> None:
    scenario, reported = asked[1], asked[0].reported(world)
    level = world.quantities()["theatres.ukraine.tension"]
    for kind, found in (("theatres", ()), ("postures", ("seoul_sends_lethal_aid",))):
        begun = replace(scenario, state={f"{kind}.rok_lethal_aid.level": level})
        assert settled(world, (begun, scenario), reported) == found


def test_what_a_condition_or_a_rule_decides(world: World, asked: tuple[Scenario, Scenario]) -> None:
    _, baseline = asked
    waits = Contingency("arms", "rus_conventional_arms", first=3, within=4)
    reported = baseline.reported(world)
    assert "russia_arms_north_korea" not in settled(world, (baseline, baseline), reported)
    for changed in (
        replace(baseline, contingencies=(waits,)),
        replace(baseline, rules={"RUS": Rules(always=("rus_conventional_arms",))}),
        replace(baseline, rules={"RUS": Rules(never=("rus_conventional_arms",))}),
    ):
        assert "russia_arms_north_korea" in settled(world, (changed, baseline), reported)
        assert "russia_arms_north_korea" not in settled(world, (changed, changed), reported)
