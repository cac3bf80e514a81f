"""A lesson: what a class plays, bets on and is asked. lessons/<id>.yaml. Nothing moves by it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from sim.world.document import Document, shown
from sim.world.locate import files_in, lesson_folders, named_file, scenario_folders
from sim.world.page import Page
from sim.world.problems import Problem, WorldError, stop, suggest
from sim.world.read_scenario import load_scenario
from sim.world.scenario import Scenario
from sim.world.seat import SeatText, check_seats
from sim.world.strict import Id, PartyId, Reading, Strict, Text
from sim.world.validate import validate
from sim.world.world import World
from sim.world.yaml_reader import read_yaml

MAX_MONTHS = 24  # a class sees the end of
MAX_NUMBER = 2**63 - 1
MAX_OPTIONS = 6
Bets = Literal["monthly", "opening", "none"]
Number = Annotated[int, Field(ge=0, le=MAX_NUMBER)]
Said = Annotated[Text, Field(max_length=600)]
Short = Annotated[Text, Field(max_length=120)]


class Poll(Strict):
    """A question that the class answers before it plays, and once more after."""

    question: Said
    options: Annotated[tuple[Short, ...], Field(min_length=2, max_length=MAX_OPTIONS)]


class LessonFile(Strict):
    """lessons/<id>.yaml."""

    title: Short
    minutes: Annotated[int, Field(ge=1, le=300)]
    about: Said = Field(description="what it shows, in a sentence")
    scenario: Annotated[str, Field(min_length=1, max_length=200)] = Field(
        description="what is scripted"
    )
    seed: Number = 0
    run: Number = Field(0, description="whose luck: the run of that number")
    values: Literal["stated", "drawn"] = "stated"
    months: Annotated[int, Field(ge=1, le=MAX_MONTHS)]
    played: Annotated[tuple[PartyId, ...], Field(min_length=1)] = Field(
        description="the states that students play"
    )
    seats: dict[PartyId, SeatText] = Field({}, description="states that a program plays")
    bets: Bets = Field("monthly", description="monthly, opening (once, on the whole) or none")
    bet_on: Annotated[tuple[Id, ...], Field(max_length=6)] = Field(
        (), description="actions of others; else those whose odds have moved most"
    )
    offer: dict[PartyId, tuple[Id, ...]] = Field({}, description="actions that menus begin with")
    sheets: bool = Field(False, description="time to read the role sheets")
    branch: bool = Field(False, description="the class votes for a month to play again from")
    off: Id | None = Field(None, description="the mechanism or motive taken away at the end")
    pair: Annotated[str, Field(pattern=r"^[A-Z]{3}>[A-Z]{3}$")] | None = Field(
        None, description="the direction to look at then"
    )
    poll: Poll | None = None
    before: Said = Field(description="what to ask before")
    show: Said = Field(description="what to show, and where to point")
    after: Annotated[tuple[Said, ...], Field(min_length=1, max_length=6)] = Field(
        description="what to ask after"
    )
    wrong: Said = Field(description="what to say where the model is wrong")


@dataclass(frozen=True)
class Lesson:
    """A lesson with its name, and the scenario that it plays."""

    id: str
    text: LessonFile
    scenario: Scenario

    @property
    def programs(self) -> dict[str, str]:
        """The states that a program plays, with its command: the scenario's and the lesson's own.

        Whom students play is theirs.
        """
        own = {code: seat.program for code, seat in self.text.seats.items()}
        both = {**self.scenario.seats, **own}
        return {code: how for code, how in both.items() if code not in self.text.played}


def load_lesson(ref: str | Path, world: World) -> Lesson:
    """Read a lesson by id or path.

    Raises WorldError with file and line: an unknown key or name, a state that does not decide, an
    offer of a state that is not played, a bet on what the class itself decides, more months than
    the scenario has.
    """
    path = find_lesson(ref, world)
    return lesson_of(path.stem, read_yaml(path), world, path.resolve().parent)


def lesson_of(name: str, document: Document, world: World, beside: Path | None = None) -> Lesson:
    """A lesson from what its file holds; ``beside`` is the folder of that file."""
    problems: list[Problem] = []
    text = validate(LessonFile, document, Reading(), problems)
    stop(problems)
    assert text is not None
    page = Page(document, problems)
    scenario = _scenario(text, page, world, beside)
    stop(problems)
    assert scenario is not None
    within = scenario.apply(world)
    _states(text, page, within)
    stop(problems)
    _actions(text, page, within)
    _laws(text, page, within)
    if text.months > scenario.steps:
        said = f"the lesson has {text.months} months, and {scenario.id} only {scenario.steps}"
        page.mark(("months",), said, "Lower `months`")
    stop(problems)
    return Lesson(name, text, scenario)


def any_lesson(ref: str | Path, scenario: Scenario, world: World, months: int = 6) -> Lesson:
    """A lesson of any scenario: every state is played, with bets in every month.

    ``ref`` is by what the scenario is found: its id, or its file.
    """
    text = LessonFile(
        title=scenario.title[:120],
        minutes=10 + 5 * min(months, scenario.steps),
        about="Every state that decides can be played.",
        scenario=str(ref.resolve()) if isinstance(ref, Path) else ref,
        months=min(months, scenario.steps),
        played=tuple(code for code in world.deciding if code not in scenario.seats),
        before="What will happen next, and who will do it?",
        show="Which choices of the class parted it from the model's own course.",
        after=("What did you leave out of your reasoning?",),
        wrong="The model gives no forecast: it says what follows from stated assumptions.",
    )
    return Lesson(scenario.id, text, scenario)


def find_lesson(ref: str | Path, world: World) -> Path:
    """The file of a lesson. WorldError where there is none of that name."""
    known, name = known_lessons(world), str(ref)
    found = named_file(ref) or known.get(name)
    if found is None:
        raise WorldError([Problem("", 0, f"unknown lesson `{name}`", suggest(name, known))])
    return found


def is_lesson(ref: str, world: World) -> bool:
    """Whether a name or a path is that of a lesson, and not of a scenario."""
    if (file := named_file(ref)) is not None:
        return file.is_file() and "played" in read_yaml(file).data
    return ref in known_lessons(world)


def known_lessons(world: World) -> dict[str, Path]:
    """The file of every lesson that can be named, by id: one's own first."""
    return files_in(lesson_folders(world.folder))


