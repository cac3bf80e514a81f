import pytest

from sim.kernel.order import MECHANISMS, MOTIVES
from sim.kernel.step import reading, tilts
from sim.ledger import book
from tests.kernel.hand import Hand, hand


def small(*off: str) -> Hand:
    return hand(
        {"alp_helps": {"impacts": {"BET": 0.5}}},
        traits={"ALP.precision": 2.0, "ALP.motives.interest": 0.6},
        strengths={"reciprocity.rho": 0.1, "investment.sigma": 0.1},
        off=off,
    )


def test_everything_is_on_unless_switched_off() -> None:
    laws = small().case.laws
    assert laws.mechanisms == tuple(MECHANISMS)
    assert all(laws.on(name) for name in (*MECHANISMS, *MOTIVES))


def test_a_mechanism_off() -> None:
    laws = small().case.laws.without(["reciprocity"])
    assert not laws.on("reciprocity")
    assert laws.mechanisms == tuple(name for name in MECHANISMS if name != "reciprocity")
    assert laws == small("reciprocity").case.laws
    assert "reciprocity" in book(small().case).mechanism
    assert "reciprocity" not in book(small("reciprocity").case).mechanism
    assert small("reciprocity").booked("reciprocity", ["alp_helps"]) == {}


def test_switching_off_more_keeps_off_what_was() -> None:
    laws = small("interest").case.laws.without(["reciprocity"]).without(["balance", "interest"])
    assert laws.off == {"interest", "reciprocity", "balance"}
    assert "interest" not in laws.motives


def test_a_motive_off() -> None:
    quiet = small("interest")
    assert "interest" not in tilts(quiet.batch, quiet.start)
    assert quiet.chance("alp_helps", quiet.state(alignment={"ALP>BET": 0.9})) == 0.2


def test_gain_is_precision_times_weight() -> None:
    world = small()
    gain = reading(world.batch, world.start, "gain")
    assert gain["interest", 0][0] == pytest.approx(1.2)  # ALP
    assert gain["interest", 1][0] == 0.0  # BET
