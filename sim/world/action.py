"""An action: something an actor can do in a step. seeds/actions/<instrument>.yaml."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from sim.world.posture import Requirement
from sim.world.quantity import (
    AssuranceStep,
    BuildUp,
    Coefficient,
    Escalation,
    Impact,
    Rate,
    Share,
    Transfer,
)
from sim.world.strict import Id, PartyId, Sourced, Strict, Text

EFFECT_ON = {"assurance": "reassures", "dependence": "transfers", "tension": "escalates"}
"""The effect of an action that moves a state, by the state's name."""

CameoCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{2,4}$")]


class ActionText(Sourced):
    """An action as it stands in its instrument's file."""

    title: Text = Field(description="third person present without its subject: 'tests a missile'")
    cameo: CameoCode
    goldstein: float | None = Field(None, ge=-10, le=10)
    base_rate: Rate
    impacts: dict[PartyId, Impact] = Field({}, description="good or harm done to each")
    escalates: dict[Id, Escalation] = Field({}, description="theatre -> rungs")
    transfers: dict[PartyId, Transfer] = Field({}, description="dependence moved to the owner")
    reassures: dict[PartyId, AssuranceStep] = Field({}, description="belief in the promise given")
    pledges: dict[PartyId, AssuranceStep] = Field({}, description="the owner's promise to defend")
    self_help: Share | None = Field(None, description="how far it replaces an ally's protection")
    seen_by: tuple[PartyId, ...] | None = Field(None, description="who sees it; else all do")
    alongside: dict[PartyId, Share] = Field(
        {}, description="who does it too, and answers for how much"
    )
    in_return: dict[PartyId, Impact] = Field({}, description="what those do to the owner by it")
    shows_force: dict[PartyId, Share] = Field({}, description="how far it shows force, and to whom")
    equips: dict[Id, BuildUp] = Field({}, description="capability -> power handed over")
    routine: dict[Id, Coefficient] = Field({}, description="action after which it is practice")
    tempo: Coefficient | None = Field(None, description="how far one begets the next")
    requires: tuple[Requirement, ...] = ()
    moves: dict[Id, Id] = Field({}, description="posture -> the level it is set to")
    note: str = ""


class Action(ActionText):
    """An action with its name, its owner and its instrument."""

    id: Id
    instrument: Id
    owner: PartyId

    def impact(self, party: str) -> float:
        """Good (above 0) or harm that it does to a party, as stated; 0 where it does none."""
        return self.impacts[party].value if party in self.impacts else 0.0

    def seen(self, party: str) -> bool:
        """Whether a party sees it: it does it, or it is not hidden from it."""
        own = party == self.owner or party in self.alongside
        return own or self.seen_by is None or party in self.seen_by


class Instrument(Strict):
    """A line of policy of one actor; at most one of its actions is taken in a step."""

    id: Id
    owner: PartyId
    title: Text


class InstrumentFile(Sourced):
    """An instrument with its actions."""

    instrument: Id
    owner: PartyId
    title: Text
    actions: dict[Id, ActionText] = Field(min_length=1)
    note: str = ""

    def declared(self) -> Instrument:
        """The instrument without its actions."""
        return Instrument(id=self.instrument, owner=self.owner, title=self.title)

    def named(self) -> list[Action]:
        """The actions, each with its name, owner and instrument."""
        return [self._named(name, text) for name, text in self.actions.items()]

    def _named(self, name: str, text: ActionText) -> Action:
        values: dict[str, Any] = {**dict(text), "id": name}
        values |= {"instrument": self.instrument, "owner": self.owner}
        return Action.model_construct(text.model_fields_set, **values)


class CameoEntry(Strict):
    """One code of the CAMEO codebook with its weight on the Goldstein scale."""

    description: Text
    goldstein: Annotated[float, Field(ge=-10, le=10)]


class CameoFile(Sourced):
    """seeds/cameo.yaml: the codes the world uses."""

    codes: dict[CameoCode, CameoEntry]
    citation: str = ""
    note: str = ""
