"""Random small valid worlds, and random scenarios of them.

A recipe is a handful of integers, so a failing example is one short line that hypothesis can
shrink and anybody can cook again. The loader judges every world: an invalid one is an error.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from sim.binding import Case, build_case
from sim.world import Scenario, World
from sim.world.quantity import KINDS
from tests.made_up import (
    CODE,
    HALF_LIVES,
    MECHANISMS,
    MOTIVES,
    SOURCE,
    Documents,
    declare,
    mechanisms,
    registers,
)
from tests.made_up import scenario as read_scenario

ACTORS = ("ALP", "BET", "GAM", "DEL", "EPS", "ZET")
PASSIVE = ("OTA", "PSI")
THEATRES = ("sea", "strait", "border")
LEVELS = ("first", "second", "third", "fourth")
STEPS = 12
SOME = settings(max_examples=settings().max_examples // 2)
"""For what takes long: half as many worlds."""

Names = dict[str, Any]


@dataclass(frozen=True)
class Recipe:
    """What a random world is cooked from. ``extreme`` puts values at the ends of their bounds."""

    seed: int
    actors: int = 3
    passive: int = 1
    theatres: int = 2
    actions: int = 8
    extreme: bool = False

    def world(self) -> World:
        return _world(self)

    def documents(self) -> Documents:
        """The files of the world, to be changed before they are read."""
        return _Cook(self).documents()

    def scenario(self, *, scripted: bool = True, off: Iterable[str] = ()) -> Scenario:
        """A random scenario of the world: overrides, and events if ``scripted``."""
        return read_scenario(self.world(), _scenario(self, scripted, off))

    def baseline(self, off: Iterable[str] = ()) -> Scenario:
        return read_scenario(self.world(), {"steps": STEPS, "off": sorted(off)})

    def case(self, *, scripted: bool = False, off: Iterable[str] = ()) -> Case:
        chosen = self.scenario(off=off) if scripted else self.baseline(off)
        return build_case(self.world(), chosen)


def recipes(*, extreme: bool = False) -> st.SearchStrategy[Recipe]:
    return st.builds(
        Recipe,
        seed=st.integers(0, 2**32 - 1),
        actors=st.integers(2, 6),
        passive=st.integers(0, 2),
        theatres=st.integers(1, 3),
        actions=st.integers(4, 20),
        extreme=st.just(extreme),
    )


@lru_cache(maxsize=64)
def _world(recipe: Recipe) -> World:
    return declare(recipe.documents())


class _Cook:
    """Draws the files of one world."""

    def __init__(self, recipe: Recipe) -> None:
        self.random = random.Random(recipe.seed)
        self.recipe = recipe
        self.actors = ACTORS[: recipe.actors]
        self.parties = (*self.actors, *PASSIVE[: recipe.passive])
        self.theatres = THEATRES[: recipe.theatres]
        self.postures = {
            f"posture_{n}": LEVELS[: self.random.randint(2, 4)]
            for n in range(self.random.randint(0, 3))
        }
        self.capabilities = [f"capability_{n}" for n in range(self.random.randint(0, 2))]

    def documents(self) -> Documents:
        actions = self.instruments()
        self.practise([action for file in actions.values() for action in file["actions"].items()])
        return {
            **registers(),
            **mechanisms({path: self.quantity("coefficient") for path in _parameters()}),
            **{f"actors/{name}": self.actor(name) for name in self.actors},
            **self.dyads(),
            **actions,
            "world": self.setting([k for file in actions.values() for k in file["actions"]]),
        }

    def setting(self, actions: list[str]) -> dict[str, Any]:
        slots = self.random.sample(range(20), len(self.parties))
        return {
            "id": "made_up",
            "title": "Made up",
            "date": "2024-06",
            "step": "month",
            "source": SOURCE,
            "parties": {
                name: {"name": name, "slot": slot, "actor": name in self.actors}
                for name, slot in zip(self.parties, slots, strict=True)
            },
            "theatres": {
                name: {"title": name, "slot": slot, "tension": self.quantity("level")}
                for slot, name in enumerate(self.theatres)
            },
            "memory": {
                **{name: self.quantity("half_life") for name in HALF_LIVES},
                "evidence": self.quantity("deed_count"),
                "cases": self.quantity("case_count"),
            },
            "postures": {
                name: {
                    "title": name,
                    "owner": self.random.choice(self.actors),
                    "levels": list(levels),
                    "start": self.random.choice(levels),
                }
                for name, levels in self.postures.items()
            },
            "threats": {
                f"threat_{n}": self.threat(actions) for n in range(self.random.randint(0, 3))
            },
            "capabilities": {name: self.capability() for name in self.capabilities},
        }

    def threat(self, actions: list[str]) -> dict[str, Any]:
        owner = self.random.choice(actions)[:3].upper()
        own = [action for action in actions if action[:3].upper() == owner]
        declared = {"declared_by": self.random.choice(own)} if self.chance(0.5) else {}
        return {
            "title": "If you do, we do",
            "source": SOURCE,
            "owner": owner,
            "against": self.random.choice([i for i in self.parties if i != owner]),
            **self.pulled_by(actions),
            "credibility": self.quantity("share"),
            "promises": {k: self.quantity("share") for k in self.some(own) or own[:1]},
            "standing": not declared or self.chance(0.5),
            **declared,
        }

    def pulled_by(self, actions: list[str]) -> dict[str, Any]:
        """What a threat forbids, and what it is to end: something of either."""
        held = [self.requirement(p) for p in self.postures if self.chance(0.3)]
        going_on = self.random.sample(actions, 1) if self.chance(0.3) else []
        least = 0 if held or going_on else 1
        triggers = self.random.sample(actions, self.random.randint(least, 2))
        return {"triggers": triggers, "going_on": going_on, "held": held}

    def capability(self) -> dict[str, Any]:
        lives = {key: self.quantity("half_life") for key in ("delivery", "service")}
        holder = self.random.choice(self.actors)
        return {"title": "Arms", "source": SOURCE, "holder": holder, **lives}

    def actor(self, name: str) -> dict[str, Any]:
        return {
            "id": name,
            "source": SOURCE,
            "power": self.quantity("share"),
            "precision": self.quantity("weight"),
            "balance": self.quantity("weight"),
            "regard_base": self.quantity("share"),
            "aversion": {q: self.quantity("weight") for q in self.theatres},
            "motives": {motive: self.quantity("weight") for motive in MOTIVES},
        }

    def dyads(self) -> Documents:
        documents: Documents = {}
        parties = sorted(self.parties)
        for n, a in enumerate(parties):
            for b in parties[n + 1 :]:
                deciding = {a, b} & set(self.actors)
                if len(deciding) == 2 or (deciding and self.chance(0.7)):
                    documents[f"dyads/{a}-{b}"] = {
                        "pair": [a, b],
                        "source": SOURCE,
                        "proximity": self.quantity("share"),
                        f"{a}>{b}": self.relation(a),
                        f"{b}>{a}": self.relation(b),
                    }
        return documents

    def relation(self, name: str) -> dict[str, Any]:
        own = {"alignment": self.quantity("alignment")} if name in self.actors else {}
        fields = self.some(["dependence", "commitment", "assurance"])
        return own | {field: self.quantity("share") for field in fields}

    def instruments(self) -> Documents:
        documents: Documents = {}
        left = self.recipe.actions
        while left:
            owner, size = self.random.choice(self.actors), self.random.randint(1, min(3, left))
            left -= size
            name = f"{owner.lower()}_line_{left}"
            documents[f"actions/{name}"] = {
                "instrument": name,
                "owner": owner,
                "title": name,
                "source": SOURCE,
                "actions": {
                    f"{owner.lower()}_act_{left}_{n}": self.action(owner, size) for n in range(size)
                },
            }
        return documents

    def practise(self, actions: list[tuple[str, dict[str, Any]]]) -> None:
        """Some actions are practice after others."""
        names = [name for name, _ in actions]
        for _, action in actions:
            if self.chance(0.3):
                after = self.random.sample(names, self.random.randint(1, 2))
                action["routine"] = {name: self.quantity("coefficient") for name in after}

    def action(self, owner: str, size: int) -> dict[str, Any]:
        others = [name for name in self.parties if name != owner]
        text: dict[str, Any] = {
            "title": "acts",
            "cameo": CODE,
            "base_rate": self.rate(0.99 / size),
            "impacts": {m: self.quantity("impact") for m in self.some(others)},
            "escalates": {q: self.quantity("escalation") for q in self.some(self.theatres)},
        }
        for field, kind in (
            ("transfers", "transfer"),
            ("reassures", "assurance_step"),
            ("pledges", "assurance_step"),
            ("shows_force", "share"),
            ("equips", "build_up"),
        ):
            if self.chance(0.3):
                towards = self.capabilities if field == "equips" else others
                text[field] = {to: self.quantity(kind) for to in self.some(towards)}
        if self.chance(0.3):
            together = self.some([name for name in others if name in self.actors])
            text["alongside"] = {m: self.quantity("share") for m in together}
            text["in_return"] = {m: self.quantity("impact") for m in self.some(together)}
        if self.chance(0.3):
            text["seen_by"] = self.some(self.parties)
        if self.chance(0.3):
            text["self_help"] = self.quantity("share")
        if self.chance(0.3):
            text["tempo"] = self.quantity("coefficient")
        text["requires"] = [self.requirement(p) for p in self.postures if self.chance(0.3)]
        text["moves"] = {
            name: self.random.choice(levels)
            for name, levels in self.postures.items()
            if self.chance(0.3)
        }
        return text

    def requirement(self, posture: str) -> dict[str, str]:
        levels = self.postures[posture]
        low, high = sorted(self.random.choices(range(len(levels)), k=2))
        need = {"at_least": levels[low], "at_most": levels[high]}
        dropped = self.random.choice(["at_least", "at_most", ""])
        return {"posture": posture, **{k: v for k, v in need.items() if k != dropped}}

    def some(self, things: Iterable[str]) -> list[str]:
        return [thing for thing in things if self.chance(0.6)]

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def quantity(self, kind: str) -> dict[str, Any]:
        """A value anywhere within the bounds of its kind; extreme ones at their ends."""
        bounds = KINDS[kind]
        low, high = bounds.low, bounds.high
        if kind == "alignment":
            low, high = (-1 + 1e-9, 1 - 1e-9) if self.recipe.extreme else (-0.99, 0.99)
        if kind == "half_life":
            low = 0.01 if self.recipe.extreme else 0.5
        if kind == "deed_count":
            low = 1e-6
        if self.recipe.extreme and self.chance(0.7):
            return _spread(self.random.choice([[low], [high], [low, high]]))
        return _spread([self.random.uniform(low, high) for _ in range(self.random.choice([1, 3]))])

    def rate(self, most: float) -> dict[str, Any]:
        """A base rate that leaves room for the other actions of its instrument."""
        least = 1e-6 if self.recipe.extreme else 0.005
        if self.recipe.extreme and self.chance(0.5):
            return _spread(self.random.choice([[least], [most], [least, most]]))
        values = [least * (most / least) ** self.random.random() for _ in range(3)]
        return _spread(values[: self.random.choice([1, 3])])


def _parameters() -> list[str]:
    return [f"{name}.{parameter}" for name, own in MECHANISMS.items() for parameter in own]


def _spread(values: list[float]) -> dict[str, Any]:
    ordered = sorted(values)
    return {"value": ordered[len(ordered) // 2], "range": [ordered[0], ordered[-1]]}


def _scenario(recipe: Recipe, scripted: bool, off: Iterable[str]) -> dict[str, Any]:
    """Overrides within bounds, and events whose preconditions hold when they come."""
    dice = random.Random(recipe.seed + 1)
    world = recipe.world()
    cook = _Cook(recipe)
    overrides: dict[str, Any] = {}
    for path, quantity in world.quantities().items():
        if dice.random() < 0.05:
            share = dice.uniform(0.5, 1.0)  # nearer to zero: inside the bounds, and room is left
            least = KINDS[quantity.kind].low
            ends = [max(least, share * x) for x in (quantity.low, quantity.value, quantity.high)]
            overrides[path] = {"value": ends[1], "range": [ends[0], ends[2]], "source": SOURCE}
    start = {name: posture.start for name, posture in world.postures.items()}
    for name, levels in cook.postures.items():
        if dice.random() < 0.3:
            start[name] = overrides[f"postures.{name}.start"] = dice.choice(levels)
    events = _events(dice, world, start) if scripted else []
    return {"steps": STEPS, "set": overrides, "events": events, "off": sorted(off)}


def _events(dice: random.Random, world: World, start: dict[str, str]) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    levels = dict(start)
    for step in sorted(dice.sample(range(1, STEPS + 1), dice.randint(1, 4))):
        open_to_all = [
            action
            for action in world.actions.values()
            if all(n.met(world.postures[n.posture], levels[n.posture]) for n in action.requires)
        ]
        busy: set[str] = set()
        for action in dice.sample(open_to_all, min(len(open_to_all), dice.randint(1, 3))):
            if action.instrument not in busy:
                busy.add(action.instrument)
                events.append({"step": step, "action": action.id})
        # several moves of one posture in a step: leave the next steps to postures that are sure
        moved = [world.actions[e["action"]].moves for e in events if e["step"] == step]
        for moves in moved:
            levels.update(moves)
        if len({name for moves in moved for name in moves}) < sum(map(len, moved)):
            break
    return events
