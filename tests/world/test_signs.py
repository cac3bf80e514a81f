"""The directions that the sources state outright: who is helped and who is harmed by what.

Sizes are judgements; these signs are what the articles say, so no edit of a value may turn them.
"""

import pytest

from sim.world import World

SIGNS = {  # action, party: sign of the impact, the claim that says so
    ("rus_prk_pact", "PRK"): (+1, "fp-08"),
    ("prk_munitions_to_russia", "RUS"): (+1, "bi-08"),
    ("prk_munitions_to_russia", "UKR"): (-1, "bi-12"),
    ("rus_food_and_oil", "PRK"): (+1, "bi-09"),
    ("rus_satellite_technology", "PRK"): (+1, "bi-10"),
    ("rus_satellite_technology", "KOR"): (-1, "bi-37"),
    ("rus_submarine_technology", "USA"): (-1, "bi-12"),
    ("rus_conventional_arms", "KOR"): (-1, "fp-12"),
    ("kor_lethal_aid", "RUS"): (-1, "bi-33"),
    ("kor_lethal_aid", "UKR"): (+1, "bi-31"),
    ("kor_indirect_aid", "UKR"): (+1, "bi-31"),
    ("chn_cuts_industrial_aid", "RUS"): (-1, "bi-25"),
    ("chn_criticises_dprk", "PRK"): (-1, "bi-24"),
    ("usa_isolates_russia", "RUS"): (-1, "fp-01"),
    ("usa_extended_deterrence", "KOR"): (+1, "bi-39"),
    ("usa_trilateral_exercise", "PRK"): (-1, "bi-44"),
    ("usa_freedom_of_navigation", "CHN"): (-1, "bi-45"),
    ("prk_missile_test", "KOR"): (-1, "bi-41"),
    ("prk_nuclear_test", "KOR"): (-1, "bi-41"),
    ("prk_nuclear_test", "CHN"): (-1, "bi-26"),
}


@pytest.mark.parametrize(("deed", "party"), SIGNS)
def test_who_is_helped_and_who_is_harmed(world: World, deed: str, party: str) -> None:
    sign, claim = SIGNS[deed, party]
    impact = world.actions[deed].impacts[party]
    low, high = sorted((sign * impact.low, sign * impact.high))
    assert (low, high) > (0.0, 0.0), f"{claim}: {world.claims[claim].says}"


def test_the_declared_threat_is_the_one_that_was_made(world: World) -> None:
    """bi-33: if Seoul arms Ukraine outright, more Russian military help may go to Pyongyang."""
    threat = world.threats["rus_arms_if_lethal_aid"]
    assert (threat.owner, threat.against, threat.triggers) == ("RUS", "KOR", ("kor_lethal_aid",))
    assert "rus_conventional_arms" in threat.promises
