"""What a comparison rests on: every value it ran with and every source, as rows of tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sim.results import WITH, WITHOUT, SourceRow, ValueRow
from sim.world import Quantity, Scenario, World
from sim.world.indicator import Indicator

Item = TypeVar("Item")

OWN_KINDS = ("data", "theory")  # of sources that a scenario may declare


class Numbered:
    """Sources in the order in which they are first cited, each with its number from 1."""

    def __init__(self, scenario: Scenario) -> None:
        self._numbers: dict[str, int] = {}
        self._scenario = scenario
        self._parts: dict[str, list[str]] = {}
        for part, sources in scenario.cites.items():
            self.cite(sources)
            for one in sources:
                self._parts.setdefault(one, []).append(part)

    def cite(self, sources: Iterable[str]) -> str:
        """Return the numbers of sources, separated by spaces."""
        numbers = [self._numbers.setdefault(one, len(self._numbers) + 1) for one in sources]
        return " ".join(str(number) for number in dict.fromkeys(numbers))

    def rows(self, world: World) -> tuple[SourceRow, ...]:
        """Return every cited source in words, and which parts of the scenario cite it."""
        found = [_source(number, source, world) for source, number in self._numbers.items()]
        return tuple(
            replace(
                one,
                cited_by=" ".join(self._parts.get(one.source, ())),
                own=one.kind in OWN_KINDS and _name(one.source) in self._scenario.sources,
            )
            for one in found
        )


def evidence(
    world: World, scenario: Scenario, baseline: Scenario
) -> tuple[tuple[ValueRow, ...], tuple[SourceRow, ...]]:
    """Return the values of the world as ``scenario`` runs with it, and all sources cited.

    Those that runs of either begin at off the reference stand last, as ``state.…``.

    What the scenario itself cites comes first among the sources.
    """
    cited = Numbered(scenario)
    set_in = _set_in(scenario, baseline)
    only_there = {p: q for p, q in baseline.beginnings.items() if p not in scenario.beginnings}
    values = tuple(
        _value(path, value, cited, set_in.get(path, ""))
        for path, value in {**scenario.quantities(world), **only_there}.items()
    )
    return values, cited.rows(world.with_sources({**baseline.sources, **scenario.sources}))


def settled(world: World, arms: Sequence[Scenario], asked: Iterable[Indicator]) -> tuple[str, ...]:
    """Return those of the indicators that a script itself decides.

    They watch an action of an instrument, or a posture, that the script takes or moves, or that
    begins elsewhere, in some of the ``arms`` but not in all: an actor cannot choose what a scenario
    has taken out of its hands. Nor does it where a condition, luck or a rule has that very action
    done, or never done: what is then left to choose says nothing of how often it is done.
    """
    scripts = [{(event.step, event.action) for event in one.events} for one in arms]
    scripted = [world.actions[action] for _, action in _not_in_all(scripts)]
    taken = {action.instrument for action in scripted}
    named = _not_in_all([{*one.depending, *_never(one)} for one in arms])
    moved = {posture for action in scripted for posture in action.moves}
    begun = _not_in_all([set(one.state.items()) for one in arms])
    moved |= {path.split(".")[1] for path, _ in begun if path.startswith("postures.")}
    return tuple(
        watched.id
        for watched in asked
        if (watched.subject == "posture" and watched.object in moved)
        or (watched.subject == "action" and world.actions[watched.object].instrument in taken)
        or (watched.subject == "action" and watched.object in named)
    )


def _never(scenario: Scenario) -> Iterable[str]:
    return (name for rules in scenario.rules.values() for name in rules.never)


def _not_in_all(sets: Sequence[set[Item]]) -> set[Item]:
    return set[Item]().union(*sets) - sets[0].intersection(*sets)


def _set_in(scenario: Scenario, baseline: Scenario) -> Mapping[str, str]:
    arms = {
        arm: {**one.set, **one.beginnings} for arm, one in ((WITH, scenario), (WITHOUT, baseline))
    }
    paths = {path for values in arms.values() for path in values}
    return {path: " ".join(arm for arm, values in arms.items() if path in values) for path in paths}


def _value(path: str, value: Quantity, cited: Numbered, set_in: str) -> ValueRow:
    return ValueRow(
        path=path,
        value=value.value,
        low=value.low,
        high=value.high,
        kind=value.kind,
        rating=value.rating or "",
        sources=cited.cite(value.sources),
        set_in=set_in,
    )


def _name(source: str) -> str:
    """The name of a source, without its kind and its cell."""
    return source.partition(":")[2].partition("#")[0]


def _source(number: int, source: str, world: World) -> SourceRow:
    kind, _, rest = source.partition(":")
    name, cell = _name(source), rest.partition("#")[2]
    if kind == "claim":
        claim = world.claims[rest]
        place = f"article {claim.article}, paragraph {claim.paragraph}"
        return SourceRow(number, source, kind, f"{claim.holder} ({claim.kind})", place, claim.says)
    if kind == "assumption":
        return SourceRow(number, source, kind, "", "", rest.strip())
    found = world.sources[name]
    place = "; ".join(part for part in (found.version, cell) if part)
    return SourceRow(number, source, kind, "", place, found.citation)
