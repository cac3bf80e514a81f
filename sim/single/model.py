"""One run as a mesa model."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import mesa  # type: ignore[import-untyped]

from sim.ledger import Trace
from sim.single import record as records
from sim.single.actor import StateActor
from sim.single.choices import Choice
from sim.single.collector import collector
from sim.single.futures import Choices, Futures, futures
from sim.single.month import Month, carry_out
from sim.single.options import Decision
from sim.single.outlook import Outlook, look_ahead
from sim.single.readings import Readings
from sim.single.setting import Setting, Values, make_setting
from sim.single.why import Why, trace, why
from sim.world import Scenario, World
from sim.world.problems import suggest


class EscalationModel(Readings, mesa.Model):  # type: ignore[misc]
    """Run ``run`` of a scenario, step by step.

    Left to itself it is row ``run`` of an ensemble with the same seed, bit for bit. Its states can
    be played: by a decision function (``play``) or by hand, one step ahead (``choose``).

    ``seed`` and ``run`` are 0 to 2⁶³ − 1, ``steps`` (months) 1 to 600, by default the scenario's.
    The values of the world are those that the run draws or, with ``values="stated"``, each as it is
    stated; the luck of the months is the same.
    mesa's own ``random`` and ``rng`` are seeded too, but nothing here draws from them.
    """

    def __init__(
        self,
        world: World | None = None,
        scenario: Scenario | str | Path = "baseline",
        seed: int = 0,
        run: int = 0,
        steps: int | None = None,
        values: Values = "drawn",
    ) -> None:
        self._begin(make_setting(world, scenario, seed, run, steps, values))

    def _begin(self, setting: Setting) -> None:
        self.__dict__.pop("step", None)  # ours, where it begins anew: mesa wraps what it finds
        super().__init__(rng=setting.seed)
        self.setting = setting
        self.months: list[Month] = []
        self._ahead: Outlook | None = None
        self._ready: Month | None = None
        self._twin: Self | None = None
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
        before = self.months[-1].deeds if self.months else ()
        return carry_out(self.setting, self.state, ahead, choices, before)

    # Who plays

    @property
    def deciders(self) -> tuple[StateActor, ...]:
        """The states that decide, in the order of their slots."""
        return tuple(self._actors.values())

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

    # Which laws hold

    def switch_off(self, *names: str) -> None:
        """Leave mechanisms or motives out from the coming step on: what they add is exactly zero.

        What has been stays. ValueError for a name that is neither.
        """
        known = self.world.laws
        for name in names:
            if name not in known:
                raise ValueError(f"`{name}`: unknown mechanism or motive. {suggest(name, known)}")
        self._under(self.setting.off | set(names))

    def switch_on(self, *names: str) -> None:
        """Take back :meth:`switch_off` from the coming step on. ValueError for what is not off."""
        for name in names:
            if name not in self.setting.off:
                raise ValueError(f"`{name}` has not been switched off. {suggest(name, self.off)}")
        self._under(self.setting.off - set(names))

    @property
    def off(self) -> frozenset[str]:
        """The mechanisms and motives that are off in the coming step, besides the scenario's."""
        return self.setting.off

    def _under(self, off: frozenset[str]) -> None:
        self.setting = self.setting.without(off)
        self._ahead = None

    # What may come, and why it came so

    def futures(
        self,
        runs: int = 300,
        steps: int | None = None,
        seed: int = 0,
        choices: Choices | None = None,
    ) -> Futures:
        """Let the run go on ``runs`` times (up to 10,000), by default to its end.

        All futures have the values of this run and the laws of the coming step; each has luck of
        its own, which is no run's of any ensemble and the same for the same ``seed``. States do as
        the draw has it, whoever plays them, save what ``choices`` fixes: step -> instrument ->
        action, or None for nothing. Where a fixed action is not possible, nothing is done.
        ValueError for a number out of range and for choices that cannot be.
        """
        return futures(self.setting, self.months, runs, steps, seed, choices)

    def twin(self) -> Self:
        """The same run with the model's own choices: same luck, same laws, nobody playing."""
        model = self._standing(self.setting, self._twin_months())
        model.setting = self.setting
        return model

    def _twin_months(self) -> Sequence[Month]:
        """The twin's months, which only grow: what has been played stays."""
        if self._twin is None:
            self._twin = self._standing(self.setting, ())
        for month in self.months[len(self._twin.months) :]:
            self._twin._under(month.setting.off)
            self._twin.step()
        return self._twin.months

    def why(self, step: int | None = None) -> Why:
        """Why a step (by default the last) went as it did, beside the twin's.

        ValueError if it has not been taken.
        """
        step = len(self.months) if step is None else step
        if not 1 <= step <= len(self.months):
            raise ValueError(f"Step {step} has not been taken; {len(self.months)} have.")
        return why(self.setting, self.months[:step], self._twin_months()[:step])

    def trace(self) -> Trace:
        """Every deed and every booking of the ledger so far."""
        return trace(self.setting, self.months)

    # Other courses

    def branch(self, step: int) -> Self:
        """A model of its own that stands after ``step`` (0: the start) with the same past.

        Decision functions go along, and so does what was off in the step after. What is not chosen
        anew comes out as before while the state is the same, since the luck is the same. ValueError
        if that step has not been taken.
        """
        past, setting = self._past(step)
        model = self._standing(setting, past)
        for code, actor in self._actors.items():
            model.play(code, actor.decide)
        return model

    def copy(self) -> Self:
        """A model of its own that stands where this one does, with what has been chosen."""
        model = self.branch(len(self.months))
        for code, actor in self._actors.items():
            for instrument, choice in actor.queue.items():
                model.actor(code).choose(choice.action, instrument, choice.by)
        return model

    def back(self, steps: int = 1) -> Self:
        """A model of its own that stands ``steps`` earlier; this one stays where it is."""
        return self.branch(len(self.months) - steps)

    def undo(self, steps: int = 1) -> None:
        """Take back the last ``steps``, and what was chosen or switched off after them.

        Decision functions stay; the states are new agents. ValueError if there are fewer.
        """
        past, setting = self._past(len(self.months) - steps)
        decide = {code: actor.decide for code, actor in self._actors.items()}
        self._begin(setting)
        self._go_through(past)
        for code, function in decide.items():
            self.play(code, function)

    def _past(self, step: int) -> tuple[Sequence[Month], Setting]:
        """The months up to a step, and what holds in the month after."""
        if not 0 <= step <= len(self.months):
            raise ValueError(f"Step {step} has not been taken; {len(self.months)} have.")
        last = step == len(self.months)
        return self.months[:step], self.setting if last else self.months[step].setting

    def _standing(self, setting: Setting, past: Sequence[Month]) -> Self:
        model = type(self).__new__(type(self))
        model._begin(setting)
        model._go_through(past)
        return model

    def _go_through(self, past: Sequence[Month]) -> None:
        for month in past:
            self._ready = month
            self._tick()

    # As plain data

    def to_record(self) -> records.Record:
        """What the run was made from and every choice that was accepted, as JSON knows it.

        Holds fingerprints of world and scenario; seed, run, steps and whether values are drawn;
        month by month what players and functions chose and what was off; what is set for the coming
        month; and a fingerprint of the state, to know that a replay has come to the same.
        """
        return records.record_of(self)

    @classmethod
    def from_record(
        cls,
        record: Mapping[str, Any],
        world: World | None = None,
        scenario: Scenario | str | Path | None = None,
    ) -> Self:
        """Replay a record, to the bit. ``scenario`` is by default the one that it names.

        Functions that decided are not part of it: from here on the draw decides. Raises WorldError
        if it is no record, is of another world or scenario, or comes out otherwise.
        """
        kept = records.read_record(record)
        model = cls(
            world,
            kept.scenario if scenario is None else scenario,
            seed=kept.seed,
            run=kept.run,
            steps=kept.steps,
            values=kept.values,
        )
        records.replay(kept, model)
        return model
