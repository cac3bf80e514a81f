"""What was decided on an instrument and by whom, and whether it may be decided so."""

from dataclasses import dataclass
from typing import Literal

from sim.single.options import Options
from sim.world import World
from sim.world.problems import suggest

By = Literal["script", "draw", "player", "function"]


@dataclass(frozen=True)
class Choice:
    """The action taken in an instrument, or None for nothing, and who decided."""

    action: str | None
    by: By


@dataclass(frozen=True)
class Desk:
    """What lies before one actor in one step."""

    world: World
    actor: str
    step: int
    levels: dict[str, str]  # posture -> level now
    scripted: tuple[str, ...]  # instruments that the scenario decides in this step
    options: Options

    def action(self, action: str) -> str:
        """The instrument of an action that may be chosen now. ValueError says why it may not."""
        own = [name for name, a in self.world.actions.items() if a.owner == self.actor]
        if action not in self.world.actions:
            raise ValueError(f"`{action}`: unknown action. {suggest(action, own)}")
        found = self.world.actions[action]
        if found.owner != self.actor:
            raise ValueError(f"`{action}` is {self._name(found.owner)}'s, not {self._name()}'s.")
        for need in found.requires:
            posture, level = self.world.postures[need.posture], self.levels[need.posture]
            if not need.met(posture, level):
                raise ValueError(
                    f"`{action}` is not possible in step {self.step}: "
                    f"it needs {need}, which stands on {level}."
                )
        return self.instrument(found.instrument)

    def instrument(self, instrument: str) -> str:
        """The instrument, if it is the actor's to decide now. ValueError says why it is not."""
        own = [name for name, i in self.world.instruments.items() if i.owner == self.actor]
        if instrument not in own:
            raise ValueError(
                f"`{instrument}`: no instrument of {self._name()}. {suggest(instrument, own)}"
            )
        if instrument in self.scripted:
            raise ValueError(f"The scenario decides `{instrument}` in step {self.step}.")
        if instrument not in self.options:
            raise ValueError(f"Nothing is possible in `{instrument}` in step {self.step}.")
        return instrument

    def decision(self, instrument: str, action: str | None) -> None:
        """Check one entry of what a decision function returned."""
        self.instrument(instrument)
        if action is not None and (right := self.action(action)) != instrument:
            raise ValueError(f"`{action}` belongs to `{right}`, not to `{instrument}`.")

    def _name(self, code: str = "") -> str:
        return self.world.parties[code or self.actor].name
