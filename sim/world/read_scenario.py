"""Reads a scenario with what it extends, and checks it against a world."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sim.world.check_indicators import check_indicators
from sim.world.check_variants import check_variants
from sim.world.document import Document, shown
from sim.world.locate import files_in, named_file, scenario_folders
from sim.world.naming import check_name
from sim.world.page import Page
from sim.world.paths import crowded, put_all, touched
from sim.world.problems import Problem, WorldError, stop, suggest
from sim.world.quantity import Quantity
from sim.world.read_script import moved_to, read_script
from sim.world.scenario import STEPS, Scenario
from sim.world.scenario_file import ScenarioFile
from sim.world.script import Link, ScriptText
from sim.world.seat import check_seats
from sim.world.settled import settled
from sim.world.standing import beginning
from sim.world.state import settle_state
from sim.world.strict import Inherited, Reading
from sim.world.validate import validate
from sim.world.world import World
from sim.world.yaml_reader import read_yaml

BASELINE = "baseline"
OTHERS = (
    ({"decides", "options"}, "a choice between options", "sim options FILE"),
    ({"from", "to"}, "a history or a timeline", "sim history check FILE"),
)  # what its keys tell of a file that is no scenario, and which command reads it
NOWHERE: Mapping[str, int] = {}


def load_scenario(ref: str | Path, world: World, *, setting: bool = False) -> Scenario:
    """A scenario by id or path. Raises WorldError with everything that is wrong with it.

    ``setting`` says that it is what another is compared with: after a history, what it scripts and
    is known to have been done is not done again.
    """
    return load_with(ref, world, (), setting=setting)


def load_with(
    ref: str | Path,
    world: World,
    more: Sequence[tuple[ScenarioFile, Page]],
    moved: Mapping[str, int] = NOWHERE,
    *,
    setting: bool = False,
    steps: int | None = None,
) -> Scenario:
    """The same with ``more`` on top of it, each as if it extended what stands before.

    Each comes with the page that its faults are marked on. Id, title and `why` are the last one's.
    ``moved`` says at which step an action's first event comes instead, its others as far behind it;
    ``steps`` how many there are, whatever the files say.
    """
    problems: list[Problem] = []
    path = _find(ref, world)
    check_name(path.stem, shown(path))
    chain = _chain(path, world, problems)
    _sources(chain, world, problems)
    for text, page in more:
        chain.append(Link(Path(page.document.file), text, replace(page, problems=problems)))
    chain = moved_to(chain, moved)
    last = chain[-1]
    for link in chain:
        _names(link, world)
    stop(problems)
    if steps is None:
        steps = next((n for link in reversed(chain) if (n := link.text.steps)), STEPS)
    script = read_script(chain, steps, world, setting=setting)
    values, state = _values(chain, world)
    stop(problems)
    changed = put_all(world, values)
    _crowded(chain, values, changed)
    script.check_steps(last, steps)
    stop(problems)
    script.check(world)
    stop(problems)
    begin = {**beginning(changed), **_postures(state)}
    script.check_preconditions(put_all(changed, state), steps, begin)
    _about(last, script)
    _indicators(chain, world, steps)
    _variants(chain, world)
    for link in chain:
        check_seats(world, link.text.seats, link.page)
    stop(problems)
    parent = last.text.extends
    return Scenario(
        id=last.path.stem,
        title=last.text.title,
        why=last.text.why,
        against=last.text.against or parent or BASELINE,
        steps=steps,
        parent=parent,
        claims=tuple(dict.fromkeys(c for link in chain for c in link.text.claims)),
        events=script.events,
        contingencies=script.contingencies,
        rules=script.rules,
        branches=script.branches,
        about=next((link.text.about for link in reversed(chain) if link.text.about), None),
        off=frozenset(name for link in chain for name in link.text.off),
        indicators=tuple(i for link in chain for i in link.text.indicators),
        own=frozenset(i.id for i in last.text.indicators),
        set=values,
        state=state,
        variants={
            name: text.named(name) for link in chain for name, text in link.text.variants.items()
        },
        seats={code: one.program for link in chain for code, one in link.text.seats.items()},
        sources={name: one for link in chain for name, one in link.text.declared.items()},
    )


def known_scenarios(world: World) -> list[str]:
    """The ids that `load_scenario` finds without a path."""
    return list(files_in(scenario_folders(world.folder)))


def _find(ref: str | Path, world: World) -> Path:
    known, name = files_in(scenario_folders(world.folder)), str(ref)
    found = named_file(ref) or known.get(name)
    if found is None:
        raise WorldError([Problem("", 0, f"unknown scenario `{name}`", suggest(name, known))])
    return found


def _chain(path: Path, world: World, problems: list[Problem]) -> list[Link]:
    """The file and what it extends, the eldest first."""
    chain: list[Link] = []
    seen: list[Path] = []
    while True:
        document = read_yaml(path)
        _refuse_others(document)
        # Sources are checked once those that the file and its elders declare are known.
        reading = Reading(world.scales, begin=world.date)
        text = validate(ScenarioFile, document, reading, problems)
        stop(problems)
        assert text is not None
        link = Link(path, text, Page(document, problems))
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
        stop(problems)


def _refuse_others(document: Document) -> None:
    """Say of a file of another kind what it is, and not of each key that no scenario has it."""
    for keys, kind, command in OTHERS:
        if document.data.keys() >= keys:
            said = f"it is {kind}, and no scenario"
            raise WorldError([document.problem((), said, f"See it with: {command}")])


def _sources(chain: list[Link], world: World, problems: list[Problem]) -> None:
    """Check what each file cites: the world's sources, its elders' and its own."""
    places: dict[str, str] = {}
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
        reading = Reading(world.scales, world.register, begin=world.date)
        validate(ScenarioFile, page.document, reading, problems)
        stop(problems)


def _parent(link: Link, name: str, world: World) -> Path:
    known = files_in(scenario_folders(world.folder, link.path.resolve().parent))
    link.page.known(("extends",), name, known, "scenario")
    stop(link.page.problems)
    return known[name]


def _names(link: Link, world: World) -> None:
    text, page = link.text, link.page
    for n, claim in enumerate(text.claims):
        page.known(("claims", n), claim, world.claims, "claim")
    for n, name in enumerate(text.off):
        known = world.laws
        page.known(("off", n), name, known, "mechanism or motive")
    for place, event in link.texts:
        page.known((*place, "action"), event.action, world.actions, "action")
    if text.against is not None:
        others = files_in(scenario_folders(world.folder, link.path.resolve().parent))
        if text.against == link.path.stem:
            page.mark(("against",), "the scenario is compared with itself", "Name another")
        else:
            page.known(("against",), text.against, others, "scenario")


def _values(
    chain: list[Link], world: World
) -> tuple[dict[str, Quantity | str], dict[str, Quantity | str]]:
    """What is set, and where runs begin off the reference; the youngest file wins."""
    values: dict[str, Quantity | str] = {}
    state: dict[str, Quantity | str] = {}
    citing = world
    for link in chain:
        citing = citing.with_sources(link.text.declared)
        reading = Reading(world.scales, citing.register, Inherited(link.text.sources))
        values |= settled(world, ("set",), link.text.overrides, reading, link.page)
        state |= settled(world, ("state",), link.text.state, reading, link.page, settle_state)
    return values, state


def _postures(state: dict[str, Quantity | str]) -> dict[str, str]:
    """The levels that a state puts postures on."""
    return {path.split(".")[1]: level for path, level in state.items() if isinstance(level, str)}


def _crowded(chain: list[Link], values: dict[str, Quantity | str], changed: World) -> None:
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


def _about(last: Link, script: ScriptText) -> None:
    """What the title is said to name must be scripted."""
    if last.text.about is not None:
        scripted = [
            *(one.action for one in script.events),
            *(one.action for one in script.contingencies),
        ]
        last.page.known(("about",), last.text.about, scripted, "scripted action")


def _indicators(chain: list[Link], world: World, steps: int) -> None:
    taken = [indicator.id for indicator in world.indicators]
    for link in chain:
        check_indicators(world, link.text.indicators, link.page, steps, taken)
        taken += [indicator.id for indicator in link.text.indicators]


def _variants(chain: list[Link], world: World) -> None:
    for link in chain:
        check_variants(world, link.text.variants, link.page)
