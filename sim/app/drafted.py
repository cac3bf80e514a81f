"""A draft written down: a scenario or a choice between options, commented."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.app.draft import NOTHING, Draft, lead_up, month
from sim.report.words import within

if TYPE_CHECKING:
    from sim.world import Scenario, World

FALL, HOTTER = 0.1, 1.0  # of an alignment, of a tension: what counts as a change worth watching


def text_of(draft: Draft) -> str:
    """Return the file, commented."""
    return "\n".join(_choice(draft) if draft.choice else _scenario(draft)) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _deed(draft: Draft, action: str) -> str:
    title = draft.world.actions[action].title
    return f"{draft.world.parties[draft.actor].name} {title[:1].lower()}{title[1:]}"


def _scenario(draft: Draft) -> Iterator[str]:
    (action,) = draft.actions
    yield "# A scenario: what is scripted to happen; everybody else reacts by the model's laws."
    yield f"# Try it:  sim check scenarios/{draft.name}.yaml    sim run scenarios/{draft.name}.yaml"
    yield ""
    yield f"title: {_quoted('What if ' + _deed(draft, action) + '?')}"
    yield "why: >-"
    yield "  One paragraph in plain words: why is this worth asking?"
    yield f"extends: {draft.base.id}        # its events come first, and this is compared with it"
    yield "# against: baseline     # compare with another scenario instead"
    yield ""
    yield "events:                 # step 1 is the first month. All actions: sim list actions"
    yield from _events(draft, action, "  ")
    yield f"about: {action}"
    yield from _indicators(draft)


def _events(draft: Draft, action: str, indent: str) -> Iterator[str]:
    lead = lead_up(draft, action)
    for number, one in enumerate([*lead, action]):
        step = draft.step - len(lead) + number
        yield f"{indent}- step: {step}              # {month(draft.world, step)}"
        yield f"{indent}  action: {one}"
        if one in lead:
            yield f"{indent}  note: It must come before {action} can."
    yield f'{indent}  # source: "claim:..."   # what it rests on: sim sources'


def _indicators(draft: Draft) -> Iterator[str]:
    """Conditions for what no indicator watches yet."""
    world, known = draft.world, {one.id for one in draft.base.reported(draft.world)}
    new = [name for name, _ in draft.watched if name not in known]
    for name, _ in draft.watched:
        if name in known:
            yield f"# {name} is reported already"
    if not new:
        return
    yield ""
    yield "indicators:             # conditions whose probability is reported"
    for name in new:
        if ">" in name:
            one, other = (world.parties[code].name for code in name.split(">"))
            key = f"{name.replace('>', '_').lower()}_falls"
            said = f"{one}'s alignment with {other} falls by {FALL}"
            subject = f"alignment: {name}\n    falls_by: {FALL}   # or rises_by, at_least, at_most"
        else:
            level = min(9.5, world.theatres[name].tension.value + HOTTER)
            key, said = f"{name}_heats_up", f"Tension: {world.theatres[name].title} at {level:g}"
            subject = f"tension: {name}\n    at_least: {level:g}"
        yield f"  - id: {key}\n    title: {_quoted(said)}\n    {subject}"


def _choice(draft: Draft) -> Iterator[str]:
    who = within(draft.world.parties[draft.actor].name)
    yield "# A choice: the options of one who decides, and the objectives to judge them by."
    yield f"# Try it:  sim check options/{draft.name}.yaml    sim options options/{draft.name}.yaml"
    yield ""
    yield f"title: {_quoted(f'What should {who} do?')}"
    yield "why: >-"
    yield "  One paragraph in plain words: why is this worth asking?"
    yield f"decides: {draft.actor}"
    yield f"extends: {draft.base.id}        # the scenario that all options stand on"
    yield ""
    yield "objectives:             # each may have a weight: yours, or left to the page"
    for name, way in draft.watched or ((next(iter(draft.world.theatres)), "down"),):
        yield from _objective(draft.world, draft.base, name, way)
    yield ""
    yield "options:                # 2 to 8; every deed is the decider's own: sim list actions"
    for action in draft.actions:
        if action == NOTHING:
            yield f"  - id: {NOTHING}\n    title: Nothing is scripted"
            continue
        yield f"  - id: {action}"
        yield f"    title: {_quoted(_deed(draft, action))}"
        yield "    events:"
        yield from _events(draft, action, "      ")
    yield ""
    yield "# others:                # what the others may do, each crossed with every option"
    yield "#   - id: as_they_will"
    yield "#     title: The others do as they will"


def _objective(world: "World", base: "Scenario", name: str, way: str) -> Iterator[str]:
    titles = {one.id: one.title for one in base.reported(world)}
    if ">" in name:
        one, other = (world.parties[code].name for code in name.split(">"))
        key, kind, title = name.replace(">", "_").lower(), "alignment", f"{one} toward {other}"
    elif name in world.theatres:
        key, kind, title = name, "tension", f"Tension: {world.theatres[name].title}"
    else:
        key, kind, title = name, "indicator", titles[name]
    yield f"  - id: {key}\n    title: {_quoted(title)}\n    {kind}: {name}\n    direction: {way}"
