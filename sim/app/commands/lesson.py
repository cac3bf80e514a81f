"""``sim lesson``: lessons for a live room."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.anew import write_anew
from sim.app.say import say

if TYPE_CHECKING:
    from sim.world import Problem


@click.group(
    name="lesson", short_help="Lessons for a class: list, check, write.", no_args_is_help=True
)
def command() -> None:
    """Lessons that `sim room` plays: those that come along, and your own in lessons/."""


@command.command(name="list")
@options.world
def list_(seeds: Path | None) -> None:
    """Every lesson, with how long it takes and what it shows."""
    from textwrap import fill

    from sim.world import load_world
    from sim.world.lesson import known_lessons, load_lesson

    world = load_world(seeds)
    for name in known_lessons(world):
        text = load_lesson(name, world).text
        say(f"{name}  ({text.minutes} minutes; {text.scenario}; {', '.join(text.played)})")
        say(fill(text.about, 78, initial_indent="    ", subsequent_indent="    "))


@command.command()
@click.argument("refs", nargs=-1, metavar="[LESSON]...")
@options.world
def check(refs: tuple[str, ...], seeds: Path | None) -> None:
    """Check lessons, by default all. What is wrong is told with file and line."""
    from sim.world import WorldError, load_world
    from sim.world.lesson import known_lessons, load_lesson

    world = load_world(seeds)
    problems: list[Problem] = []
    for ref in refs or known_lessons(world):
        try:
            text = load_lesson(ref, world).text
        except WorldError as error:
            problems += error.problems
        else:
            say(f"{ref}: {text.months} months of {text.scenario}, {len(text.played)} played: ok")
    if problems:
        raise WorldError(problems)


@command.command()
@click.argument("ref", metavar="LESSON")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where the page goes; default: LESSON-sheets.html.",
)
@options.world
def sheets(ref: str, out: Path | None, seeds: Path | None) -> None:
    """Write a page with a role sheet for each state of a LESSON, to be printed."""
    from sim.room.core.setup import Setup
    from sim.room.debrief.sheets import sheets as page
    from sim.world import load_world
    from sim.world.lesson import load_lesson

    world = load_world(seeds)
    lesson = load_lesson(ref, world)
    path = Path(f"{lesson.id}-sheets.html") if out is None else out
    from sim.results.writing import write_file

    write_file(path, page(Setup(world, lesson, lesson.text.seed, lesson.text.run)))
    say(path)


@command.command()
@click.argument("name")
def new(name: str) -> None:
    """Write lessons/NAME.yaml, to be played and changed.

    It can be played at once, and says in comments what can be changed.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise click.UsageError(f"{name!r} cannot be a name: lower-case letters, digits and _")
    path = Path("lessons") / f"{name}.yaml"
    write_anew(path, _TEMPLATE, with_folder=True)
    say(f"{path} written. Next: sim lesson check {name}, then: sim room {name}")


_TEMPLATE = """\
# A lesson: what a class plays, bets on and is asked.
# Try it:  sim lesson check THIS    sim room THIS    sim room THIS --solo KOR

title: "What if Seoul changes course?"
minutes: 20
about: One sentence for the projector. What will they have seen when it is over?

scenario: pact          # what is scripted: sim list scenarios, or a path to your own
months: 4               # how many are played
played: [KOR, RUS]      # the states that students play; the model plays the others
# seats: {USA: {program: python my_seat.py}}   # a program plays it: docs/seats.md
# seed: 0               # whose luck: `sim run` has the same runs
# run: 405
# values: stated        # or drawn: the values of that run, within their ranges

bets: monthly           # opening: once, on the whole lesson; none
# bet_on: [usa_aid_to_ukraine]   # else those acts whose odds have moved most: sim list actions
# offer: {KOR: [kor_sanctions_russia]}   # acts that a state's menu begins with
# sheets: true          # give time to read the role sheets
# branch: true          # play again from the month that the class votes for

off: balance            # the mechanism or motive to take away at the end: sim laws
pair: JPN>RUS           # the direction to look at then

# poll:                 # asked before, and once more after
#   question: What moves an alliance most?
#   options: [What was done to it, What was done to its friends]

before: What to ask before you begin.
show: What to point at while the story is on the screen.
after:
  - What to ask at the end.
wrong: What to say where the model is wrong, and the class is right.
"""
