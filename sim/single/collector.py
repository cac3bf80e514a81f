"""What mesa's data collector keeps of each step; row 0 is the start."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import mesa  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from sim.single.actor import StateActor
    from sim.single.model import EscalationModel

Reporter = Callable[["EscalationModel"], float | str]  # a plain function: mesa 3.4 wants no partial


def collector(model: "EscalationModel") -> Any:
    """A DataCollector of a model.

    Model columns: ``tension.<theatre>`` (0–10), ``rung.<theatre>`` (its name),
    ``posture.<posture>`` (level) and ``KOR>USA`` (alignment, −1 to 1) for every pair with an actor
    that looks. Agent columns: ``actor`` (code) and ``actions`` (what it did in the step).
    """
    names = model.case.names
    reporters = {f"tension.{q}": _tension(q) for q in names.theatres}
    reporters |= {f"rung.{q}": _rung(q) for q in names.theatres}
    reporters |= {f"posture.{x}": _posture(x) for x in names.postures}
    reporters |= {pair: _alignment(pair) for pair in names.seen_pairs}
    return mesa.DataCollector(
        model_reporters=reporters, agent_reporters={"actor": _code, "actions": _actions}
    )


def _tension(theatre: str) -> Reporter:
    return lambda model: model.tension[theatre]


def _rung(theatre: str) -> Reporter:
    return lambda model: model.rungs[theatre]


def _posture(posture: str) -> Reporter:
    return lambda model: model.postures[posture]


def _alignment(pair: str) -> Reporter:
    source, target = pair.split(">")
    return lambda model: model.alignment(source, target)


def _code(actor: "StateActor") -> str:
    return actor.code


def _actions(actor: "StateActor") -> tuple[str, ...]:
    return actor.actions
