import pickle

from sim.world import World


def test_action_as_the_build_reads_it(small: World) -> None:
    action = small.actions["alp_arms_beta"]
    assert (action.owner, action.instrument) == ("ALP", "alp_arms")
    assert action.impacts["BET"].value == 0.3
    assert action.escalates["strait"].kind == "escalation"
    assert action.transfers["BET"].kind == "transfer"
    assert action.reassures["BET"].kind == action.pledges["BET"].kind == "assurance_step"
    assert action.self_help is not None
    assert action.moves == {"alp_arms_rule": "direct"}
    (need,) = action.requires
    assert (need.posture, need.at_least, need.at_most) == ("alp_arms_rule", "allowed", None)


def test_an_action_inherits_its_source(small: World) -> None:
    action = small.actions["alp_arms_beta"]
    assert action.base_rate.sources == ("claim:news-02",)
    assert action.impacts["BET"].sources == ("claim:news-01", "claim:news-02")
    assert action.sources == ("claim:news-01", "claim:news-02")


def test_left_out_is_empty(small: World) -> None:
    action = small.actions["gam_warns"]
    assert (action.escalates, action.requires, action.moves, action.self_help) == ({}, (), {}, None)
    assert action.goldstein is None


def test_instruments(small: World) -> None:
    assert small.instruments["gam_forces"].owner == "GAM"
    assert set(small.instruments) == {a.instrument for a in small.actions.values()}


def test_the_world_travels_between_processes(small: World) -> None:
    assert pickle.loads(pickle.dumps(small)) == small
