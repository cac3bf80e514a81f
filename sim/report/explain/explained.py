"""An explanation as its screens see it: in the world it was asked in, in the target's own unit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rich.console import RenderableType

from sim.report import words
from sim.report.asked import months_said
from sim.report.screen import Paragraph
from sim.results.explanation import Explanation
from sim.world import Scenario, World
from sim.world.wording import plays


@dataclass(frozen=True)
class Unit:
    """How the amounts of a target are written."""

    amount: Callable[[float], str]  # signed
    level: Callable[[float], str]
    error: Callable[[float], str]
    says: str


UNITS = {
    "pair": Unit(
        lambda value: words.signed(value, 3),
        lambda value: words.signed(value, 3),
        words.error,
        "alignment at the end, -1 foe to +1 ally",
    ),
    "indicator": Unit(
        lambda value: words.signed(value * 100, 1) + " points",
        words.percent,
        lambda value: words.error(value * 100, 1),
        "share of runs in which it comes true",
    ),
    "action": Unit(
        lambda value: words.signed(value, 3),
        words.times,
        words.error,
        "times per run that it is chosen, scripted times not counted",
    ),
}


@dataclass(frozen=True)
class View:
    """An explanation with the world and the scenarios it is about.

    ``set_values`` are the values that were given instead, by path, and ``off`` the mechanisms and
    motives that were switched off, in both arms.
    """

    found: Explanation
    world: World
    scenario: Scenario
    baseline: Scenario
    set_values: Mapping[str, str] = field(default_factory=dict)
    off: tuple[str, ...] = ()

    @property
    def changed(self) -> str:
        """What was changed in both arms, in words; nothing where nothing was."""
        said = words.changes(self.set_values, self.off)
        return words.printable("; ".join(said))

    @property
    def plays(self) -> list[str]:
        """What the scenario has done on condition, by luck or by rule, in words."""
        return [months_said(said) for _, said, _ in plays(self.world, self.scenario)]

    @property
    def unit(self) -> Unit:
        """How amounts are written."""
        return UNITS[self.found.target.kind]

    @property
    def names(self) -> dict[str, str]:
        """The name of each party."""
        return self.world.names

    def act(self, action: str) -> str:
        """Return ``Russia transfers ...``."""
        return words.deed(action, self.world)


def warning(text: str) -> RenderableType:
    """Return a line that warns."""
    label = "Warning:"
    return Paragraph(f"{label} {words.printable(text)}", label=len(label), marked="bold yellow")
