"""Worlds of two or three parties, small enough to be worked out by hand.

Everything that is not said is zero, and every value is fixed, so one run is all runs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from sim.binding import Case, build_case
from sim.binding.script import occupied
from sim.kernel.arrays import Floats
from sim.kernel.laws import Batch
from sim.kernel.order import MECHANISMS, MOTIVES
from sim.kernel.state import State
from sim.kernel.step import Moment, Odds, Script, advance, odds, tilts
from sim.ledger import book
from tests.made_up import (
    CODE,
    SOURCE,
    Documents,
    declare,
    fixed,
    mechanisms,
    memory,
    registers,
    scenario,
)

Amounts = dict[str, float]  # name -> amount, zeros left out

EFFECTS = (
    "impacts",
    "escalates",
    "transfers",
    "reassures",
    "pledges",
    "alongside",
    "in_return",
    "shows_force",
    "equips",
    "routine",
)
NUMBERS = ("self_help", "tempo")
BELIEVED = {"credibility": 0.5}


@dataclass(frozen=True)
class Hand:
    """One run of a small world."""

    case: Case

    @cached_property
    def batch(self) -> Batch:
        return self.case.batch_of(self.case.values.central(1))

    @property
    def start(self) -> State:
        return self.batch.start

    def state(self, **changes: Mapping[str, float]) -> State:
        """The reference state with some entries changed: ``alignment={"ALP>BET": 0.5}``."""
        arrays: dict[str, Floats] = {}
        for field, values in changes.items():
            array = getattr(self.start, field).copy()
            for name, value in values.items():
                array[0, self.column(field, name)] = value
            arrays[field] = array
        if "alignment" in changes:
            arrays["latent"] = self.start.latent.copy()
            for name, value in changes["alignment"].items():
                arrays["latent"][0, self.column("alignment", name)] = np.arctanh(value)
        return replace(self.start, **arrays)

    def column(self, field: str, name: str) -> int:
        return self.axis(field).index(name)

    def axis(self, field: str) -> Sequence[str]:
        names = self.case.names
        spells = [names.actions[act.k] for act in self.case.frame.acts if act.tempo]
        return {
            "tension": names.theatres,
            "posture": names.postures,
            "voiced": names.threats,
            "credibility": names.threats,
            "pulled": names.threats,
            "coming": names.capabilities,
            "stock": names.capabilities,
            "pace": spells,
            "expected": names.actions,
            "surprise": names.actions,
        }.get(field, names.pairs)

    def value(self, s: State, field: str, name: str) -> float:
        return float(getattr(s, field)[0, self.column(field, name)])

    def taken(self, actions: Iterable[str]) -> Floats:
        row = np.zeros((1, self.case.frame.actions))
        for action in actions:
            row[0, self.case.names.actions.index(action)] = 1.0
        return row

    def moment(self, taken: Iterable[str] = (), s: State | None = None) -> Moment:
        """What follows when exactly these actions are taken."""
        s = self.start if s is None else s
        return advance(self.batch, s, 1, self.odds(s), self.taken(taken))

    def after(self, taken: Iterable[str] = (), s: State | None = None) -> State:
        return self.moment(taken, s).after

    def booked(self, mechanism: str, taken: Iterable[str] = (), s: State | None = None) -> Amounts:
        """What a mechanism adds to each pair: the same as the state moves by what each actor did,
        and as the ledger books it for each action."""
        s, done = self.start if s is None else s, self.taken(taken)
        alone = self.only(mechanism)
        moved = advance(alone, s, 1, self.odds(s), done)
        posted = advance(self.batch, s, 1, self.odds(s), done, post=True).posted
        assert posted is not None
        columns = book(self.case)
        own = [n for n, name in enumerate(columns.mechanism) if name == mechanism]
        total = np.zeros_like(s.latent)
        np.add.at(total[0], columns.pair[own], posted[0, own])
        assert np.abs(moved.after.latent - (s.latent + total) - moved.bound).max() < 1e-15
        return _amounts(self.case.names.pairs, total[0])

    def only(self, mechanism: str) -> Batch:
        """The same run with one mechanism on."""
        return Batch(self.case.laws.without({*MECHANISMS} - {mechanism}), self.batch.values)

    def odds(self, s: State | None = None) -> Odds:
        return odds(self.batch, self.start if s is None else s)

    def chance(self, action: str, s: State | None = None) -> float:
        return float(self.odds(s).probability[0, self.case.names.actions.index(action)])

    def tilt(self, motive: str, s: State | None = None) -> Amounts:
        """By how much a motive moves the log odds of each action."""
        parts = tilts(self.batch, self.start if s is None else s)
        return _amounts(self.case.names.actions, parts[motive][0])

    def script(self, *actions: str) -> Script:
        row = self.taken(actions)[0]
        return Script(row, occupied(row, self.case.frame))


def _amounts(names: Sequence[str], row: Floats) -> Amounts:
    return {name: float(x) for name, x in zip(names, row, strict=True) if x != 0.0}


def hand(
    actions: Mapping[str, Mapping[str, Any]],
    *,
    actors: Sequence[str] = ("ALP", "BET"),
    passive: Sequence[str] = (),
    traits: Mapping[str, float] | None = None,
    dyads: Mapping[str, float | tuple[float, float]] | None = None,
    tension: Mapping[str, float] | None = None,
    half_lives: Mapping[str, float] | None = None,
    counts: Mapping[str, float] | None = None,
    strengths: Mapping[str, float] | None = None,
    postures: Mapping[str, Any] | None = None,
    threats: Mapping[str, Any] | None = None,
    capabilities: Mapping[str, Any] | None = None,
    off: Iterable[str] = (),
) -> Hand:
    """A small world.

    ``actions``: id -> its file's keys with plain numbers; ``rate`` (default 0.2) is the base rate
    and ``instrument`` defaults to one of its own. ``traits``: "ALP.power" or "ALP.motives.regard".
    ``dyads``: "ALP>BET.alignment" or "ALP-BET.proximity"; a pair is a value and how high it may be.
    ``strengths``: "reciprocity.rho". ``capabilities``: id -> holder, with half-lives of delivery
    and of service of a step unless they are named.
    """
    theatres = dict(tension or {"sea": 4.0})
    documents: Documents = {
        **registers(),
        **mechanisms({path: fixed(value) for path, value in (strengths or {}).items()}),
        **_actors(actors, theatres, traits or {}),
        **_dyads(actors, passive, dyads or {}),
        **_instruments(actions),
        "world": {
            "id": "hand",
            "title": "Worked by hand",
            "date": "2024-06",
            "step": "month",
            "source": SOURCE,
            "parties": {
                name: {"name": name, "slot": slot, "actor": name in actors}
                for slot, name in enumerate((*actors, *passive))
            },
            "theatres": {
                name: {"title": name, "slot": slot, "tension": fixed(level)}
                for slot, (name, level) in enumerate(theatres.items())
            },
            "memory": memory(half_lives or {}, 1.0, counts or {}),
            "postures": {
                name: {"title": name, "owner": actors[0], **posture}
                for name, posture in (postures or {}).items()
            },
            "threats": {
                name: _threat(name, {**BELIEVED, **threat})
                for name, threat in (threats or {}).items()
            },
            "capabilities": {
                name: _capability(name, **capability)
                for name, capability in (capabilities or {}).items()
            },
        },
    }
    world = declare(documents)
    return Hand(build_case(world, scenario(world, {"off": sorted(off)})))


def _threat(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    promises = {k: fixed(x) for k, x in given["promises"].items()}
    credibility = fixed(given["credibility"])
    words = {"title": name, "source": SOURCE}
    return {**words, **given, "promises": promises, "credibility": credibility}


def _capability(
    name: str, holder: str, delivery: float = 1.0, service: float = 1.0
) -> dict[str, Any]:
    lives = {"delivery": fixed(delivery), "service": fixed(service)}
    return {"title": name, "holder": holder, "source": SOURCE, **lives}


def _actors(
    actors: Sequence[str], theatres: Iterable[str], traits: Mapping[str, float]
) -> Documents:
    def trait(name: str, default: float = 0.0) -> dict[str, Any]:
        return fixed(traits.get(name, default))

    return {
        f"actors/{i}": {
            "id": i,
            "source": SOURCE,
            "power": trait(f"{i}.power"),
            "precision": trait(f"{i}.precision", 1.0),
            "balance": trait(f"{i}.balance"),
            "regard_base": trait(f"{i}.regard_base"),
            "aversion": {q: trait(f"{i}.aversion.{q}") for q in theatres},
            "motives": {name: trait(f"{i}.motives.{name}") for name in MOTIVES},
        }
        for i in actors
    }


def _dyads(
    actors: Sequence[str],
    passive: Sequence[str],
    values: Mapping[str, float | tuple[float, float]],
) -> Documents:
    def quantity(name: str) -> dict[str, Any]:
        value = values.get(name, 0.0)
        if isinstance(value, tuple):
            return {"value": value[0], "range": list(value)}
        return fixed(value)

    parties = sorted((*actors, *passive))
    documents: Documents = {}
    for n, a in enumerate(parties):
        for b in parties[n + 1 :]:
            directions = {
                f"{i}>{j}": {
                    field: quantity(f"{i}>{j}.{field}")
                    for field in ("alignment", "dependence", "commitment", "assurance")
                }
                for i, j in ((a, b), (b, a))
            }
            documents[f"dyads/{a}-{b}"] = {
                "pair": [a, b],
                "source": SOURCE,
                "proximity": quantity(f"{a}-{b}.proximity"),
                **directions,
            }
    return documents


def _instruments(actions: Mapping[str, Mapping[str, Any]]) -> Documents:
    documents: Documents = {}
    for name, given in actions.items():
        action = dict(given)
        instrument = action.pop("instrument", f"{name}_line")
        text = {"title": name, "cameo": CODE, "base_rate": fixed(action.pop("rate", 0.2))}
        for key, value in action.items():
            text[key] = (
                {to: fixed(x) for to, x in value.items()}
                if key in EFFECTS
                else fixed(value)
                if key in NUMBERS
                else value
            )
        file = documents.setdefault(
            f"actions/{instrument}",
            {
                "instrument": instrument,
                "owner": name[:3].upper(),
                "title": instrument,
                "source": SOURCE,
                "actions": {},
            },
        )
        file["actions"][name] = text
    return documents
