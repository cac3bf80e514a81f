from sim.report.html.brief import brief
from sim.report.html.sections.values import bears, in_words, values
from sim.results import Stored
from tests.report.html.page import read


def test_values_that_bear_on_the_scenario(stored: Stored) -> None:
    paths = [one.path for one in bears(brief(stored.results, stored.facts))]
    assert "actions.kor_lethal_aid.impacts.RUS" in paths  # what it scripts
    assert "actions.rus_prk_pact.impacts.PRK" not in paths  # what both arms script
    assert "mechanisms.reciprocity.rho" in paths
    assert any(path.startswith("dyads.RUS>KOR.") for path in paths)
    assert 10 < len(paths) < 100


def test_every_source_that_is_pointed_to_is_listed(stored: Stored) -> None:
    top = read(values(brief(stored.results, stored.facts)))
    listed = {one.get("id") for one in top.all("li")}
    assert {one.get("href").removeprefix("#") for one in top.all("a")} <= listed
    for claim in stored.results.meta.claims:
        assert f"claim:{claim}" in top.text


def test_values_in_words(stored: Stored) -> None:
    told = brief(stored.results, stored.facts)
    assert (
        in_words(told, "dyads.KOR>USA.alignment") == "South Korea toward United States: alignment"
    )
    assert in_words(told, "actions.kor_lethal_aid.impacts.RUS") == (
        "South Korea sends lethal aid directly to Ukraine: impacts on Russia"
    )
    assert in_words(told, "mechanisms.reciprocity.rho") == "Reciprocity: rho"
    assert in_words(told, "memory.grievance") == "memory.grievance"
