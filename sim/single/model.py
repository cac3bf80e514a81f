"""One run as a mesa model."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import mesa  # type: ignore[import-untyped]

from sim.build import Case
from sim.kernel.state import State
from sim.single.actor import StateActor
from sim.single.choices import Choice
from sim.single.collector import collector
from sim.single.month import Deed, Month, carry_out
from sim.single.options import Decision
from sim.single.outlook import Outlook, look_ahead
from sim.single.setting import Setting, make_setting
from sim.world import Scenario, World
from sim.world.problems import suggest


class EscalationModel(mesa.Model):  # type: ignore[misc]
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
        self._pairs = {pair: index for index, pair in enumerate(self.case.names.pairs)}
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

    # What is

    @property
    def world(self) -> World:
        """The world, with the scenario's overrides."""
        return self.setting.world

    @property
    def scenario(self) -> Scenario:
        """The scenario. (mesa 3.5 offers one of its own here, which is declined.)"""
        return self.setting.scenario

    @scenario.setter
    def scenario(self, offered: object) -> None:
        del offered

    @property
    def case(self) -> Case:
        """The scenario bound to the world."""
        return self.setting.case

    @property
    def state(self) -> State:
        """The kernel's state now, a batch of one run."""
        return self.months[-1].moment.after if self.months else self.setting.batch.start

    @property
    def over(self) -> bool:
        """Whether the last step has been taken."""
        return len(self.months) >= self.setting.steps

    @property
    def outlook(self) -> Outlook:
        """Odds and reasons of the coming step. ValueError once the run is over."""
        if self.over:
            raise ValueError(f"The run is over after {self.setting.steps} steps.")
        if self._ahead is None:
            self._ahead = look_ahead(self.setting, self.state, len(self.months) + 1)
        return self._ahead

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
        return {name: self.world.postures[name].levels[level] for name, level in levels}

    def alignment(self, source: str, target: str) -> float:
        """How far ``source`` sides with ``target``, −1 to 1."""
        return float(self.state.alignment[0, self.pair(source, target)])

    def pair(self, source: str, target: str) -> int:
        """The column of a pair in the kernel's arrays. ValueError if there is none."""
        if f"{source}>{target}" not in self._pairs:
            raise ValueError(f"`{source}>{target}`: no such pair of parties.")
        return self._pairs[f"{source}>{target}"]

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
