"""What a report is made from, and the words for it that its sections share."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from sim.report import words
from sim.report.tension import Tension, tensions
from sim.results import (
    ARMS,
    WITH,
    AlignmentRow,
    Arm,
    IndicatorRow,
    LoadError,
    Meta,
    Results,
    Script,
    as_stored,
    parsed,
)
from sim.results.findings import tables
from sim.world.month import month_of

Pair = tuple[str, str]
Row = TypeVar("Row")


@dataclass(frozen=True)
class Brief:
    """Results as they are stored, the facts of their manifest, the text of further files."""

    results: Results
    facts: Mapping[str, Any]
    further: Mapping[str, str] = field(default_factory=dict)

    @property
    def meta(self) -> Meta:
        """What was asked."""
        return self.results.meta

    @property
    def unit(self) -> str:
        """The name of a step."""
        return self.meta.step_unit

    @cached_property
    def months(self) -> list[str]:
        """The name of every step's end, from the start on."""
        named = [words.month(month_of(self.meta.start, step)) for step in range(1, self.last + 1)]
        return ["start", *named]

    def when(self, step: int) -> str:
        """When a step is, in a sentence."""
        return words.when(month_of(self.meta.start, step), step)

    @property
    def last(self) -> int:
        """The number of the last step."""
        return self.meta.steps

    @cached_property
    def paths(self) -> Mapping[tuple[Pair, Arm], list[AlignmentRow]]:
        """Every alignment's path, by pair and arm."""
        found: dict[tuple[Pair, Arm], list[AlignmentRow]] = {}
        for row in self.results.alignment:
            found.setdefault(((row.source, row.target), row.arm), []).append(row)
        return found

    @cached_property
    def tensions(self) -> Mapping[str, Tension]:
        """Every theatre's tension in both arms."""
        return tensions(self.results.theatres)

    @cached_property
    def pairs(self) -> list[Pair]:
        """Every directed pair, in the order of the world."""
        return list(dict.fromkeys(pair for pair, _ in self.paths))

    @cached_property
    def sentences(self) -> Mapping[str, str]:
        """Who does what, by action."""
        rows = [
            (row.action, row.actor, row.title)
            for rows in (self.results.events, self.meta.script, self.results.reactions)
            for row in rows
        ]
        names = self.meta.names
        return {action: words.sentence(actor, title, names) for action, actor, title in rows}

    @property
    def asked(self) -> list[Script]:
        """What is scripted in the scenario and not in what it is compared with."""
        return [event for event in self.meta.script if event.arms == (WITH,)]

    @property
    def shared(self) -> list[Script]:
        """What is scripted in both arms."""
        return [event for event in self.meta.script if len(event.arms) == len(ARMS)]

    def rows(self, name: str, row_type: type[Row]) -> tuple[Row, ...]:
        """Return the rows of a further table, none if the folder does not hold it.

        Raises :class:`sim.results.LoadError` if it holds another table under that name.
        """
        text = self.further.get(f"{name}.csv")
        if text is None:
            return ()
        try:
            return parsed(row_type, text)
        except ValueError as error:
            raise LoadError(f"{name}.csv cannot be read: {error}") from error

    def notes(self, name: str) -> Mapping[str, Any]:
        """Return what a further JSON file says, nothing if the folder does not hold it."""
        text = self.further.get(f"{name}.json")
        found = json.loads(text) if text else {}
        return found if isinstance(found, dict) else {}

    def name(self, code: str) -> str:
        """Return the name of a state."""
        return words.name(code, self.meta.names)

    def pair(self, source: str, target: str) -> str:
        """Return a directed pair in words."""
        return words.pair(source, target, self.meta.names)

    def deed(self, action: str) -> str:
        """Return who does what for an action's id."""
        return self.sentences.get(action, action)

    def window(self, row: IndicatorRow) -> str:
        """Return when a condition counts, within a sentence: ``at some time within 18 months``."""
        if row.from_ == row.to:
            return f"in {self.months[row.to]}"
        if row.from_ > 1:
            return f"between {self.months[row.from_]} and {self.months[row.to]}"
        return f"at some time within {self.span(row.to)}"

    def span(self, steps: int) -> str:
        """Return a number of steps in words."""
        return words.count(steps, self.unit)


def brief(
    results: Results, facts: Mapping[str, Any], further: Mapping[str, str] | None = None
) -> Brief:
    """Return a brief whose numbers are those of the files, so that it is the same read back."""
    kept: dict[str, Any] = {
        name: as_stored(kind, rows) for name, (kind, rows) in tables(results).items()
    }
    return Brief(replace(results, **kept), facts, further or {})
