"""What mesa's data collector keeps of each step; row 0 is the start."""

from functools import partial
from typing import TYPE_CHECKING, Any

import mesa  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from sim.single.actor import StateActor
    from sim.single.model import EscalationModel


def collector(model: "EscalationModel") -> Any:
    """A DataCollector of a model.

    Model columns: ``tension.<theatre>`` (0–10), ``rung.<theatre>`` (its name),
    ``posture.<posture>`` (level) and ``KOR>USA`` (alignment, −1 to 1) for every pair with an actor
    that looks. Agent columns: ``actor`` (code) and ``actions`` (what it did in the step).
    """
    names = model.case.names
    reporters = {f"tension.{q}": partial(_tension, theatre=q) for q in names.theatres}
    reporters |= {f"rung.{q}": partial(_rung, theatre=q) for q in names.theatres}
    reporters |= {f"posture.{x}": partial(_posture, posture=x) for x in names.postures}
    reporters |= {pair: partial(_alignment, pair=pair) for pair in names.seen_pairs}
    return mesa.DataCollector(
        model_reporters=reporters, agent_reporters={"actor": _code, "actions": _actions}
    )


def _tension(model: "EscalationModel", theatre: str) -> float:
    return model.tension[theatre]


def _rung(model: "EscalationModel", theatre: str) -> str:
    return model.rungs[theatre]


def _posture(model: "EscalationModel", posture: str) -> str:
    return model.postures[posture]


def _alignment(model: "EscalationModel", pair: str) -> float:
    return model.alignment(*pair.split(">"))


def _code(actor: "StateActor") -> str:
    return actor.code


def _actions(actor: "StateActor") -> tuple[str, ...]:
    return actor.actions
