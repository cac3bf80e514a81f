from typing import Any

import pytest
from pydantic import ValidationError

from sim.world import World
from sim.world.strict import Reading
from sim.world.threat import Threat


def threat(**keys: Any) -> Threat:
    source = "assumption: made up for a test"
    promise = {"value": 0.5, "range": (0.4, 0.6)}
    raw: dict[str, Any] = {"title": "X", "owner": "RUS", "against": "KOR", "source": source}
    return Threat.model_validate(
        {**raw, "triggers": ("a",), "promises": {"b": promise}, "credibility": promise, **keys},
        context=Reading(),
    )


def test_a_declared_threat_does_not_stand_yet(small: World) -> None:
    assert not small.threats["gam_arms_in_answer"].standing
    assert threat().standing
    assert not threat(declared_by="c").standing
    assert threat(declared_by="c", standing=True).standing


def test_what_it_is_to_end_pulls_a_threat_as_well(small: World) -> None:
    assert threat(triggers=(), going_on=("a",)).going_on == ("a",)
    ends = threat(triggers=(), held=({"posture": "p", "at_least": "q"},))
    assert [need.posture for need in ends.held] == ["p"]
    assert [need.at_least for need in small.threats["gam_arms_in_answer"].held] == ["direct"]


@pytest.mark.parametrize("keys", [{"standing": False}, {"against": "RUS"}, {"triggers": ()}])
def test_refused(keys: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        threat(**keys)
