"""What a class did, as a scenario: its choices scripted, everybody else free to answer.

So the analyst's question becomes: what follows from these choices over many runs, compared with
the same beginning without them?
"""

import json
from collections.abc import Iterator
from pathlib import Path

from sim.room.core.look import Look
from sim.room.core.telling import chosen_by
from sim.single import Deed
from sim.world import Problem, WorldError, load_scenario
from sim.world.naming import check_name


def scenario_text(look: Look, room_id: str) -> str:
    """The scenario of a played course, as YAML.

    Scripted are the choices of class and host, and those deeds of the model that opened the way to
    one of them: without these it could not be done. Raises WorldError where nothing was chosen.
    """
    events = sorted(_scripted(look), key=lambda deed: (deed.step, deed.action))
    if not any(deed.by == "player" for deed in events):
        said = "nothing was done by choice in this room: it is its scenario"
        raise WorldError([Problem("", 0, said, f"sim run {look.setup.lesson.scenario.id}")])
    lesson, scenario = look.setup.lesson.text, look.setup.lesson.scenario
    title = f"What a class did: {lesson.title}"
    lines = [
        f"# Written from the room {room_id}: what was chosen there. Everybody else reacts.",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        "why: >-",
        f"  A class played {len(look.played)} months of {scenario.id}. What follows from its",
        "  choices, over many runs, compared with the same beginning without them?",
        f"extends: {scenario.id}",
        f"against: {scenario.id}",
        "events:",
    ]
    for deed in events:
        lines += _event(deed, look, room_id)
    lines += [
        f"# In month {month.month} {code} held still. That is not scripted: rules say it for a run."
        for month in look.played
        for code in month.holding
    ]
    return "\n".join(lines) + "\n"


def export(look: Look, room_id: str, path: Path) -> None:
    """Write the scenario of a course, unless it would not be one; a file that is there stays.

    Raises WorldError with the reason, FileExistsError.
    """
    check_name(path.stem, str(path))
    text = scenario_text(look, room_id)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    try:
        load_scenario(path, look.setup.world)
    except WorldError:
        path.unlink()
        raise


def _event(deed: Deed, look: Look, room_id: str) -> list[str]:
    if deed.by == "player":
        taken = next(t for t in look.played[deed.step - 1].taken if t.action == deed.action)
        note = f"Month {deed.step}: {chosen_by(taken)}."
    else:
        note = "Not chosen: it opened the way to a choice of the class."
    source = f"assumption: what was played in the room {room_id}, as an example"
    return [
        f"  - step: {deed.step}",
        f"    action: {deed.action}",
        f"    note: {json.dumps(note, ensure_ascii=False)}",
        f"    source: {json.dumps(source)}",
    ]


def _scripted(look: Look) -> Iterator[Deed]:
    """Choices, and the model's deeds without which one of them would not be possible."""
    needed: set[tuple[str, str]] = set()  # posture, level
    for deeds in reversed(look.model.history):
        for deed in deeds:
            action = look.world.actions[deed.action]
            opens = any((p, level) in needed for p, level in action.moves.items())
            if deed.by == "player" or (deed.by == "draw" and opens):
                yield deed
        for deed in deeds:
            action = look.world.actions[deed.action]
            if deed.by == "player" or any(move in needed for move in action.moves.items()):
                needed |= _needs(look, deed)


def _needs(look: Look, deed: Deed) -> set[tuple[str, str]]:
    """The levels of postures that allow a deed."""
    world = look.world
    return {
        (need.posture, level)
        for need in world.actions[deed.action].requires
        for level in world.postures[need.posture].levels
        if need.met(world.postures[need.posture], level)
        and not need.met(world.postures[need.posture], world.postures[need.posture].start)
    }
