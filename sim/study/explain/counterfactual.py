"""Take one thing away under the same draws, and see what is left of an effect.

A scripted event that is taken away may still be chosen, one on condition or by rule likewise; an
action that is made impossible is neither scripted nor chosen, nor expected. A mechanism or motive
is switched off in both arms. What begins off its reference begins at it. What the things taken away
one by one cost need not add up: they work together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sim.binding import Case, build_case
from sim.kernel.arrays import Floats
from sim.results.explanation import Remainder, Removal
from sim.study.explain.twins import Bench, Trial, mean_and_error
from sim.world import Problem, Scenario, World, WorldError
from sim.world.paths import at_start
from sim.world.problems import suggest
from sim.world.standing import standing, unmet


@dataclass(frozen=True)
class Asked:
    """A scenario and its baseline in their world."""

    world: World
    scenario: Scenario
    baseline: Scenario

    @property
    def both(self) -> tuple[Scenario, Scenario]:
        """The two scenarios."""
        return self.scenario, self.baseline

    @property
    def scripted(self) -> tuple[str, ...]:
        """The actions that either has done: in a fixed step, on condition, or by rule."""
        fixed = (event.action for one in self.both for event in one.events)
        return tuple(dict.fromkeys((*fixed, *(k for one in self.both for k in one.depending))))


def usual(asked: Asked) -> tuple[Removal, ...]:
    """What is scripted or begins off its reference, then every mechanism on in either arm."""
    off = asked.scenario.off & asked.baseline.off
    mechanisms = [name for name in asked.world.mechanisms if name not in off]
    return (
        *(Removal("event", name) for name in asked.scripted),
        *(Removal("state", path) for path in _begun(asked)),
        *(Removal("mechanism", name) for name in mechanisms),
    )


def _begun(asked: Asked) -> list[str]:
    """The paths of what begins off its reference in either arm."""
    return list(dict.fromkeys(path for one in asked.both for path in one.state))


def motives_on(asked: Asked) -> tuple[Removal, ...]:
    """Every motive that is on in either arm."""
    off = asked.scenario.off & asked.baseline.off
    return tuple(Removal("motive", name) for name in asked.world.motives if name not in off)


def removals(text: str, asked: Asked) -> tuple[Removal, ...]:
    """What ``--without`` names. Raises ``WorldError`` with a suggestion if it is nothing known.

    A scripted action gives two: not scripted, and impossible. ``action@3`` is the event of step 3,
    ``state.`` with a path what begins off its reference.
    """
    world = asked.world
    name, at, step = text.partition("@")
    scripted = {(event.action, event.step) for one in asked.both for event in one.events}
    if at:
        return (_event_at(name, step, scripted),)
    if name in world.mechanisms:
        return (Removal("mechanism", name),)
    if name in world.motives:
        return (Removal("motive", name),)
    begun = {at_start(path): path for path in _begun(asked)}
    if name in begun:
        return (Removal("state", begun[name]),)
    if name not in world.actions:
        known = [*world.mechanisms, *world.motives, *world.actions, *begun]
        said = f"--without {text}: no action, mechanism or motive of that name"
        raise WorldError([Problem("", 0, said, suggest(name, known))])
    never = Removal("action", name)
    return (Removal("event", name), never) if name in asked.scripted else (never,)


def _event_at(name: str, step: str, scripted: set[tuple[str, int]]) -> Removal:
    if step.isdecimal() and (name, int(step)) in scripted:
        return Removal("event", name, int(step))
    known = [f"{action}@{number}" for action, number in scripted]
    said = f"--without {name}@{step}: no such event is scripted"
    raise WorldError([Problem("", 0, said, suggest(f"{name}@{step}", known))])


def remainders(
    asked: Asked, bench: Bench, taken_away: Sequence[Removal], workers: int
) -> Iterator[Remainder]:
    """What is left without each thing, one after the other."""
    trials = (_trial(asked, bench, removal) for removal in taken_away)
    found = bench.effects_in(trials, workers)
    for removal, left in zip(taken_away, found, strict=True):
        unmet = _unmet(asked.world, asked.scenario, _without(asked.scenario, removal))
        yield _remainder(removal, bench.effects, left, unmet)


def _trial(asked: Asked, bench: Bench, removal: Removal) -> Trial:
    """An action with a base rate of zero is never chosen, and never expected."""
    never = {f"actions.{removal.name}.base_rate": 0.0} if removal.kind == "action" else {}
    cases = (bench.twins.with_.case, bench.twins.without.case)
    with_, without = (
        _changed(case, asked.world, scenario, removal)
        for case, scenario in zip(cases, asked.both, strict=True)
    )
    return Trial(with_, without, never)


def _changed(case: Case, world: World, scenario: Scenario, removal: Removal) -> Case | None:
    """The case without it; None where it is the same. No value is drawn anew."""
    if removal.kind in ("mechanism", "motive"):
        return replace(case, laws=case.laws.without([removal.name]))
    if removal.kind == "state":
        return case.at_reference(removal.name) if removal.name in scenario.state else None
    other = _without(scenario, removal)
    left = case if removal.step is not None else case.without_orders(removal.name)
    if other is scenario:
        return None if left is case else left
    return replace(left, script=build_case(world, other).script)


def _without(scenario: Scenario, removal: Removal) -> Scenario:
    """The scenario without a scripted event or a beginning off the reference."""
    if removal.kind == "state":
        left = {path: one for path, one in scenario.state.items() if path != removal.name}
        return replace(scenario, state=left)
    kept = tuple(
        event
        for event in scenario.events
        if event.action != removal.name or removal.step not in (None, event.step)
    )
    return scenario if kept == scenario.events else replace(scenario, events=kept)


def _remainder(removal: Removal, whole: Floats, left: Floats, unmet: Sequence[str]) -> Remainder:
    mean, error = mean_and_error(left)
    change, change_error = mean_and_error(left - whole)
    full = float(whole.mean())
    share = mean / full if full else None
    return Remainder(removal, mean, error, change, change_error, share, tuple(unmet))


def _unmet(world: World, before: Scenario, after: Scenario) -> list[str]:
    """Scripted events that nothing scripted leads up to any more."""
    return [name for name in _open(world, after) if name not in _open(world, before)]


def _open(world: World, scenario: Scenario) -> list[str]:
    """Scripted actions that are not possible where history and earlier deeds leave postures."""
    world = scenario.outset(world)
    deeds = [(event.step, event.action) for event in scenario.events]
    levels = standing(world, deeds, max((step for step, _ in deeds), default=0))
    found = [action for step, action in deeds if unmet(world, action, levels[step - 1])]
    return list(dict.fromkeys(found))
