"""What can be read off a run at any time."""

from sim.binding import Case
from sim.kernel.state import State
from sim.single.month import Deed, Month
from sim.single.setting import Setting
from sim.world import Scenario, World
from sim.world.problems import suggest


class Readings:
    """Of a setting and the months taken so far."""

    setting: Setting
    months: list[Month]

    @property
    def scenario(self) -> Scenario:
        """The scenario. (mesa 3.5 offers one of its own here, which is declined.)"""
        return self.setting.scenario

    @scenario.setter
    def scenario(self, offered: object) -> None:
        del offered

    @property
    def world(self) -> World:
        """The world, with the scenario's overrides."""
        return self.setting.world

    @property
    def case(self) -> Case:
        """The scenario bound to the world."""
        return self.setting.case

    @property
    def state(self) -> State:
        """The kernel's state now, a batch of one run."""
        return self.months[-1].moment.after if self.months else self.setting.begins

    @property
    def over(self) -> bool:
        """Whether the last step has been taken."""
        return len(self.months) >= self.setting.steps

    @property
    def history(self) -> tuple[tuple[Deed, ...], ...]:
        """The deeds of every step taken."""
        return tuple(month.deeds for month in self.months)

    @property
    def tension(self) -> dict[str, float]:
        """Theatre -> tension now, 0 to 10."""
        return dict(zip(self.case.names.theatres, self.state.tension[0].tolist(), strict=True))

    @property
    def rungs(self) -> dict[str, str]:
        """Theatre -> the named rung of its tension."""
        return {theatre: self.world.ladder.rung(level) for theatre, level in self.tension.items()}

    @property
    def postures(self) -> dict[str, str]:
        """Posture -> the level it stands on."""
        levels = zip(self.case.names.postures, self.state.posture[0], strict=True)
        return {name: self.world.postures[name].levels[int(level)] for name, level in levels}

    def alignment(self, source: str, target: str) -> float:
        """How far ``source`` sides with ``target``, −1 to 1."""
        return float(self.state.alignment[0, self.pair(source, target)])

    def pair(self, source: str, target: str) -> int:
        """The column of a pair in the kernel's arrays. ValueError if there is none."""
        parties = self.case.names.parties
        for code in (source, target):
            if code not in parties:
                raise ValueError(f"`{code}`: unknown party. {suggest(code, parties)}")
        if source == target:
            raise ValueError(f"{source} has no relation with itself.")
        return self.case.frame.pair(parties.index(source), parties.index(target))
