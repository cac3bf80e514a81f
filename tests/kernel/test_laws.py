import pytest

from sim.kernel.decide import tilts
from sim.kernel.laws import make_laws
from sim.kernel.mechanisms import MECHANISMS
from sim.kernel.motives import MOTIVES
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
    laws = make_laws(small().case.frame, ["reciprocity"])
    assert not laws.on("reciprocity")
    assert "reciprocity" not in laws.mechanisms
    assert "reciprocity" not in small("reciprocity").moment(["alp_helps"]).booked


def test_a_motive_off() -> None:
    quiet = small("interest")
    assert "interest" not in tilts(quiet.batch, quiet.start)
    assert quiet.chance("alp_helps", quiet.state(alignment={"ALP>BET": 0.9})) == 0.2


def test_gain_is_precision_times_weight() -> None:
    gain = small().batch.gain["interest"]
    assert gain[0].tolist() == pytest.approx([1.2, 0.0])  # ALP>BET, BET>ALP
