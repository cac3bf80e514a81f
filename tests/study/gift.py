"""A world in which one value alone decides the answer: ALP gives BET a gift, and BET warms to it.

How far it warms is reciprocity's rho. Other values have ranges too, but nothing that they move can
move BET's alignment with ALP.
"""

from functools import lru_cache
from typing import Any

from sim.binding import build_case
from sim.study.outcome import outcome_of
from sim.study.sensitivity.points import Probe
from sim.world import Scenario, World
from tests.made_up import (
    CODE,
    MOTIVES,
    SOURCE,
    declare,
    fixed,
    mechanisms,
    memory,
    registers,
    scenario,
)

RHO = "mechanisms.reciprocity.rho"
WARMS = "BET>ALP"


def spread(low: float, value: float, high: float, source: str = SOURCE) -> dict[str, Any]:
    return {"value": value, "range": [low, high], "source": source}


@lru_cache
def world() -> World:
    idle = {
        "title": "idles",
        "cameo": CODE,
        "base_rate": spread(0.1, 0.3, 0.9),
        "impacts": {},
    }
    gift = {
        "title": "gives",
        "cameo": CODE,
        "base_rate": fixed(1e-6),  # by chance, never
        "impacts": {"BET": fixed(0.5)},
    }
    actors = {
        f"actors/{name}": {
            "id": name,
            "source": SOURCE,
            "power": fixed(0.5),
            "precision": spread(0.5, 1.0, 2.0, "assumption: the range is for the tests"),
            "balance": fixed(0.0),
            "regard_base": fixed(0.0),
            "aversion": {"sea": fixed(0.0)},
            "motives": {motive: fixed(0.0) for motive in MOTIVES},
        }
        for name in ("ALP", "BET")
    }
    return declare(
        {
            **registers(),
            **mechanisms({"reciprocity.rho": spread(0.1, 0.3, 0.8)}),
            **actors,
            "world": {
                "id": "gift",
                "title": "A gift",
                "date": "2024-06",
                "step": "month",
                "source": SOURCE,
                "parties": {
                    name: {"name": name.title(), "slot": slot, "actor": True}
                    for slot, name in enumerate(("ALP", "BET"))
                },
                "theatres": {"sea": {"title": "Sea", "slot": 0, "tension": spread(2, 4, 6)}},
                "memory": memory({}, 12.0, {}),
                "postures": {},
                "threats": {},
            },
            "dyads/ALP-BET": {
                "pair": ["ALP", "BET"],
                "source": SOURCE,
                "ALP>BET": {"alignment": fixed(0.0)},
                "BET>ALP": {"alignment": fixed(0.0)},
                "proximity": fixed(0.5),
            },
            "actions/alp": {
                "instrument": "alp",
                "owner": "ALP",
                "title": "Gifts",
                "source": SOURCE,
                "actions": {"alp_gives": gift},
            },
            "actions/bet": {
                "instrument": "bet",
                "owner": "BET",
                "title": "Idleness",
                "source": SOURCE,
                "actions": {"bet_idles": idle},
            },
            "indicators": {
                "indicators": [
                    {"id": "idle", "title": "Beta idles", "action": "bet_idles"},
                    {"id": "never", "title": "Beta is a foe", "alignment": WARMS, "at_most": -0.9},
                ]
            },
        }
    )


@lru_cache
def given() -> Scenario:
    return scenario(world(), {"steps": 2, "events": [{"step": 1, "action": "alp_gives"}]})


@lru_cache
def baseline() -> Scenario:
    return scenario(world(), {"steps": 2})


@lru_cache
def probe(of: str = WARMS) -> Probe:
    with_, without = build_case(world(), given()), build_case(world(), baseline())
    return Probe(with_, without, outcome_of(of, world(), given(), with_.names), 2)
