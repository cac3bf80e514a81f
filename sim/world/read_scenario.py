"""Reads a scenario with what it extends, and checks it against a world."""

from dataclasses import dataclass, replace
from pathlib import Path

from sim.world.check_indicators import check_indicators
from sim.world.check_variants import check_variants
from sim.world.document import Place, shown
from sim.world.locate import ids_in, scenario_file, scenario_folders
from sim.world.naming import check_name
from sim.world.page import Page
from sim.world.paths import crowded, put_all, touched
from sim.world.posture import Requirement
from sim.world.problems import Problem, WorldError, suggest
from sim.world.provenance import Register
from sim.world.quantity import Quantity
from sim.world.scenario import STEPS, Event, EventText, Scenario, ScenarioFile
from sim.world.settled import settled
from sim.world.state import settle_state
from sim.world.strict import Inherited, Reading
from sim.world.validate import validate
from sim.world.world import World
from sim.world.yaml_reader import read_yaml

BASELINE = "baseline"
MAX_EVENTS = 50_000  # of one file, with every repetition


@dataclass(frozen=True)
class _Link:
    """One file in the chain of `extends`, and the register of what it may cite."""

    path: Path
    text: ScenarioFile
    page: Page
    register: Register


@dataclass(frozen=True)
class _Placed:
    """An event and where it was written."""

    event: Event
    link: _Link
    place: Place


def load_scenario(ref: str | Path, world: World) -> Scenario:
    """A scenario by id or path. Raises WorldError with everything that is wrong with it."""
    problems: list[Problem] = []
    path = _find(ref, world)
    check_name(path.stem, shown(path))
    chain = _declared(_chain(path, world, problems), world, problems)
    last = chain[-1]
    for link in chain:
        _names(link, world)
    _stop(problems)
    steps = next((n for link in reversed(chain) if (n := link.text.steps)), STEPS)
    placed = [p for link in chain for p in _events(link, steps)]
    values, state = _values(chain, world)
    _stop(problems)
    changed = put_all(world, values)
    _crowded(chain, values, changed)
    _late(placed, last, steps)
    _stop(problems)
    _clashes(placed, world)
    _stop(problems)
    _preconditions(placed, put_all(changed, state))
    _about(last, placed)
    _indicators(chain, world, steps)
    _variants(chain, world)
    _stop(problems)
    parent = last.text.extends
    return Scenario(
        id=last.path.stem,
        title=last.text.title,
        why=last.text.why,
        against=last.text.against or parent or BASELINE,
        steps=steps,
        parent=parent,
        claims=tuple(dict.fromkeys(c for link in chain for c in link.text.claims)),
        events=tuple(sorted((p.event for p in placed), key=lambda e: (e.step, e.action))),
        about=next((link.text.about for link in reversed(chain) if link.text.about), None),
        off=frozenset(name for link in chain for name in link.text.off),
        indicators=tuple(i for link in chain for i in link.text.indicators),
        own=frozenset(i.id for i in last.text.indicators),
        set=values,
        state=state,
        variants={
            name: text.named(name) for link in chain for name, text in link.text.variants.items()
        },
        sources={name: one for link in chain for name, one in link.text.declared.items()},
    )


def known_scenarios(world: World) -> list[str]:
    """The ids that `load_scenario` finds without a path."""
    return ids_in(scenario_folders(world.folder))


def _stop(problems: list[Problem]) -> None:
    if problems:
        raise WorldError(problems)


def _find(ref: str | Path, world: World) -> Path:
    text = str(ref)
    if isinstance(ref, Path) or text.endswith((".yaml", ".yml")) or "/" in text or "\\" in text:
        return Path(ref)
    folders = scenario_folders(world.folder)
    found = scenario_file(text, folders)
    if found is None:
        raise WorldError(
            [Problem("", 0, f"unknown scenario `{text}`", suggest(text, ids_in(folders)))]
        )
    return found


