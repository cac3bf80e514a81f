"""A state's role sheet: what it wants, whom it stands with, what it can do. Phone and paper."""

from collections.abc import Iterable
from dataclasses import dataclass

from sim.room.core.numbers import signed
from sim.single import EscalationModel
from sim.world import World

SHOWN = 4  # motives, and partners and rivals


@dataclass(frozen=True)
class Sheet:
    """What one plays a state by. ``options`` are lines of policy with what can be done at once."""

    code: str
    name: str
    weighs: tuple[tuple[str, str], ...]  # motive, what it says
    near: tuple[tuple[str, str], ...]  # state, alignment
    far: tuple[tuple[str, str], ...]
    theatres: tuple[tuple[str, str], ...]  # theatre, how much it fears escalation there
    options: tuple[tuple[str, tuple[str, ...]], ...]


FEARS = ("hardly fears", "fears", "greatly fears")


def sheet(model: EscalationModel, code: str) -> Sheet:
    """The sheet of a state at the start of a run."""
    world = model.world
    actor = world.actors[code]
    strong = sorted(actor.motives.items(), key=lambda one: -one[1].value)
    # a weight without a range is none: its strength stands at each deed
    motives = [world.motives[name] for name, weight in strong if weight.low < weight.high]
    toward = _toward(model, code)
    return Sheet(
        code=code,
        name=world.parties[code].name,
        weighs=tuple((motive.title, motive.says) for motive in motives[:SHOWN]),
        near=_said(reversed([one for one in toward if one[1] > 0][-SHOWN:]), world),
        far=_said([one for one in toward if one[1] < 0][:SHOWN], world),
        theatres=tuple(
            (world.theatres[name].title, _fear(value.value))
            for name, value in actor.aversion.items()
        ),
        options=tuple(
            (line.title, tuple(option.title for option in line.options))
            for line in model.actor(code).options().values()
        ),
    )


def _toward(model: EscalationModel, code: str) -> list[tuple[str, float]]:
    others = [p for p in model.world.parties if f"{code}>{p}" in model.world.relations]
    return sorted(((p, model.alignment(code, p)) for p in others), key=lambda one: one[1])


def _said(some: Iterable[tuple[str, float]], world: World) -> tuple[tuple[str, str], ...]:
    return tuple((world.parties[code].name, signed(value)) for code, value in some)


def _fear(aversion: float) -> str:
    return FEARS[min(len(FEARS) - 1, int(aversion * len(FEARS)))]
