"""A dense random world of any number of actors: every action does every other party good or harm.

Written as files that either side reads. Its numbers come from one seed; registers, mechanisms,
motives and half-lives are those of the world that comes with the side.
"""

import json
import random
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from sim.world import load_world, seeds_dir
from sim.world.yaml_reader import read_yaml

ACTIONS = 3  # of each actor
SOURCE = "assumption: random, to measure how cost grows with actors"
REGISTERS = ("articles", "claims", "sources", "scales", "cameo")
LAWS = ("mechanisms", "motives")
THEATRES = ("sea", "strait", "border")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Document = dict[str, Any]


def write(place: Path, actors: int) -> tuple[Path, Path]:
    """Write the world, and a scenario that scripts nothing; return its seeds and the scenario."""
    seeds, scenario = place / "seeds", place / "scenarios" / "quiet.yaml"
    for name, document in {**_borrowed(), **_Dense(actors).documents()}.items():
        _write(seeds / f"{name}.yaml", document)
    _write(scenario, {"title": "Quiet", "why": "To measure", "source": SOURCE, "steps": 12})
    return seeds, scenario


def _write(path: Path, document: Document) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document), encoding="utf-8")  # JSON is YAML


def _borrowed() -> dict[str, Document]:
    """The files that say nothing of who the actors are."""
    seeds = seeds_dir()
    laws = [f"{of}/{path.stem}" for of in LAWS for path in sorted((seeds / of).glob("*.yaml"))]
    found = {name: read_yaml(seeds / f"{name}.yaml").data for name in (*REGISTERS, *laws)}
    for name in laws:
        for parameter in found[name].get("parameters", {}).values():
            parameter.pop("by_actor", None)
    return {**found, "indicators": {"indicators": []}}


class _Dense:
    """Draws the files that do."""

    def __init__(self, actors: int) -> None:
        self.random = random.Random(actors)
        self.names = [f"{_LETTERS[n // 26]}{_LETTERS[n % 26]}X" for n in range(actors)]
        world = load_world()
        self.motives, self.code = list(world.motives), next(iter(world.cameo))

    def documents(self) -> dict[str, Document]:
        return {
            "world": self.setting(),
            **{f"actors/{name}": self.actor(name) for name in self.names},
            **{f"dyads/{a}-{b}": self.dyad(a, b) for a, b in combinations(self.names, 2)},
            **{f"actions/{name.lower()}": self.instrument(name) for name in self.names},
        }

    def setting(self) -> Document:
        parties = {
            name: {"name": name, "slot": slot, "actor": True}
            for slot, name in enumerate(self.names)
        }
        theatres = {
            name: {"title": name, "slot": slot, "tension": _fixed(4.0)}
            for slot, name in enumerate(THEATRES)
        }
        return {
            "id": "dense",
            "title": "Dense",
            "date": "2024-06",
            "step": "month",
            "source": SOURCE,
            "parties": parties,
            "theatres": theatres,
            "memory": read_yaml(seeds_dir() / "world.yaml").data["memory"],
        }

    def actor(self, name: str) -> Document:
        return {
            "id": name,
            "source": SOURCE,
            "power": self.between(0.1, 0.9),
            "precision": _fixed(2.5),
            "balance": _fixed(0.4),
            "regard_base": _fixed(0.2),
            "aversion": {theatre: self.between(0.2, 1.0) for theatre in THEATRES},
            "motives": {motive: self.between(0.2, 1.0) for motive in self.motives},
        }

    def dyad(self, a: str, b: str) -> Document:
        both = {f"{x}>{y}": self.relation() for x, y in ((a, b), (b, a))}
        return {"pair": [a, b], "source": SOURCE, "proximity": self.between(0.1, 0.9), **both}

    def relation(self) -> Document:
        promise = ("commitment", "assurance") if self.random.random() < 0.2 else ()
        fields = {field: self.between(0.2, 0.8) for field in ("dependence", *promise)}
        return {"alignment": self.between(-0.7, 0.7), **fields}

    def instrument(self, owner: str) -> Document:
        acts = {f"{owner.lower()}_act_{n}": self.action(owner) for n in range(ACTIONS)}
        name = owner.lower()
        return {
            "instrument": name,
            "owner": owner,
            "title": name,
            "source": SOURCE,
            "actions": acts,
        }

    def action(self, owner: str) -> Document:
        others = [name for name in self.names if name != owner]
        return {
            "title": "acts",
            "cameo": self.code,
            "base_rate": _fixed(0.1),
            "impacts": {other: self.impact() for other in others},
            "escalates": {q: self.between(-0.5, 1.0) for q in self.some(THEATRES, 0.4)},
            "transfers": {other: self.between(0.0, 0.1) for other in self.some(others, 0.1)},
        }

    def impact(self) -> Document:
        return _fixed(round(max(-1.0, min(1.0, self.random.gauss(0.0, 0.2))), 4))

    def between(self, low: float, high: float) -> Document:
        return _fixed(round(self.random.uniform(low, high), 4))

    def some(self, things: Iterable[str], share: float) -> list[str]:
        return [thing for thing in things if self.random.random() < share]


def _fixed(value: float) -> Document:
    return {"value": value, "range": [value, value]}
