"""One run as a mesa model."""

from pathlib import Path
from typing import Self

import mesa  # type: ignore[import-untyped]

from sim.single.actor import StateActor
from sim.single.choices import Choice
from sim.single.collector import collector
from sim.single.month import Month, carry_out
from sim.single.options import Decision
from sim.single.outlook import Outlook, look_ahead
from sim.single.readings import Readings
from sim.single.setting import Setting, make_setting
from sim.world import Scenario, World
from sim.world.problems import suggest


class EscalationModel(Readings, mesa.Model):  # type: ignore[misc]
    """Run ``run`` of a scenario, step by step.

    Left to itself it is row ``run`` of an ensemble with the same seed, bit for bit. Its states can
    be played: by a decision function (``play``) or by hand, one step ahead (``choose``).

    ``seed`` and ``run`` are 0 to 2⁶³ − 1, ``steps`` (months) 1 to 600, by default the scenario's.
    mesa's own ``random`` and ``rng`` are seeded too, but nothing here draws from them.
    """

    def __init__(
        self,
        world: World | None = None,
        scenario: Scenario | str | Path = "baseline",
        seed: int = 0,
        run: int = 0,
        steps: int | None = None,
    ) -> None:
        self._begin(make_setting(world, scenario, seed, run, steps))

    def _begin(self, setting: Setting) -> None:
        super().__init__(rng=setting.seed)
        self.setting = setting
        self.months: list[Month] = []
        self._ahead: Outlook | None = None
        self._ready: Month | None = None
        self._actors = {code: StateActor(self, code) for code in self.world.deciding}
        getattr(mesa.Agent, "_ids", {}).pop(self, None)  # or mesa 3.3 keeps every model for ever
        self._tick = self.step  # mesa's step: its clock moves on, then ours is called
        self.__dict__["step"] = self._decide_and_tick
        self.datacollector = collector(self)
        self.datacollector.collect(self)

    def _decide_and_tick(self) -> None:
        """Decide before mesa's clock moves, so that an error leaves the model as it was."""
        self._ready = self._decided()
        self._tick()

    def step(self) -> None:
        """Advance one step. ValueError if the run is over or a function decides the impossible."""
        month = self._decided() if self._ready is None else self._ready
        self.months.append(month)
        self._ahead = self._ready = None
        for actor in self._actors.values():
            actor.withdraw()
        self.running = not self.over
        self.datacollector.collect(self)

    def run(self) -> Self:
        """Go on to the end."""
        while not self.over:
            self.step()
        return self

    def _decided(self) -> Month:
        ahead = self.outlook
        self.agents.do("step")
        choices: dict[str, Choice] = {}
        for actor in self._actors.values():
            choices |= actor.intent
        return carry_out(self.setting, self.state, ahead, choices)

    # Who plays

    def actor(self, code: str) -> StateActor:
        """A state that decides. ValueError if there is none."""
        if code in self._actors:
            return self._actors[code]
        if code in self.world.parties:
            raise ValueError(f"{self.world.parties[code].name} ({code}) does not decide.")
        raise ValueError(f"`{code}`: unknown actor. {suggest(code, self._actors)}")

    def play(self, code: str, decide: Decision | None) -> None:
        """Let a function decide for a state from now on; None: the draw again."""
        self.actor(code).decide = decide

    def choose(self, code: str, action: str | None, instrument: str | None = None) -> None:
        """Choose an action for a state in the coming step; see :meth:`StateActor.choose`."""
        self.actor(code).choose(action, instrument)

    @property
    def outlook(self) -> Outlook:
        """Odds and reasons of the coming step. ValueError once the run is over."""
        if self.over:
            raise ValueError(f"The run is over after {self.setting.steps} steps.")
        if self._ahead is None:
            self._ahead = look_ahead(self.setting, self.state, len(self.months) + 1)
        return self._ahead

    # Other courses

    def branch(self, step: int) -> Self:
        """A model of its own that stands after ``step`` (0: the start) with the same past.

        Decision functions go along. What is not chosen anew comes out as before while the state
        is the same, since the luck is the same. ValueError if that step has not been taken.
        """
        if not 0 <= step <= len(self.months):
            raise ValueError(f"Step {step} has not been taken; {len(self.months)} have.")
        model = type(self).__new__(type(self))
        model._begin(self.setting)
        for month in self.months[:step]:
            model._ready = month
            model._tick()
        for code, actor in self._actors.items():
            model.play(code, actor.decide)
        return model

    def copy(self) -> Self:
        """A model of its own that stands where this one does, with what has been chosen."""
        model = self.branch(len(self.months))
        for code, actor in self._actors.items():
            for instrument, action in actor.chosen.items():
                model.choose(code, action, instrument)
        return model

    def back(self, steps: int = 1) -> Self:
        """A model of its own that stands ``steps`` earlier; this one stays where it is."""
        return self.branch(len(self.months) - steps)
