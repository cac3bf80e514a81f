"""Reads a choice between options, and checks it against a world: every option is a scenario."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sim.world.check_script import check_title
from sim.world.choice import (
    AS_THEY_WILL,
    FEWEST_OPTIONS,
    MOST_ANSWERS,
    MOST_OBJECTIVES,
    MOST_OPTIONS,
    WEIGHTED,
    Choice,
    ChoiceFile,
    Deed,
    DeedText,
    Objective,
    ObjectiveText,
)
from sim.world.document import Place, shown
from sim.world.locate import files_in, scenario_folders
from sim.world.month import month_of
from sim.world.naming import check_name
from sim.world.page import Page
from sim.world.problems import Problem, WorldError, stop
from sim.world.read_scenario import load_with
from sim.world.scenario import Scenario
from sim.world.scenario_file import ScenarioFile
from sim.world.strict import Reading
from sim.world.validate import validate
from sim.world.world import World
from sim.world.yaml_reader import read_yaml

Part = tuple[ScenarioFile, Page]
Cells = dict[tuple[str, str], Scenario]
LEFT_ALONE = DeedText(id=AS_THEY_WILL, title="The others do as they will")


def load_choice(path: Path, world: World) -> Choice:
    """A choice from its file. Raises WorldError with everything that is wrong with it."""
    check_name(path.stem, shown(path))
    problems: list[Problem] = []
    document = read_yaml(path)
    reading = Reading(world.scales, world.register, begin=world.date)
    text = validate(ChoiceFile, document, reading, problems)
    stop(problems)
    assert text is not None
    page = Page(document, problems)
    _numbers(text, page)
    _ids(text, page)
    _titles(text, page)
    _weights(text, page)
    _owners(text, page, world)
    base = _base(text, page, path, world)
    stop(problems)
    common = _common(text, page)
    start = load_with(base, world, (common,))
    _objectives(text, page, world, start)
    stop(problems)
    title = load_with(base, world, (), setting=True).title
    return _choice(path, text, world, start, title, _cells(base, text, page, common, world))


def _choice(
    path: Path, text: ChoiceFile, world: World, start: Scenario, title: str, cells: Cells
) -> Choice:
    answers = text.others or (LEFT_ALONE,)
    return Choice(
        id=path.stem,
        title=text.title,
        why=text.why,
        decides=text.decides,
        base=replace(start, id=text.extends, title=title),
        steps=start.steps,
        objectives=tuple(
            Objective(one.id, one.title, one.kind, one.of, one.direction, one.weight)
            for one in text.objectives
        ),
        options=tuple(_deed(one, world) for one in text.options),
        answers=tuple(_deed(one, world) for one in answers),
        cells=cells,
    )


def _deed(text: DeedText, world: World) -> Deed:
    return Deed(text.id, text.title, tuple(_in_words(text, world)), text.note)


def _in_words(text: DeedText, world: World) -> Iterator[str]:
    """What is scripted for it."""
    for event in text.events:
        first, last = event.window
        said = month_of(world.date, first) if event.dated else "once a condition holds"
        if event.dated and not event.fixed:
            said += f" to {month_of(world.date, last)}"
        if event.when is not None and event.dated:
            said += ", once a condition holds"
        if event.until is not None:
            said += f" to {month_of(world.date, event.until)}"
        if event.every is not None:
            said += f", every {event.every} months"
        luck = "" if event.probability is None else f", with a chance of {event.probability:g}"
        yield f"{said}: {event.action}{luck}"
    for actor, rules in text.rules.items():
        parts = [f"plays {rules.policy}"] if rules.policy else []
        parts += [f"never {name}" for name in rules.never]
        parts += [f"always {name}" for name in rules.always]
        parts += [f"does nothing in {name}" for name in rules.hold]
        parts += [f"answers with {one.with_}" for one in rules.answers]
        yield f"{actor}: {', '.join(parts)}"


def _lists(text: ChoiceFile) -> dict[str, Sequence[DeedText | ObjectiveText]]:
    return {"options": text.options, "others": text.others, "objectives": text.objectives}


def _numbers(text: ChoiceFile, page: Page) -> None:
    bounds = {
        "options": (FEWEST_OPTIONS, MOST_OPTIONS),
        "others": (0, MOST_ANSWERS),
        "objectives": (1, MOST_OBJECTIVES),
    }
    for key, (least, most) in bounds.items():
        found = len(_lists(text)[key])
        if found < least:
            page.mark((key,), f"{found} in `{key}` is too few", f"A choice has {least} or more")
        elif found > most:
            hint = f"At most {most} can be told apart at a glance: keep those that differ most"
            page.mark((key, most), f"{found} in `{key}` are too many", hint)


def _ids(text: ChoiceFile, page: Page) -> None:
    for key, found in _lists(text).items():
        first: dict[str, int] = {}
        for n, one in enumerate(found):
            before = first.setdefault(one.id, n)
            if before != n:
                said = f"`{one.id}` stands in line {page.line((key, before, 'id'))} already"
                page.mark((key, n, "id"), said, "Give each an id of its own")
    for n, objective in enumerate(text.objectives):
        if objective.id == WEIGHTED:
            said = f"`{WEIGHTED}` is what the sum by your weights is called"
            page.mark(("objectives", n, "id"), said, "Give it another id")


def _titles(text: ChoiceFile, page: Page) -> None:
    for key, found in _lists(text).items():
        seen: dict[str, int] = {}
        for n, one in enumerate(found):
            check_title(page, (key,), n, one.title, seen)


def _weights(text: ChoiceFile, page: Page) -> None:
    given = [one.weight is not None for one in text.objectives]
    if not any(given):
        return
    if not all(given):
        without = given.index(False)
        said = f"`{text.objectives[without].id}` has no weight, and others have"
        page.mark(("objectives", without), said, "Weigh all of them or none; 0 leaves one out")
    elif not any(one.weight for one in text.objectives):
        page.mark(("objectives", 0, "weight"), "every weight is 0", "Leave them all out instead")


def _owners(text: ChoiceFile, page: Page, world: World) -> None:
    """Whoever decides does what options say, the others what answers say."""
    if not page.known_actor(("decides",), text.decides, world.parties):
        return
    for place, action in _actions("options", text.options):
        if action in world.actions and world.actions[action].owner != text.decides:
            owner = world.actions[action].owner
            said = f"`{action}` is a deed of {owner}, and {text.decides} decides"
            page.mark(place, said, "What others do stands under `others:`")
    for place, action in _actions("others", text.others):
        if action in world.actions and world.actions[action].owner == text.decides:
            said = f"`{action}` is a deed of {text.decides}, who decides"
            page.mark(place, said, "What the one who decides does stands under `options:`")
    _ruled(text, page)


def _ruled(text: ChoiceFile, page: Page) -> None:
    """The same of rules."""
    for n, deed in enumerate(text.options):
        for actor in deed.rules:
            if actor != text.decides:
                said = f"rules of {actor} in an option, and {text.decides} decides"
                page.mark(("options", n, "rules", actor), said, "Put them under `others:`")
    for n, deed in enumerate(text.others):
        if text.decides in deed.rules:
            said = f"rules of {text.decides} in an answer, and it decides"
            page.mark(("others", n, "rules", text.decides), said, "Put them under `options:`")


def _actions(key: str, deeds: Sequence[DeedText]) -> Iterable[tuple[Place, str]]:
    for n, deed in enumerate(deeds):
        for m, event in enumerate(deed.events):
            yield (key, n, "events", m, "action"), event.action


def _base(text: ChoiceFile, page: Page, path: Path, world: World) -> Path:
    """The file of the scenario that the options stand on; also beside the folder of options."""
    near = path.resolve().parent.parent / "scenarios"
    known = files_in(scenario_folders(world.folder, near))
    page.known(("extends",), text.extends, known, "scenario")
    return known.get(text.extends, path)


def _common(text: ChoiceFile, page: Page) -> Part:
    """What all options have in common, as a scenario's text."""
    own = ScenarioFile.model_construct(
        title=text.title,
        why=text.why,
        steps=text.steps,
        claims=text.claims,
        indicators=text.indicators,
        sources=text.sources,
    )
    return own, page


