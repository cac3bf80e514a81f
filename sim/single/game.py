"""A game: a run in which some states are played, and what was said at the table."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from sim.single.actor import StateActor
from sim.single.model import EscalationModel
from sim.single.options import Decision, Options
from sim.single.program import Program
from sim.single.seat import Fault, PassError, Said, hello, read_answer, sees
from sim.world import Problem, Scenario, World, WorldError
from sim.world.document import Document
from sim.world.scenario import MAX_STEPS
from sim.world.strict import PartyId, Reading, Strict
from sim.world.validate import validate

FORMAT = 1


@dataclass
class Game:
    """``seats`` says by whom a state is played, in words; ``said`` is in the order it was said."""

    model: EscalationModel
    seats: dict[str, str] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)

    def seat_program(self, code: str, program: Program, *, odds: bool = False) -> None:
        """Let a program play a state, as far as it answers; where it does not, the model does.

        To do nothing in every line of policy is no neutral act, so a pass leaves all to the draw.
        ``odds`` tells the program the model's own chances too. ValueError if nobody decides there.
        """
        self.model.play(code, self._asking(program, odds=odds))
        self.seats[code] = program.command
        program.tell(hello(self.model, code, program.limit, odds=odds))

    def seat_function(self, code: str, words: str, decide: Decision) -> None:
        """Let a function play a state, under a name of its own."""

        def noted(actor: StateActor, options: Options) -> Mapping[str, str | None]:
            chosen = decide(actor, options)
            self.said.append(Said(len(self.model.months) + 1, code, dict(chosen)))
            return chosen

        self.model.play(code, noted)
        self.seats[code] = words

    def _asking(self, program: Program, *, odds: bool) -> Decision:
        def decide(actor: StateActor, options: Options) -> Mapping[str, str | None]:
            said = Said(len(self.model.months) + 1, actor.code)
            try:
                line = program.ask(sees(actor, options, odds=odds))
                answer = read_answer(line, actor)
            except PassError as error:
                self.said.append(replace(said, fault=error.fault, wrong=str(error)))
                return {}
            self.said.append(replace(said, choose=answer.choose, because=answer.because))
            return answer.choose

        return decide

    def said_in(self, step: int) -> tuple[Said, ...]:
        """What was said in a step."""
        return tuple(one for one in self.said if one.step == step)

    def to_record(self) -> dict[str, Any]:
        """The game as JSON knows it: the run's record, who played, and what was said."""
        return {
            "game": FORMAT,
            "seats": dict(self.seats),
            "said": [asdict(one) for one in self.said],
            "run": self.model.to_record(),
        }

    @classmethod
    def from_record(
        cls,
        record: Document,
        world: World | None = None,
        scenario: Scenario | str | Path | None = None,
    ) -> Self:
        """Replay a game that was read from a file, to the bit; no program runs.

        Raises WorldError if it is none, or as :meth:`EscalationModel.from_record` does.
        """
        problems: list[Problem] = []
        found = validate(GameRecord, record, Reading(), problems)
        if found is None:
            raise WorldError(problems)
        try:
            model = EscalationModel.from_record(found.run, world, scenario)
        except WorldError as error:
            raise WorldError([replace(one, file=record.file) for one in error.problems]) from error
        said = [Said(**dict(one)) for one in found.said]
        return cls(model, dict(found.seats), said)


class SaidRecord(Strict):
    """A line of ``said``."""

    step: Annotated[int, Field(ge=1, le=MAX_STEPS)]
    seat: PartyId
    choose: dict[str, str | None]
    because: str
    fault: Fault | None
    wrong: str


class GameRecord(Strict):
    """A file that ``sim play --save`` writes."""

    game: Literal[1]
    seats: dict[PartyId, str]
    said: tuple[SaidRecord, ...]
    run: dict[str, Any]
