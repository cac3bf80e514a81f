from sim.world import World
from sim.world.threat import forbidden


def test_what_pulls_a_threat_goes_on_with_it_or_begins_what_it_is_to_end(world: World) -> None:
    arms = world.threats["rus_arms_if_lethal_aid"]
    assert arms.triggers == ("kor_lethal_aid",)
    assert arms.held[0].at_least == "indirect"
    assert forbidden(arms, world) == ("kor_lethal_aid", "kor_opens_third_country_route")
    west = world.threats["rus_arms_if_west_arms_ukraine"]
    assert forbidden(west, world) == (*west.triggers, *west.going_on)


def test_nothing_is_forbidden_twice(world: World) -> None:
    threat = world.threats["rus_arms_if_west_arms_ukraine"]
    twice = threat.model_copy(update={"going_on": threat.triggers})
    assert forbidden(twice, world) == threat.triggers
