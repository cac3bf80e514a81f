"""What a room is made from, and the run that its months come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

from sim.room.core.rules import Rules
from sim.room.core.sandbox import otherwise, wrong
from sim.room.core.state import Played, Taken
from sim.single import EscalationModel
from sim.world import World
from sim.world.lesson import Lesson

NO_VALUES: Mapping[str, float] = {}


@dataclass(frozen=True)
class Setup:
    """What a room is made from."""

    world: World
    lesson: Lesson
    seed: int
    run: int

    @cached_property
    def rules(self) -> Rules:
        """What holds in it."""
        within = self.lesson.scenario.apply(self.world)
        laws = frozenset(within.laws)
        laws -= self.lesson.scenario.off
        luck, programs = self.seed + self.run, frozenset(self.lesson.programs)
        return Rules(self.lesson.text, laws, partial(wrong, within), luck, programs)

    def model(self, values: Mapping[str, float] = NO_VALUES) -> EscalationModel:
        """A run of it from the start, with other values by path where some are given."""
        world, scenario = self.world, self.lesson.scenario
        if values:
            world = otherwise(scenario.apply(world), values)
            scenario = replace(scenario, set={})
        return EscalationModel(
            world,
            scenario,
            seed=self.seed,
            run=self.run,
            steps=self.lesson.text.months,
            values=self.lesson.text.values,
        )


def play(model: EscalationModel, month: Played) -> None:
    """Take one month: what was chosen for it, the model's own draw for all else."""
    under(model, month.off)
    for taken in _in_order(month):
        model.choose(_whose(taken, model), taken.action, taken.line or None)
    model.step()


def _in_order(month: Played) -> list[Taken]:
    """Acts, then who holds: nothing is done in the lines of policy that are left then."""
    return sorted(month.taken, key=lambda taken: taken.action is None)


def _whose(taken: Taken, model: EscalationModel) -> str:
    return taken.team if taken.action is None else model.world.actions[taken.action].owner


def replayed(
    setup: Setup,
    months: Iterable[Played],
    off: str | None = None,
    values: Mapping[str, float] = NO_VALUES,
) -> EscalationModel:
    """The same choices from the start, without a mechanism or motive where one is named, and with
    other values where some are given.

    A choice that is not open there is left out.
    """
    model = setup.model(values)
    for month in months:
        under(model, month.off | ({off} if off else frozenset()))
        for taken in _in_order(month):
            owner = _whose(taken, model)
            if _open(model, owner, taken):
                model.choose(owner, taken.action, taken.line or None)
        model.step()
    return model


def _open(model: EscalationModel, owner: str, taken: Taken) -> bool:
    lines = model.actor(owner).options()
    if taken.action is None:
        return not taken.line or taken.line in lines
    return any(line.option(taken.action) for line in lines.values())


def under(model: EscalationModel, off: frozenset[str]) -> None:
    """Leave out exactly these mechanisms and motives, besides the scenario's."""
    if off != model.off:
        model.switch_on(*(model.off - off))
        model.switch_off(*(off - model.off))
