"""The screen that ``sim explain --run`` prints: one run told, and the sources behind it."""

from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.citations import in_words
from sim.report.explain.story import Sentence, Story
from sim.report.screen import effect, grid, hanging, heading, paragraph
from sim.world import Scenario, World

ENDS = 3  # alignments shown at the end


def show_story(
    story: Story,
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    console: Console,
    *,
    whole: bool,
) -> None:
    """Print a run; ``whole`` tells every deed, else only the notable ones."""
    told = [one for one in story.sentences if whole or one.notable]
    numbers = _numbers(told)
    console.print(Text(words.printable(f"Run {story.run}: {scenario.title}"), style="bold"))
    about = f"{scenario.id}; its twin, with the same luck, is of {baseline.id}"
    console.print(Text(words.printable(about), style="dim"))
    console.print()
    for sentence in told:
        console.print(_told(sentence, numbers))
    left = len(story.sentences) - len(told)
    if left:
        console.print(
            Text(f"  and {words.count(left, 'usual act')}: --all tells them", style="dim")
        )
    for piece in (*_undone(story), *_ends(story, world), *_sources(numbers, world)):
        console.print(piece)


def _numbers(told: Iterable[Sentence]) -> dict[str, int]:
    """Source -> its number, in the order in which they are cited."""
    numbers: dict[str, int] = {}
    for sentence in told:
        for source in sentence.sources:
            numbers.setdefault(source, len(numbers) + 1)
    return numbers


def _told(sentence: Sentence, numbers: dict[str, int]) -> Text:
    month = words.month(sentence.month)
    cited = ", ".join(str(numbers[source]) for source in sentence.sources)
    return hanging(words.printable(f"{month}  {sentence.text} [{cited}]"), len(month) + 4)


def _undone(story: Story) -> Iterable[RenderableType]:
    if story.undone:
        yield Text()
        yield heading("Only in the twin", "what is done in the same month without the scenario")
        for one in story.undone:
            month = words.month(one.month)
            yield hanging(words.printable(f"{month}  {one.text}"), len(month) + 4)


def _ends(story: Story, world: World) -> Iterable[RenderableType]:
    names = {code: party.name for code, party in world.parties.items()}
    rows = [
        (
            words.pair(end.source, end.target, names),
            words.signed(end.with_, 3),
            words.signed(end.without, 3),
            effect(words.signed(end.with_ - end.without, 3)),
        )
        for end in story.ends[:ENDS]
    ]
    yield Text()
    yield heading("Where it ends", "the alignments that differ most from the twin's")
    yield grid(("who toward whom", "with", "without", "difference"), rows, right=(1, 2, 3))


def _sources(numbers: dict[str, int], world: World) -> Iterable[RenderableType]:
    if numbers:
        yield Text()
        yield heading("Sources", "of the actions and how often they happen")
        for source, number in numbers.items():
            yield paragraph(words.printable(f"[{number}] {in_words(source, world)}"))
