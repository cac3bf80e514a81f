from sim.binding.names import names_of
from sim.world import World
from tests.kernel.hand import hand


def test_actors_first_then_by_slot(world: World) -> None:
    names = names_of(world)
    assert names.parties == ("RUS", "PRK", "CHN", "USA", "KOR", "JPN", "UKR", "VNM")
    assert names.actors == 6
    assert names.theatres == ("korean_peninsula", "ukraine", "east_asian_seas")


def test_actions_by_instrument(world: World) -> None:
    names = names_of(world)
    assert names.instruments == tuple(sorted(world.instruments))
    instruments = [world.actions[action].instrument for action in names.actions]
    assert instruments == sorted(instruments)
    assert sorted(names.actions) == sorted(world.actions)


def test_a_passive_party_in_an_early_slot_still_comes_last() -> None:
    small = hand({"bet_acts": {}}, actors=("BET", "GAM"), passive=("ALP",))
    assert small.case.names.parties == ("BET", "GAM", "ALP")


def test_pairs() -> None:
    names = hand({"alp_acts": {}}, passive=("DEL",)).case.names
    assert names.pairs == ("ALP>BET", "ALP>DEL", "BET>ALP", "BET>DEL", "DEL>ALP", "DEL>BET")
    assert names.seen_pairs == ("ALP>BET", "ALP>DEL", "BET>ALP", "BET>DEL")


def test_pairs_are_the_frames_pairs() -> None:
    case = hand({"alp_acts": {}}, passive=("DEL",)).case
    frame, parties = case.frame, case.names.parties
    for p, pair in enumerate(case.names.pairs):
        source, target = frame.pairs[p]
        assert pair == f"{parties[source]}>{parties[target]}"
        assert frame.pair(source, target) == p
