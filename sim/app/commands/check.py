"""``sim check``: is everything in order, and if not, where exactly?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.app import options
from sim.app.say import say
from sim.ask.home import beside

if TYPE_CHECKING:
    from sim.world import Problem, Scenario, World


@click.command(name="check", short_help="Check the world, scenarios and choices.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options.world
def command(paths: tuple[str, ...], seeds: Path | None) -> None:
    """Check scenarios and choices (files, ids or folders) and the world they stand in.

    The world's base rates too: do they follow from its record of deeds? And its histories.

    Without PATH: the world, every scenario and every choice between options. A PATH may also be a
    folder of seeds.
    """
    from sim.ask.place import history_files
    from sim.binding.agreement import check_laws
    from sim.study.rates.derived import check_rates
    from sim.world import WorldError, load_world, seeds_dir
    from sim.world.read_history import load_history
    from sim.world.shock import load_shocks

    folder, refs = _sorted_out(paths, seeds)
    world = load_world(folder)
    check_laws(world)
    load_shocks(world)
    for path in history_files(world):
        load_history(path, world)
    if problems := check_rates(world):
        raise WorldError(problems)
    say(f"{_shown(folder or seeds_dir())}: {_contents(world)}: ok")
    problems = [problem for ref in refs for problem in _one(ref, world)]
    if problems:
        raise WorldError(problems)


def _sorted_out(paths: tuple[str, ...], seeds: Path | None) -> tuple[Path | None, list[str | Path]]:
    """Tell the folder of seeds from the scenarios among what was typed."""
    from sim.ask.place import choice_files, find, scenario_files
    from sim.world.regular import there

    refs: list[str | Path] = []
    for text in paths:
        path = Path(text)
        home = next((at for at in (path, *path.parents) if there(at / "world.yaml")), None)
        if home is not None and there(path):
            seeds = home
        elif there(path) and path.is_dir():
            refs += sorted(path.glob("*.yaml"))
        else:
            refs.append(find(text))
    given = next((ref for ref in refs if isinstance(ref, Path)), None)
    if seeds is None and given is not None:
        seeds = beside(given)
    return seeds, refs if paths else [*scenario_files(seeds), *choice_files(seeds)]


def _one(ref: str | Path, world: "World") -> "list[Problem]":
    from sim.ask.place import choice_files, find_choice, is_choice, scenario_files
    from sim.world import WorldError

    if isinstance(ref, str):
        names = [[path.stem for path in f(world.folder)] for f in (scenario_files, choice_files)]
        if ref in names[1] and ref not in names[0]:
            return _choice(find_choice(ref, world.folder), world)
        return _scenario(ref, world)
    try:
        chosen = is_choice(ref)
    except WorldError as error:
        return error.problems
    return _choice(ref, world) if chosen else _scenario(ref, world)


def _choice(path: Path, world: "World") -> "list[Problem]":
    from sim.report.words import count
    from sim.world import WorldError
    from sim.world.read_choice import load_choice

    try:
        choice = load_choice(path, world)
    except WorldError as error:
        return error.problems
    counted = (
        count(len(choice.options), "option"),
        count(len(choice.answers), "answer"),
        count(len(choice.objectives), "objective"),
        count(choice.steps, "step"),
    )
    facts = f"{choice.decides} decides, {', '.join(counted)}"
    say(f"{_shown(path)}: {facts}, on {choice.base.id}: ok")
    return []


def _scenario(ref: str | Path, world: "World") -> "list[Problem]":
    from sim.report.words import count
    from sim.world import WorldError, load_scenario

    try:
        scenario = load_scenario(ref, world)
    except WorldError as error:
        return error.problems
    begins = f"{len(scenario.state)} off the reference, " if scenario.state else ""
    own = f"{count(len(scenario.sources), 'source')} of its own, " if scenario.sources else ""
    steps = count(scenario.steps, "step")
    facts = f"{_script(scenario)}, {begins}{own}{steps}, against {scenario.against}"
    say(f"{_shown(Path(ref)) if isinstance(ref, Path) else ref}: {facts}: ok")
    return []


def _script(scenario: "Scenario") -> str:
    """Return ``2 scripted, 1 on condition, rules for KOR, 3 branches``."""
    depending = [one for one in scenario.contingencies if not one.branch]
    waiting = sum(one.when is not None for one in depending)
    counted = {"on condition": waiting, "left to luck": len(depending) - waiting}
    facts = [f"{len(scenario.events)} scripted"]
    facts += [f"{number} {how}" for how, number in counted.items() if number]
    facts += [f"rules for {', '.join(scenario.rules)}"] if scenario.rules else []
    facts += [f"{len(scenario.branches)} branches"] if scenario.branches else []
    return ", ".join(facts)


def _contents(world: "World") -> str:
    return (
        f"{len(world.actors)} actors, {len(world.actions)} actions, "
        f"{len(world.quantities())} values, {len(world.claims)} claims"
    )


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
