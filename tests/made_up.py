"""Worlds made up for tests: written as files, then read and checked like any other world."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.world import Scenario, World, load_scenario, load_world

Documents = dict[str, dict[str, Any]]  # "actors/ALP" -> what stands in actors/ALP.yaml

LAWS = load_world()  # made-up worlds follow the laws of the one that comes along
MECHANISMS = {name: tuple(one.parameters) for name, one in LAWS.mechanisms.items()}
MOTIVES = tuple(LAWS.motives)
SOURCE = "assumption: made up for the tests"
HALF_LIVES = (
    "dependence",
    "assurance",
    "grievance",
    "expectation",
    "forgetting",
    "tension",
    "resolve",
    "threat",
    "tempo",
)
COUNTS = {"evidence": 0.2, "cases": 4.0}  # of deeds and of pulled threats: memory that is no time
CODE = "010"  # the one CAMEO code of these worlds


def fixed(value: float) -> dict[str, Any]:
    """A quantity without a spread."""
    return {"value": value, "range": [value, value]}


def registers() -> Documents:
    """The files that every world needs and none of these tests is about."""
    return {
        "articles": {"articles": {}},
        "claims": {"claims": []},
        "sources": {"sources": {}},
        "scales": {
            "scales": {},
            "ladder": {"source": SOURCE, "rungs": [{"from": 0, "name": "quiet"}]},
        },
        "cameo": {"source": SOURCE, "codes": {CODE: {"description": "Act", "goldstein": 0.0}}},
        "indicators": {"indicators": []},
        **{
            f"motives/{name}": {**_words(name, "U += ..."), "because": motive.because}
            for name, motive in LAWS.motives.items()
        },
    }


def mechanisms(values: Mapping[str, Any]) -> Documents:
    """The mechanisms' files; ``values`` maps "reciprocity.rho" to its quantity (default: 0)."""
    return {
        f"mechanisms/{name}": {
            **_words(name, "z += ..."),
            "rival": mechanism.rival,
            "parameters": {
                parameter: values.get(f"{name}.{parameter}", fixed(0.0))
                for parameter in mechanism.parameters
            },
        }
        for name, mechanism in LAWS.mechanisms.items()
    }


def _words(name: str, equation: str) -> dict[str, Any]:
    return {"id": name, "title": name, "says": name, "equation": equation, "source": SOURCE}


def memory(half_lives: Mapping[str, float], default: float, counts: Mapping[str, float]) -> Any:
    """The memory of a world: half-lives, the same for all that are not named, and counts."""
    months = {name: half_lives.get(name, default) for name in HALF_LIVES}
    return {name: fixed(value) for name, value in {**months, **COUNTS, **counts}.items()}


def declare(documents: Documents) -> World:
    """The world that these documents describe. Raises WorldError if they are at fault."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in documents.items():
            path = Path(folder, f"{name}.yaml")
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(content), encoding="utf-8")  # JSON is YAML
        return load_world(Path(folder))


def scenario(world: World, content: Mapping[str, Any] | None = None) -> Scenario:
    """A scenario of a made-up world; without content it scripts nothing."""
    words = {"title": "Made up", "why": "To test", "source": SOURCE}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made_up.yaml")
        path.write_text(json.dumps({**words, **(content or {})}), encoding="utf-8")
        return load_scenario(path, world)
