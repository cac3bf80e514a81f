"""``sim new``: a commented scenario to start from."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from sim.app import options
from sim.app.anew import write_anew
from sim.app.say import say

if TYPE_CHECKING:
    from sim.world import Scenario, World
    from sim.world.action import Action

Value = TypeVar("Value")

_SCHEMA = Path("schema", "scenario.json")  # for an editor to check the file by
_TRIES = 100  # of a question
_SELDOM = 0.01  # base rate below which an action is hardly ever done again


@click.command(name="new", short_help="Write a commented scenario to start from.")
@click.argument("name")
@click.option(
    "--from-question",
    "asked",
    is_flag=True,
    help="Ask first: who, what, compared with what, when, what to watch; a deed or a choice.",
)
@options.world
def command(name: str, asked: bool, seeds: Path | None) -> None:
    """Write scenarios/NAME.yaml, which runs at once and says in comments what can be changed.

    With --from-question it is what five answers make of it, or options/NAME.yaml where they are
    about a choice between options. Ctrl-D or Ctrl-C ends the questions; nothing is written then.
    """
    from sim.world import load_world

    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise click.UsageError(f"{name!r} cannot be a name: lower-case letters, digits and _")
    world = load_world(seeds)
    folder, text = _answered(world, name) if asked else ("scenarios", template(world))
    path = Path(folder) / f"{name}.yaml"
    if _SCHEMA.is_file() and folder == "scenarios":
        text = f"# yaml-language-server: $schema=../{_SCHEMA.as_posix()}\n{text}"
    write_anew(path, text, with_folder=True)
    then = "options" if folder == "options" else "run"
    say(f"{path} written. Next: sim check {path}, then: sim {then} {path}")


def _answered(world: "World", name: str) -> tuple[str, str]:
    """Return the folder and the text of what five answers make."""
    from sim.app.interview import interview

    for path in (Path(folder) / f"{name}.yaml" for folder in ("scenarios", "options")):
        if path.exists():
            raise click.ClickException(f"{path} is there already and stays as it is")
    return interview(world, name, _ask)


def _ask(question: str, default: str, check: Callable[[str], Value]) -> Value:
    """Ask until an answer is taken; whoever never gives one is no reader."""
    from sim.app.draft import RefusedError

    for _ in range(_TRIES):
        given = click.prompt(question, default=default or None, type=str)
        try:
            return check(str(given).strip())
        except RefusedError as refused:
            say(f"{refused}")
    raise click.ClickException(f"{_TRIES} answers were none: nothing is written")


def template(world: "World") -> str:
    """Return the text of a scenario that stands in this world without any change."""
    from sim.world import load_scenario, scenario_ids
    from sim.world.month import month_of

    parent = load_scenario("pact" if "pact" in scenario_ids() else "baseline", world)
    action = _example(world, parent)
    other, own = _others(world, action)
    return _TEMPLATE.format(
        parent=parent.id,
        action=action.id,
        owner=world.parties[action.owner].name,
        deed=f"{action.title[:1].lower()}{action.title[1:]}",
        mechanism=next(iter(world.mechanisms)),
        actor=action.owner,
        theatre=next(iter(world.theatres)),
        steps=parent.steps,
        month=month_of(world.date, 3),
        other=other.id,
        own=own.id,
    )


def _example(world: "World", parent: "Scenario") -> "Action":
    """Return an action that can be scripted in any step, no condition, no clash, and is felt.

    It is the one with the largest impact beyond what is expected of it.
    """
    taken = {world.actions[event.action].instrument for event in parent.events}
    free = [
        action
        for action in world.actions.values()
        if not action.requires and action.instrument not in taken
    ]
    known = [action for action in free if action.base_rate.value >= _SELDOM]
    return max(known or free, key=_felt)


def _others(world: "World", action: "Action") -> tuple["Action", "Action"]:
    """Return another actor's action that all see, and one more of the actor's own."""
    every = [one for one in world.actions.values() if one.instrument != action.instrument]
    theirs = [one for one in every if one.owner != action.owner and one.seen_by is None]
    mine = [one for one in every if one.owner == action.owner]
    return next(iter(theirs), action), next(iter(mine), action)


def _felt(action: "Action") -> float:
    impact = sum(abs(quantity.value) for quantity in action.impacts.values())
    return (1.0 - action.base_rate.value) * impact


_TEMPLATE = """\
# A scenario: what is scripted to happen; everybody else reacts by the model's laws.
# Try it:  sim check scenarios/THIS.yaml    sim run scenarios/THIS.yaml

title: "What if {owner} {deed}?"
why: >-
  One paragraph in plain words: why is this worth asking?

extends: {parent}        # its events come first; its result is what this one is compared with
# against: baseline     # compare with another scenario instead
# claims: []            # ids of the claims this rests on: sim sources, sim show CLAIM

events:                 # step 1 is the first month. All actions: sim list actions
  - step: 3
    action: {action}
    note: Say what happens and why then.
    # until: 6          # repeat it up to this step ...
    # every: 1          # ... every so many steps
    # date: {month}     # the month instead of the step; step: [3, 9] is some step from 3 to 9
    # probability: 0.5  # only in so many runs
    # when: {{action: {other}, within: 3}}   # only once this holds: docs/conditions.md
    # within: 3         # ... in one of the 3 months that follow
# about: {action}      # of several, the one that the title names: lags count from it

# rules:                # how an actor plays, besides what is scripted
#   {actor}:
#     never: [{own}]
#     answers: [{{action: {other}, with: {action}, within: 3}}]
#     policy: model     # or restraint, tit_for_tat, hawk, hedge: sim list policies

# branches:             # ways things may go, each in its share of the runs, told apart
#   - {{id: quiet, title: "Nothing more happens", weight: 2}}
#   - {{id: again, title: "It goes on", weight: 1, events: [{{step: 5, action: {action}}}]}}

steps: {steps}               # how many months are simulated

# set:                  # another value than the world's. All paths of one thing: sim show {actor}
#   actors.{actor}.precision: {{value: 1.5, range: [1.0, 2.0], source: "assumption: say why"}}

# state:                # where it begins, off the reference, which stays: a tension,
#                         an alignment, a dependence, a commitment, an assurance, a posture
#   theatres.{theatre}.tension: {{value: 6, range: [5, 7], source: "assumption: say why"}}

# sources:              # evidence of your own, to be cited as data:my_survey above and below
#   my_survey: {{kind: data, citation: "Who found it, when, where", date: "2024-07"}}

# off: [{mechanism}]      # mechanisms or motives switched off: sim list mechanisms

# variants:             # rival forms of the model that sim run --variants asks as well
#   without_{mechanism}: {{off: [{mechanism}]}}
#   looking_ahead: {{decision: anticipating}}

indicators:             # conditions whose probability is reported
  - id: does_it_again
    title: "{owner} does it again of its own accord"
    action: {action}
"""