def _chain(path: Path, world: World, problems: list[Problem]) -> list[_Link]:
    """The file and what it extends, the eldest first."""
    chain: list[_Link] = []
    seen: list[Path] = []
    while True:
        document = read_yaml(path)
        # Sources are checked once those that the file and its elders declare are known.
        text = validate(ScenarioFile, document, Reading(world.scales), problems)
        _stop(problems)
        assert text is not None
        link = _Link(path, text, Page(document, problems), world.register)
        chain.insert(0, link)
        seen.append(path.resolve())
        if text.extends is None:
            return chain
        path = _parent(link, text.extends, world)
        if path.resolve() in seen:
            round_trip = " > ".join([*(p.stem for p in seen), path.stem])
            link.page.mark(
                ("extends",), f"the chain of `extends` never ends: {round_trip}", "Cut it"
            )
        _stop(problems)


def _declared(chain: list[_Link], world: World, problems: list[Problem]) -> list[_Link]:
    """The chain, each file with what it and its elders declare; what they cite is checked."""
    places: dict[str, str] = {}
    found = []
    for link in chain:
        page = link.page
        for name, source in link.text.declared.items():
            place = ("sources", name)
            if world.sources.get(name, source) != source or name in places:
                whose = places.get(name, "the world")
                hint = "Cite that one, or give yours another name"
                page.mark(place, f"{whose} has a source `{name}` already", hint)
            places[name] = f"{shown(link.path)}:{page.document.line(place)}"
        world = world.with_sources(link.text.declared)
        validate(ScenarioFile, page.document, Reading(world.scales, world.register), problems)
        _stop(problems)
        found.append(replace(link, register=world.register))
    return found


def _parent(link: _Link, name: str, world: World) -> Path:
    folders = scenario_folders(world.folder, link.path.resolve().parent)
    found = scenario_file(name, folders)
    if found is None:
        link.page.mark(("extends",), f"unknown scenario `{name}`", suggest(name, ids_in(folders)))
        _stop(link.page.problems)
    assert found is not None
    return found


def _names(link: _Link, world: World) -> None:
    text, page = link.text, link.page
    for n, claim in enumerate(text.claims):
        page.known(("claims", n), claim, world.claims, "claim")
    for n, name in enumerate(text.off):
        known = [*world.mechanisms, *world.motives]
        page.known(("off", n), name, known, "mechanism or motive")
    for n, event in enumerate(text.events):
        page.known(("events", n, "action"), event.action, world.actions, "action")
    if text.against is not None:
        folders = scenario_folders(world.folder, link.path.resolve().parent)
        if text.against == link.path.stem:
            page.mark(("against",), "the scenario is compared with itself", "Name another")
        else:
            page.known(("against",), text.against, ids_in(folders), "scenario")


def _events(link: _Link, steps: int) -> list[_Placed]:
    placed: list[_Placed] = []
    for n, text in enumerate(link.text.events):
        place = ("events", n)
        if len(placed) > MAX_EVENTS:
            said = f"the events come to more than {MAX_EVENTS:,} with every repetition"
            link.page.mark(place, said, "An instrument does one thing in a step: leave some out")
            break
        if text.until is not None and text.until < text.step:
            said = f"the event ends (step {text.until}) before it begins (step {text.step})"
            link.page.mark((*place, "until"), said, "`until` is the last step")
        for step in _steps(text, steps):
            event = Event(step, text.action, text.note, text.sources)
            placed.append(_Placed(event, link, (*place, "step" if step == text.step else "until")))
    return placed


def _steps(text: EventText, steps: int) -> list[int]:
    if text.until is None and text.every is None:
        return [text.step]
    end = text.until if text.until is not None else max(steps, text.step)
    return list(range(text.step, end + 1, text.every or 1))


