"""What ``sim run`` shows besides its screen: chosen pairs, and a law on and off side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.app.groups import Effort, Shown
from sim.app.say import say

if TYPE_CHECKING:
    from sim.ask.question import Question
    from sim.results import Results

SHOWN = 12  # pairs that a law affects most


@dataclass(frozen=True)
class Closer:
    """What is looked at besides: pairs, and a law on and off."""

    pairs: tuple[str, ...]
    law: str | None


def check(asked: "Question", closer: Closer) -> None:
    """Refuse pairs that there are not and a law that cannot be switched. Raises ``WorldError``."""
    from sim.world import Problem, WorldError
    from sim.world.problems import suggest

    world, law, problems = asked.world, closer.law, []
    known = [pair for pair in world.relations if pair.split(">")[0] in world.deciding]
    for pair in closer.pairs:
        if pair not in known:
            hint = suggest(pair, known)
            hint += "" if ">" in pair else " In a terminal, quote it: --pair 'RUS>KOR'."
            problems.append(Problem("", 0, f"--pair {pair}: no pair with an alignment", hint))
    laws = world.laws
    if law is not None and law not in laws:
        said = f"--compare-off {law}: unknown mechanism or motive"
        problems.append(Problem("", 0, said, suggest(law, laws)))
    elif law is not None and law in asked.scenario.off | asked.baseline.off:
        said = f"--compare-off {law}: it is off already"
        problems.append(Problem("", 0, said, "Leave out --off, or ask a scenario that has it on"))
    if problems:
        raise WorldError(problems)


def show_pairs(found: "Results", pairs: Sequence[str]) -> None:
    """Print what the scenario does to the pairs."""
    from sim.report.run.pairs import pairs_block
    from sim.report.screen import console, print_blocks

    print_blocks([[], pairs_block(found.shifts, pairs, found.meta)], console())


def show_switched(
    asked: "Question", found: "Results", closer: Closer, effort: Effort, place: Path, shown: Shown
) -> None:
    """Ask the same runs with a law off, and print both side by side."""
    from sim.report.run.pairs import switched_block, switched_json
    from sim.report.screen import console, print_blocks
    from sim.study.explain.switched import MOST_RUNS, chosen, switched

    meta, world, law = found.meta, asked.world, closer.law or ""
    runs = min(meta.runs, MOST_RUNS)
    rows = switched(
        world,
        asked.scenario,
        asked.baseline,
        law,
        runs=runs,
        seed=meta.seed,
        steps=meta.steps,
        workers=effort.threads,
    )
    if shown.as_json:
        say(switched_json(rows, law, runs, meta, place))
        return
    title = (world.mechanisms.get(law) or world.motives[law]).title
    told = chosen(rows, closer.pairs, SHOWN)
    print_blocks([switched_block(told, title, runs, meta), [f"Files: {place}"]], console())