def _scenario(text: LessonFile, page: Page, world: World, beside: Path | None) -> Scenario | None:
    if (named := named_file(text.scenario)) is not None:
        file = (beside or Path()) / named
        if not file.is_file():
            page.mark(("scenario",), f"there is no file {shown(file)}", "Name a scenario")
            return None
        return load_scenario(file, world)
    known = files_in(scenario_folders(world.folder, Path("scenarios")))
    if not page.known(("scenario",), text.scenario, known, "scenario"):
        return None
    return load_scenario(known[text.scenario], world)


def _states(text: LessonFile, page: Page, world: World) -> None:
    for n, code in enumerate(text.played):
        page.known_actor(("played", n), code, world.parties)
        if code in text.played[:n]:
            page.mark(("played", n), f"{code} is there already", "Keep one")
    check_seats(world, text.seats, page)
    for code in text.seats:
        if code in text.played:
            said = f"{code} is played by students and by a program"
            page.mark(("seats", code), said, "Take it out of `played`, or out of `seats`")
    for code in text.offer:
        if code not in text.played:
            said = f"{code} is offered actions and is not played"
            page.mark(("offer", code), said, f"Played: {', '.join(text.played)}")
    if text.pair is not None:
        page.known(("pair",), text.pair, world.relations, "direction")


def _actions(text: LessonFile, page: Page, world: World) -> None:
    for n, name in enumerate(text.bet_on):
        known = page.known(("bet_on", n), name, world.actions, "action")
        if known and text.played == (world.actions[name].owner,):
            said = f"`{name}` is the class's own to choose, so nobody can bet on it"
            page.mark(("bet_on", n), said, "Name an action of another state")
    for code, names in text.offer.items():
        own = [name for name, action in world.actions.items() if action.owner == code]
        for n, name in enumerate(names):
            page.known(("offer", code, n), name, own, f"action of {code}")
    if text.bet_on and text.bets == "none":
        page.mark(("bet_on",), "there is something to bet on and no bet", "Write bets: opening")


def _laws(text: LessonFile, page: Page, world: World) -> None:
    if text.off is not None:
        known = world.laws
        page.known(("off",), text.off, known, "mechanism or motive")
    if text.pair is not None and text.off is None:
        page.mark(("pair",), "a direction to look at, and nothing is taken away", "Add `off`")
