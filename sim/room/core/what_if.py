"""What the stage shows of what if: what was played, beside the same without an idea or as set."""

from dataclasses import replace

from sim.report import words
from sim.room.core.game import Game
from sim.room.core.look import Look, Otherwise, Pair
from sim.room.core.numbers import signed
from sim.room.core.sandbox import Knob, knob
from sim.room.core.state import Room
from sim.room.core.telling import WARNING, Scene


def pair_shown(pair: Pair) -> Scene:
    """A pair as the stage shows it, with its twin."""
    return {
        "from": pair.source,
        "to": pair.target,
        "start": pair.start,
        "now": pair.now,
        "twin": pair.twin,
    }


def what_if(_game: Game, room: Room, look: Look) -> Scene:
    """An idea taken away, or values that are others, beside what was played."""
    if room.whatif is None and not room.values:
        return {"told": ["Which idea shall we take away, or which value change?"]}
    world, name = look.world, room.whatif
    law = None if name is None else world.mechanisms.get(name) or world.motives[name]
    other = look.otherwise(name, room.values)
    changed = [_value_text(knob(path, world), value) for path, value in room.values.items()]
    told = [law.says] if law and not changed else [f"{'; '.join(changed)}."]
    few = "With another value" if len(changed) == 1 else "With other values"
    shown: Scene = {
        "headline": f"Without {law.title[:1].lower()}{law.title[1:]}" if law else few,
        "told": [*told, _pair_moved(other.pairs[0], look), *_ladder_moved(other)],
    }
    shown |= _as_set(other) if changed else _without(other)
    return shown | ({"warning": WARNING} if other.bounded else {})


def _without(other: Otherwise) -> Scene:
    """What was played, beside the same without an idea: the difference is what that adds."""
    return {
        "beside": "beside the same without it",
        "columns": ["with", "without"],
        "pairs": [pair_shown(pair) for pair in other.pairs],
        "ladders": [ladder.__dict__ for ladder in other.ladders],
    }


def _as_set(other: Otherwise) -> Scene:
    """The same with another value, beside what was played: the difference is what that does."""
    return {
        "beside": "beside what was played",
        "columns": ["as set", "played"],
        "pairs": [pair_shown(replace(pair, now=pair.twin, twin=pair.now)) for pair in other.pairs],
        "ladders": [
            replace(
                one, now=one.twin, twin=one.now, rung=one.rung_twin, rung_twin=one.rung
            ).__dict__
            for one in other.ladders
        ],
    }


def _value_text(found: Knob, value: float) -> str:
    return f"{found.title[:1].upper()}{found.title[1:]}: {value:g} instead of {found.now:g}"


def _pair_moved(first: Pair, look: Look) -> str:
    names = look.world.names
    return (
        f"{words.pair(first.source, first.target, names)} would stand at "
        f"{signed(first.twin)} and not at {signed(first.now)}."
    )


def _ladder_moved(other: Otherwise) -> list[str]:
    """Where tension differs most, if it differs by what is printed."""
    most = max(other.ladders, key=lambda one: abs(one.now - one.twin))
    if f"{most.now:.1f}" == f"{most.twin:.1f}":
        return []
    new, old = f"{most.twin:.1f}", f"{most.now:.1f}"
    if most.rung != most.rung_twin:
        new, old = f"{new} ({most.rung_twin})", f"{old} ({most.rung})"
    return [f"Tension, {most.theatre}: {new} and not {old}."]
