"""A run as plain data: what it was made from, and every choice that was accepted."""

from collections.abc import Mapping
from dataclasses import fields, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
from pydantic import Field

from sim.kernel.asked import SEED
from sim.kernel.state import State
from sim.results.manifest import fingerprint, world_fingerprint
from sim.single.choices import Choice
from sim.single.setting import Setting, Values
from sim.world import Problem, WorldError
from sim.world.document import Document
from sim.world.naming import name_fault
from sim.world.problems import suggest
from sim.world.scenario import MAX_STEPS
from sim.world.strict import Reading, Strict
from sim.world.validate import validate

if TYPE_CHECKING:
    from sim.single.model import EscalationModel

FORMAT = 1
SAME_FILES = "Replay it with the files it was played with"

Record = dict[str, Any]
"""What ``to_record`` returns: keys and values that JSON knows."""

Seed = Annotated[int, Field(ge=0, le=SEED.high)]
Fingerprint = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Chosen(Strict):
    """A choice that was accepted; what the draw decided is drawn again."""

    action: str | None
    by: Literal["player", "function"]


class MonthRecord(Strict):
    """What was decided from outside in one month: instrument -> choice, and what was off."""

    choices: dict[str, Chosen] = Field({})
    off: tuple[str, ...] = ()


class RunRecord(Strict):
    """A run: what it was made from, its months, what is set for the next, and how it stands.

    ``begins`` is the month in which it begins, where a history leads to it, else empty; ``state``
    the SHA-256 of the state that the months lead to.
    """

    format: Literal[1]
    world: Fingerprint
    scenario: str
    scenario_fingerprint: Fingerprint
    seed: Seed
    run: Seed
    steps: Annotated[int, Field(ge=1, le=MAX_STEPS)]
    values: Values
    begins: str = ""
    months: Annotated[tuple[MonthRecord, ...], Field(max_length=MAX_STEPS)]
    coming: MonthRecord
    state: Fingerprint


def record_of(model: "EscalationModel") -> Record:
    """A run as plain data."""
    setting = model.setting
    queue = {name: one for actor in model.deciders for name, one in actor.queue.items()}
    return {
        "format": FORMAT,
        **_made_of(setting),
        "scenario": setting.scenario.id,
        "seed": setting.seed,
        "run": setting.run,
        "steps": setting.steps,
        "values": setting.values,
        "begins": _begins(setting),
        "months": [_month(month.choices, month.setting) for month in model.months],
        "coming": _month(queue, setting),
        "state": digest(model.state),
    }


def read_record(record: Mapping[str, Any]) -> RunRecord:
    """Check a record. WorldError says what is wrong with it."""
    problems: list[Problem] = []
    found = validate(RunRecord, Document("", frozen(record), {}), Reading(), problems)
    if found is None:
        raise WorldError(
            [replace(one, line=0, message=f"record: {one.message}") for one in problems]
        )
    if fault := name_fault(found.scenario):
        raise _refused(f"`{found.scenario}` is no scenario: {fault}")
    return found


def replay(record: RunRecord, model: "EscalationModel") -> None:
    """Play a model as a record has it. WorldError if it cannot be, or comes out otherwise."""
    made = _made_of(model.setting)
    if record.world != made["world"]:
        raise _refused("it is of another world", _same_world(record.begins, _begins(model.setting)))
    if record.scenario_fingerprint != made["scenario_fingerprint"]:
        raise _refused(f"`{record.scenario}` is not as it was then", SAME_FILES)
    try:
        for month in record.months:
            _set(month, model)
            model.step()
        _set(record.coming, model)
    except ValueError as error:  # what is chosen is not open
        raise _refused(f"month {len(model.months) + 1} cannot be: {error}") from error
    if digest(model.state) != record.state:
        said = f"its {len(record.months)} months come to another end than they did"
        raise _refused(said, "It was changed by hand, or the laws have changed since")


def _begins(setting: Setting) -> str:
    return "" if setting.world.history is None else setting.world.date


def _same_world(then: str, now: str) -> str:
    """What to do about another world: it may be that of another month."""
    if then == now:
        return SAME_FILES
    return f"It begins in {then}: --from {then}" if then else "It begins at the world's own date"


def _set(month: MonthRecord, model: "EscalationModel") -> None:
    model.switch_on(*model.off - set(month.off))
    model.switch_off(*month.off)
    for instrument, choice in month.choices.items():
        if instrument not in model.world.instruments:
            raise ValueError(f"`{instrument}`: {suggest(instrument, model.world.instruments)}")
        owner = model.actor(model.world.instruments[instrument].owner)
        owner.choose(choice.action, instrument, choice.by)


def _refused(said: str, hint: str = "") -> WorldError:
    return WorldError([Problem("", 0, f"record: {said}", hint)])


def digest(state: State) -> str:
    """The SHA-256 of every number of a state."""
    found = sha256()
    for one in fields(State):
        found.update(np.ascontiguousarray(getattr(state, one.name), dtype="<f8").tobytes())
    return found.hexdigest()


def _made_of(setting: Setting) -> dict[str, str]:
    return {
        "world": world_fingerprint(setting.world),
        "scenario_fingerprint": fingerprint(setting.scenario),
    }


def _month(choices: Mapping[str, Choice], setting: Setting) -> dict[str, Any]:
    kept = {
        name: {"action": choice.action, "by": choice.by}
        for name, choice in sorted(choices.items())
        if choice.by != "draw"
    }
    return {"choices": kept, "off": sorted(setting.off)}


def frozen(thing: Any) -> Any:
    """What JSON knows, with every list as a tuple, as models of files are read."""
    if isinstance(thing, Mapping):
        return {key: frozen(value) for key, value in thing.items()}
    return tuple(map(frozen, thing)) if isinstance(thing, list | tuple) else thing
