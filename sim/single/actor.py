"""A state that decides, as a mesa agent."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import mesa  # type: ignore[import-untyped]
import numpy as np

from sim.kernel.arrays import Floats
from sim.kernel.step import reading
from sim.single.choices import By, Choice, Desk
from sim.single.month import drawn
from sim.single.options import Decision, Options, options_of

if TYPE_CHECKING:
    from sim.single.model import EscalationModel


class StateActor(mesa.Agent):  # type: ignore[misc]
    """One state. By default it decides by the draw of its run, as in an ensemble.

    ``decide`` may be set to a decision function; what that leaves out is left to the draw. What a
    player has chosen (``choose``) comes before both, for one step.
    """

    model: "EscalationModel"

    def __init__(self, model: "EscalationModel", code: str) -> None:
        super().__init__(model)
        self.code = code
        self.name = model.world.parties[code].name
        self.decide: Decision | None = None
        self.intent: Mapping[str, Choice] = {}
        self._queue: dict[str, Choice] = {}

    def options(self) -> Options:
        """What may be decided in the coming step, by instrument; nothing once the run is over."""
        if self.model.over:
            return {}
        return options_of(self.model.setting, self.model.outlook, self.code)

    def choose(self, action: str | None, instrument: str | None = None, by: By = "player") -> None:
        """Choose for the coming step; a later choice replaces an earlier one.

        ``action=None`` chooses to do nothing in ``instrument``, or in every free instrument for
        which nothing has been chosen yet. ``by`` says who chose. Raises ValueError if the choice is
        not open.
        """
        desk = self.desk
        if action is not None:
            instrument = desk.action(action) if instrument is None else instrument
            desk.decision(instrument, action)
            self._queue[instrument] = Choice(action, by)
        elif instrument is not None:
            self._queue[desk.instrument(instrument)] = Choice(None, by)
        else:
            self._queue = dict.fromkeys(desk.options, Choice(None, by)) | self._queue

    def withdraw(self) -> None:
        """Take back what was chosen for the coming step."""
        self._queue = {}

    @property
    def queue(self) -> Mapping[str, Choice]:
        """What has been chosen for the coming step and by whom, by instrument."""
        return dict(self._queue)

    @property
    def chosen(self) -> Mapping[str, str | None]:
        """What a player has chosen for the coming step, by instrument."""
        return {instrument: choice.action for instrument, choice in self._queue.items()}

    def step(self) -> None:
        """Decide every free instrument; ``intent`` is the answer. ValueError: not open."""
        desk, ahead = self.desk, self.model.outlook
        intent = drawn(self.model.setting, ahead, desk.options)
        if self.decide is not None:
            for instrument, action in self.decide(self, desk.options).items():
                desk.decision(instrument, action)
                intent[instrument] = Choice(action, "function")
        self.intent = intent | self._queue

    @property
    def desk(self) -> Desk:
        """What lies before it in the coming step, and may be decided."""
        ahead, names = self.model.outlook, self.model.case.names
        return Desk(
            world=self.model.world,
            actor=self.code,
            step=ahead.step,
            levels=self.model.postures,
            scripted=tuple(names.instruments[i] for i in np.flatnonzero(~ahead.free)),
            options=self.options(),
        )

    @property
    def actions(self) -> tuple[str, ...]:
        """What it did in the step just taken."""
        last = self.model.history[-1:]
        return tuple(deed.action for deeds in last for deed in deeds if deed.actor == self.code)

    def alignment_toward(self, code: str) -> float:
        """How far it sides with another party, −1 to 1."""
        return self._toward(self.model.state.alignment, code)

    def dependence_on(self, code: str) -> float:
        """How far its security and economy rest on another party, 0 to 1."""
        return self._toward(self.model.state.dependence, code)

    def promise_from(self, code: str) -> float:
        """How far another has promised to defend it, 0 to 1."""
        return self._toward(self.model.state.commitment, code)

    def assurance_from(self, code: str) -> float:
        """How far it believes another's promise to defend it, 0 to 1."""
        return self._toward(self.model.state.assurance, code)

    def grievance_toward(self, code: str) -> float:
        """Its fading memory of what another did to it beyond what was expected; help is below 0."""
        return self._toward(self.model.state.grievance, code)

    def threat_from(self, code: str) -> float:
        """Power, nearness and intent of another (Walt 1987), as self-help reads them."""
        parties = self.model.case.names.parties
        key = (parties.index(self.code), parties.index(code))
        threats = reading(self.model.setting.batch, self.model.state, "threat")
        return float(threats[key][0]) if key in threats else 0.0

    @property
    def threat(self) -> float:
        """The sum of the threats from all others."""
        others = (code for code in self.model.world.parties if code != self.code)
        return sum(self.threat_from(code) for code in others)

    @property
    def postures(self) -> dict[str, str]:
        """Its own policy positions: posture -> level."""
        owners = self.model.world.postures
        return {p: x for p, x in self.model.postures.items() if owners[p].owner == self.code}

    def _toward(self, array: Floats, code: str) -> float:
        return float(array[0, self.model.pair(self.code, code)])
