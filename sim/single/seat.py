"""What a seat is told and what it may answer: the protocol of programs that play a state.

One JSON object a line. First comes a ``hello``: the rules and the world. Then each month one
``month``: what the state sees before it decides; the answer is one line. Last comes an ``end``. The
page docs/seats.md says it in full.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from sim.single.options import Options
from sim.world import Problem, World
from sim.world.action import Action
from sim.world.document import Document
from sim.world.month import month_of
from sim.world.problems import short
from sim.world.strict import Reading, Strict
from sim.world.validate import validate

if TYPE_CHECKING:
    from sim.single.actor import StateActor
    from sim.single.model import EscalationModel

PROTOCOL = 1
MAX_LINE = 65_536  # bytes of an answer

Fault = Literal["crash", "silence", "oversized", "nonsense"]
"""Why an answer counts as a pass: the program has ended, said nothing in time, said too much in one
line, or said what is no answer."""

Message = dict[str, Any]


class Answer(Strict):
    """An answer: instrument -> action, or null for nothing; what is left out the draw decides."""

    choose: dict[str, str | None] = Field({})
    because: str = Field("", max_length=2000)


@dataclass(frozen=True)
class Said:
    """What a seat answered in a month, or why it passed; then the model decided for it."""

    step: int
    seat: str
    choose: Mapping[str, str | None] = field(default_factory=dict)
    because: str = ""
    fault: Fault | None = None
    wrong: str = ""


class PassError(Exception):
    """There is no answer to act on; ``fault`` is of which kind."""

    def __init__(self, fault: Fault, wrong: str) -> None:
        super().__init__(wrong)
        self.fault: Fault = fault


def hello(model: "EscalationModel", code: str, limit: float, *, odds: bool) -> Message:
    """The first line: protocol, limits, and the world as it is stated."""
    world, scenario = model.world, model.scenario
    return {
        "type": "hello",
        "protocol": PROTOCOL,
        "seat": code,
        "name": world.parties[code].name,
        "limits": {"seconds": limit, "bytes": MAX_LINE},
        "odds": odds,
        "scenario": {"id": scenario.id, "title": scenario.title, "why": scenario.why},
        "months": model.setting.steps,
        "world": _world(world),
        "known": _known(world, code),
    }


def _known(world: World, code: str) -> list[Message]:
    """What is known to have been done before the first month, as far as the state sees it."""
    deeds = () if world.history is None else world.history.deeds
    return [
        {
            "date": deed.date,
            "actor": world.actions[deed.action].owner,
            "action": deed.action,
            "title": world.actions[deed.action].title,
        }
        for deed in deeds
        if world.actions[deed.action].seen(code)
    ]


def _world(world: World) -> Message:
    return {
        "id": world.id,
        "title": world.title,
        "parties": world.names,
        "decide": list(world.deciding),
        "theatres": {name: one.title for name, one in world.theatres.items()},
        "postures": {
            name: {"owner": one.owner, "title": one.title, "levels": list(one.levels)}
            for name, one in world.postures.items()
        },
        "threats": {
            name: {
                "title": one.title,
                "owner": one.owner,
                "against": one.against,
                "triggers": list(one.triggers),
                "promises": list(one.promises),
                "declared_by": one.declared_by,
            }
            for name, one in world.threats.items()
        },
        "actions": {name: _action(one) for name, one in world.actions.items()},
    }


def _action(action: Action) -> Message:
    """An action with its stated good (above 0) and harm, and the rungs of tension it adds."""
    return {
        "title": action.title,
        "owner": action.owner,
        "instrument": action.instrument,
        "impacts": {code: one.value for code, one in action.impacts.items()},
        "escalates": {name: one.value for name, one in action.escalates.items()},
    }


def sees(actor: "StateActor", options: Options, *, odds: bool) -> Message:
    """The line of a month: what the state sees before it decides."""
    model, code = actor.model, actor.code
    step = len(model.months) + 1
    return {
        "type": "month",
        "step": step,
        "month": month_of(model.world.date, step),
        "tension": model.tension,
        "alignment": _alignment(model, code),
        "postures": model.postures,
        "threats": _threats(model),
        "deeds": _deeds(model, code),
        "options": {name: _line(options, name, odds=odds) for name in options},
    }


def _alignment(model: "EscalationModel", code: str) -> dict[str, float]:
    """Of every pair with an alignment that the state is in."""
    pairs = (pair for pair in model.case.names.seen_pairs if code in pair.split(">"))
    return {pair: model.alignment(*pair.split(">")) for pair in pairs}


def _threats(model: "EscalationModel") -> dict[str, dict[str, float]]:
    """Those in the air: how far each is voiced, believed, and pulled."""
    state = model.state
    rows = zip(state.voiced[0], state.credibility[0], state.pulled[0], strict=True)
    return {
        name: {"voiced": float(voiced), "credibility": float(belief), "pulled": float(pulled)}
        for name, (voiced, belief, pulled) in zip(model.case.names.threats, rows, strict=True)
        if voiced > 0.0
    }


def _deeds(model: "EscalationModel", code: str) -> list[Message]:
    """What was done in the month before, as far as the state sees it."""
    last = model.history[-1] if model.history else ()
    actions = model.world.actions
    return [
        {
            "actor": deed.actor,
            "action": deed.action,
            "title": actions[deed.action].title,
            "to_you": actions[deed.action].impact(code),
        }
        for deed in last
        if actions[deed.action].seen(code)
    ]


def _line(options: Options, name: str, *, odds: bool) -> Message:
    line = options[name]
    told: Message = {
        "title": line.title,
        "options": [
            {"action": one.action, "title": one.title, "base_rate": one.base_rate}
            | ({"probability": one.probability} if odds else {})
            for one in line.options
        ],
    }
    return told | ({"nothing": line.nothing} if odds else {})


def read_answer(line: bytes, actor: "StateActor") -> Answer:
    """An answer that can be acted on. Raises PassError for any other line."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise PassError("nonsense", f"it is no JSON: {short(str(error))}") from error
    if not isinstance(data, dict):
        raise PassError("nonsense", f"it is no JSON object: {short(repr(data))}")
    problems: list[Problem] = []
    found = validate(Answer, Document("", data, {}), Reading(), problems)
    if found is None:
        raise PassError("nonsense", str(replace(problems[0], line=0)))
    try:
        for instrument, action in found.choose.items():
            actor.desk.decision(instrument, action)
    except ValueError as error:  # what is not open
        raise PassError("nonsense", short(str(error))) from error
    return found
