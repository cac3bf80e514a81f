import pytest

from sim.world import Quantity, World, WorldError
from sim.world.paths import drawn_by, settable


def test_paths_are_sorted_and_complete(small: World) -> None:
    paths = list(small.quantities())
    assert paths == sorted(paths)
    for path in (
        "actions.alp_arms_beta.base_rate",
        "actions.alp_arms_beta.impacts.GAM",
        "actions.alp_arms_beta.escalates.strait",
        "actions.alp_arms_beta.transfers.BET",
        "actions.alp_arms_beta.reassures.BET",
        "actions.alp_arms_beta.pledges.BET",
        "actions.alp_arms_beta.self_help",
        "actors.GAM.precision",
        "actors.GAM.motives.regard",
        "actors.GAM.aversion.strait",
        "dyads.ALP>BET.alignment",
        "dyads.ALP-BET.proximity",
        "mechanisms.reciprocity.rho",
        "mechanisms.reciprocity.rho.by_actor.BET",
        "memory.grievance",
        "theatres.strait.tension",
        "threats.gam_arms_in_answer.promises.gam_arms",
    ):
        assert path in paths


def test_every_path_can_be_set_and_nothing_else_moves(small: World) -> None:
    before = small.quantities()
    for path, old in before.items():
        middle = (old.low + old.high) / 2
        new = Quantity(middle, middle, middle, old.kind, ("assumption: made up for a test",))
        after = small.with_values({path: new}).quantities()
        assert after[path] == new
        assert {k: v for k, v in after.items() if k != path} == {
            k: v for k, v in before.items() if k != path
        }
    assert small.quantities() == before


def test_every_quantity_is_cited(small: World) -> None:
    assert all(quantity.sources for quantity in small.quantities().values())


def test_numbers_ratings_levels(small: World) -> None:
    world = small.with_values(
        {
            "actors.ALP.precision": 2,
            "actors.BET.precision": "low",
            "postures.alp_arms_rule.start": "allowed",
            "mechanisms.reciprocity.rho.by_actor.GAM": 0.5,
        }
    )
    got = world.actors["ALP"].precision
    assert (got.value, got.low, got.high) == (2.0, 2.0, 2.0)
    assert got.sources == ("assumption: set by hand",)
    assert world.actors["BET"].precision.rating == "low"
    assert world.postures["alp_arms_rule"].start == "allowed"
    assert world.mechanisms["reciprocity"].parameters["rho"].of("GAM").value == 0.5
    assert small.postures["alp_arms_rule"].start == "banned"


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("actors.ALP.precison", 1, "Did you mean `actors.ALP.precision`?"),
        ("actors.ALP", 1, "unknown path"),
        ("actions.alp_arms_beta.assures.BET", 0.1, "Did you mean `actions.alp_arms_beta.reass"),
        ("actions.alp_arms_beta.reassures.GAM", 0.1, "unknown path"),
        ("mechanisms.reciprocity.rhos", 0.1, "Did you mean `mechanisms.reciprocity.rho`?"),
        ("mechanisms.reciprocity.rho.by_actor.ALF", 0.1, "unknown path"),
        ("mechanisms.balance.rho", 0.1, "unknown path"),
        ("motives.reward", 0.1, "unknown path"),
        ("actors.ALP.motives.rewards", 0.1, "Did you mean `actors.ALP.motives.reward`?"),
        ("mechanisms.reciprocity.rho.by_actor.DEL", 0.1, "unknown path"),
        ("postures.alp_arms_rule.start", "allow", "Did you mean `allowed`?"),
        ("postures.alp_arms_rule.owner", "ALP", "unknown path"),
        ("actors.ALP.power", 2, "must be at least 0 and at most 1"),
        ("actors.ALP.power", float("nan"), "out of range"),
        ("actors.ALP.power", True, "true stands where"),
        ("actors.ALP.power", "hihg", "Did you mean `high`?"),
        ("actions.alp_arms_beta.base_rate", 0.95, "add up to"),
    ],
)
def test_refused(small: World, path: str, value: float | str, words: str) -> None:
    with pytest.raises(WorldError) as caught:
        small.with_values({path: value})
    assert words in str(caught.value)


def test_all_faults_are_told(small: World) -> None:
    with pytest.raises(WorldError) as caught:
        small.with_values({"a": 1, "actors.ALP.power": 2})
    assert len(caught.value.problems) == 2


def test_settable(small: World) -> None:
    assert "postures.alp_arms_rule.start" in settable(small)


def test_another_name_leaves_a_value_its_luck(world: World) -> None:
    assert drawn_by("actions.rus_prk_pact.reassures.PRK") == "actions.rus_prk_pact.assures.PRK"
    assert drawn_by("actors.KOR.precision") == "actors.KOR.precision"
    names = [drawn_by(path) for path in world.quantities()]
    assert len(set(names)) == len(names)
