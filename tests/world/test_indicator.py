from typing import Any

import pytest
from pydantic import ValidationError

from sim.world.indicator import Indicator


def indicator(**keys: Any) -> Indicator:
    return Indicator.model_validate({"id": "x", "title": "X", **keys})


@pytest.mark.parametrize(
    ("keys", "subject", "target", "condition"),
    [
        ({"action": "a"}, "action", "a", ("times", 1)),
        ({"action": "a", "times": 3}, "action", "a", ("times", 3)),
        ({"alignment": "KOR>USA", "falls_by": 0.1}, "alignment", "KOR>USA", ("falls_by", 0.1)),
        ({"alignment": "KOR>USA", "at_most": 0}, "alignment", "KOR>USA", ("at_most", 0.0)),
        ({"tension": "q", "at_least": 10}, "tension", "q", ("at_least", 10.0)),
        ({"posture": "p", "at_least": "hedge"}, "posture", "p", ("at_least", "hedge")),
        ({"assurance": "KOR>USA", "at_most": 1}, "assurance", "KOR>USA", ("at_most", 1.0)),
        ({"dependence": "PRK>CHN", "rises_by": 0.2}, "dependence", "PRK>CHN", ("rises_by", 0.2)),
        ({"credibility": "t", "falls_by": 0.1}, "credibility", "t", ("falls_by", 0.1)),
    ],
)
def test_forms(keys: dict[str, Any], subject: str, target: str, condition: object) -> None:
    got = indicator(**keys)
    assert (got.subject, got.object, got.condition) == (subject, target, condition)


def test_window() -> None:
    got = indicator(action="a", **{"from": 2, "to": 2})
    assert (got.start, got.end) == (2, 2)
    assert indicator(action="a").start is None


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"action": "a", "tension": "q"},
        {"action": "a", "at_least": 1},
        {"action": "a", "times": 0},
        {"action": "a", "from": 0},
        {"action": "a", "from": 3, "to": 2},
        {"tension": "q"},
        {"tension": "q", "at_least": 11},
        {"tension": "q", "at_least": -1},
        {"tension": "q", "rises_by": 0},
        {"tension": "q", "at_least": 1, "at_most": 2},
        {"tension": "q", "at_least": "high"},
        {"tension": "q", "at_least": True},
        {"tension": "q", "at_least": float("nan")},
        {"alignment": "KOR>USA", "at_least": 1.0},
        {"alignment": "KOR>USA", "rises_by": 2.0},
        {"alignment": "KOR>USA", "rises_by": 0.1, "times": 2},
        {"posture": "p", "at_least": 1},
        {"credibility": "t", "at_most": 1.1},
        {"posture": "p", "rises_by": "hedge"},
    ],
)
def test_refused(keys: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        indicator(**keys)