def _late(placed: list[_Placed], last: _Link, steps: int) -> None:
    told: set[Place] = set()
    for p in placed:
        if p.event.step <= steps:
            continue
        if p.link is not last:
            said = f"`{p.event.action}` comes at step {p.event.step} from {p.link.path.stem}"
            last.page.mark(("steps",), f"{said}, after the end (step {steps})", "Raise `steps`")
        elif p.place not in told:
            said = f"the event comes at step {p.event.step}, after the end (step {steps})"
            last.page.mark(p.place, said, "Bring it forward or raise `steps`")
        told.add(p.place)


def _values(
    chain: list[_Link], world: World
) -> tuple[dict[str, Quantity | str], dict[str, Quantity | str]]:
    """What is set, and where runs begin off the reference; the youngest file wins."""
    values: dict[str, Quantity | str] = {}
    state: dict[str, Quantity | str] = {}
    for link in chain:
        reading = Reading(world.scales, link.register, Inherited(link.text.sources))
        values |= settled(world, "set", link.text.overrides, reading, link.page)
        state |= settled(world, "state", link.text.state, reading, link.page, settle_state)
    return values, state


def _crowded(chain: list[_Link], values: dict[str, Quantity | str], changed: World) -> None:
    for name, said, hint in crowded(changed, touched(changed, values)):
        link, path = next(
            (link, path)
            for link in reversed(chain)
            for path in link.text.overrides
            if _rate_of(path, name, changed)
        )
        link.page.mark(("set", path), said, hint)


def _rate_of(path: str, instrument: str, world: World) -> bool:
    return path.endswith(".base_rate") and touched(world, {path: None}) == {instrument}


def _clashes(placed: list[_Placed], world: World) -> None:
    taken: dict[tuple[int, str], _Placed] = {}
    for p in placed:
        key = (p.event.step, world.actions[p.event.action].instrument)
        first = taken.setdefault(key, p)
        if first is not p:
            where = f"{shown(first.link.path)}:{first.link.page.document.line(first.place)}"
            p.link.page.mark(
                p.place,
                f"step {p.event.step} has two events of the instrument `{key[1]}`: "
                f"`{first.event.action}` ({where}) and `{p.event.action}`",
                "An instrument does one thing in a step",
            )


def _preconditions(placed: list[_Placed], world: World) -> None:
    """Each must hold from the start levels and the moves scripted in earlier steps."""
    levels = {name: posture.start for name, posture in world.postures.items()}
    moved = dict(levels)
    now = 0
    for p in sorted(placed, key=lambda p: p.event.step):
        if p.event.step > now:
            now, levels = p.event.step, dict(moved)
        action = world.actions[p.event.action]
        unmet = [
            n for n in action.requires if not n.met(world.postures[n.posture], levels[n.posture])
        ]
        for need in unmet:
            said = f"`{action.id}` needs {need}, but at step {now} it is {levels[need.posture]}"
            p.link.page.mark((*p.place[:2], "action"), said, _way(world, need))
        if not unmet:
            moved.update(action.moves)


def _way(world: World, need: Requirement) -> str:
    posture = world.postures[need.posture]
    movers = [
        action.id
        for action in world.actions.values()
        if need.posture in action.moves and need.met(posture, action.moves[need.posture])
    ]
    first = f"Script {' or '.join(movers[:3])} in an earlier step, or" if movers else "You can"
    return f"{first} set postures.{need.posture}.start"


def _about(last: _Link, placed: list[_Placed]) -> None:
    """What the title is said to name must be scripted."""
    if last.text.about is not None:
        scripted = [p.event.action for p in placed]
        last.page.known(("about",), last.text.about, scripted, "scripted action")


def _indicators(chain: list[_Link], world: World, steps: int) -> None:
    taken = [indicator.id for indicator in world.indicators]
    for link in chain:
        check_indicators(world, link.text.indicators, link.page, steps, taken)
        taken += [indicator.id for indicator in link.text.indicators]


def _variants(chain: list[_Link], world: World) -> None:
    for link in chain:
        check_variants(world, link.text.variants, link.page)