def _objectives(text: ChoiceFile, page: Page, world: World, start: Scenario) -> None:
    known = {
        "indicator": [one.id for one in start.reported(world)],
        "alignment": [f"{i}>{j}" for i in world.actors for j in world.parties if i != j],
        "tension": list(world.theatres),
        "acts": list(world.actions),
    }
    for n, one in enumerate(text.objectives):
        what = {"alignment": "alignment", "tension": "theatre", "acts": "action"}
        for m, name in enumerate(one.of):
            place: Place = ("objectives", n, one.kind)
            place = (*place, m) if one.kind == "acts" else place
            page.known(place, name, known[one.kind], what.get(one.kind, one.kind))


def _cells(base: Path, text: ChoiceFile, page: Page, common: Part, world: World) -> Cells:
    """The scenario of every option under every answer. Raises WorldError.

    Each option and each answer is read by itself first, so that a fault of its own is told once.
    """
    options = [_part(one, page, "options", n) for n, one in enumerate(text.options)]
    answers = [_part(one, page, "others", n) for n, one in enumerate(text.others)]
    _all(base, world, [(common, one) for one in (*options, *answers)])
    crossed: list[tuple[str, str, tuple[Part, ...]]] = [
        (answer.id, option.id, (common, reply, own))
        for answer, reply in zip(text.others, answers, strict=True)
        for option, own in zip(text.options, options, strict=True)
    ] or [
        (AS_THEY_WILL, option.id, (common, own))
        for option, own in zip(text.options, options, strict=True)
    ]
    found = _all(base, world, [parts for *_, parts in crossed])
    return {
        (answer, option): replace(cell, id=option if not text.others else f"{option}-{answer}")
        for (answer, option, _), cell in zip(crossed, found, strict=True)
    }


def _all(base: Path, world: World, stacks: Iterable[Sequence[Part]]) -> list[Scenario]:
    """Every stack as a scenario. Raises WorldError with what is wrong with any of them."""
    problems: list[Problem] = []
    found = []
    for parts in stacks:
        try:
            found.append(load_with(base, world, parts))
        except WorldError as error:
            problems += error.problems
    stop(problems)
    return found


def _part(text: DeedText, page: Page, key: str, number: int) -> Part:
    own = ScenarioFile.model_construct(
        title=text.title,
        why=text.note or text.title,
        events=text.events,
        rules=text.rules,
        sources=text.sources,
    )
    return own, replace(page, within=(key, number))
