"""The screen that ``sim explain --run`` prints: one run told, and the sources behind it."""

from collections.abc import Iterable, Sequence

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
    sources: bool = False,
) -> None:
    """Print a run; ``whole`` tells every deed, else only the notable ones.

    ``sources`` lists in words what is cited; else it is counted.
    """
    told = [one for one in story.sentences if whole or one.notable]
    console.print(Text(words.printable(f"Run {story.run}: {scenario.title}"), style="bold"))
    about = f"{scenario.id}; its twin, with the same luck, is of {baseline.id}"
    console.print(Text(words.printable(about), style="dim"))
    for piece in _ends(story, world):
        console.print(piece)
    console.print()
    for sentence in told:
        console.print(_told(sentence))
    left = len(story.sentences) - len(told)
    if left:
        console.print(
            Text(f"  and {words.count(left, 'usual act')}: --all tells them", style="dim")
        )
    cited = list(dict.fromkeys(source for one in told for source in one.sources))
    listed = cited_sources(cited, world, listed=sources)
    for piece in (*_undone(story), *listed):
        console.print(piece)


def _told(sentence: Sentence) -> RenderableType:
    month = words.month(sentence.month)
    cited = ", ".join(dict.fromkeys(map(short, sentence.sources)))
    whole = words.printable(f"{month}  {sentence.text} [{cited}]")
    return hanging(whole, len(month) + 4, hyphens=False)  # an id stays in one piece


def short(source: str) -> str:
    """Return what a source goes by: ``bi-04``, ``icews``, ``assumption``."""
    kind, _, rest = source.partition(":")
    return kind if kind == "assumption" else rest.partition("#")[0]


def _undone(story: Story) -> Iterable[RenderableType]:
    if story.undone:
        yield Text()
        yield heading("Only in the twin", "what is done in the same month without the scenario")
        for one in story.undone:
            month = words.month(one.month)
            yield hanging(words.printable(f"{month}  {one.text}"), len(month) + 4)


def _ends(story: Story, world: World) -> Iterable[RenderableType]:
    names = world.names
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


def cited_sources(cited: Sequence[str], world: World, *, listed: bool) -> Iterable[RenderableType]:
    """The sources of what was told: in words, or how many there are and where to find them."""
    if not cited:
        return
    yield Text()
    if not listed:
        said = f"{words.count(len(cited), 'source')} cited in brackets: --sources lists them"
        yield paragraph(f"{said}, sim show ID tells one.", indent="", style="dim")
        return
    yield heading("Sources", "of what is cited in brackets")
    for source in sorted(cited, key=short):
        yield paragraph(words.printable(f"[{short(source)}] {in_words(source, world)}"))
