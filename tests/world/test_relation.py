from sim.world import World
from sim.world.relation import arrow, pair_of


def test_both_directions(small: World) -> None:
    assert small.relations["ALP>BET"].commitment.value == 0.65
    assert small.relations["BET>ALP"].dependence.value == 0.65
    assert small.relations["ALP>BET"].dependence.value == 0.0
    assert small.proximity["ALP-BET"].kind == "share"


def test_a_passive_party_is_silent(small: World) -> None:
    silent = small.relations["DEL>ALP"]
    assert not silent.aligned
    assert silent.alignment.fixed
    assert silent.dependence.value == 0.0
    assert "DEL>BET" not in small.relations


def test_names() -> None:
    assert arrow("KOR", "USA") == "KOR>USA"
    assert pair_of("USA", "KOR") == "KOR-USA"
