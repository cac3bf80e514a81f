"""A variant: a rival form of the model, asked the same question.

Which mechanisms move alignments, and how far ahead actors look, are no values with a range: they
are rival theories. A variant names one of them, so that an answer can be seen under each.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from sim.world.strict import Sourced

if TYPE_CHECKING:
    from sim.world.scenario import Scenario
    from sim.world.world import World

Decision = Literal["myopic", "anticipating"]
"""How actors weigh an action: by itself, or also by what others are likely to do next because of
it."""

MYOPIC: Decision = "myopic"
ANTICIPATING: Decision = "anticipating"
AS_IT_IS = "all"  # the variant that changes nothing


@dataclass(frozen=True)
class Variant:
    """Mechanisms and motives that are off, and the decision rule."""

    id: str
    off: frozenset[str] = field(default_factory=frozenset)
    decision: Decision = MYOPIC
    sources: tuple[str, ...] = ()

    def of(self, scenario: "Scenario") -> "Scenario":
        """The scenario under this form of the model."""
        return replace(scenario, off=scenario.off | self.off, decision=self.decision)


class VariantText(Sourced):
    """A variant as it stands in a scenario's file."""

    off: tuple[str, ...] = ()
    decision: Decision = MYOPIC

    def named(self, name: str) -> Variant:
        """The variant under a name."""
        return Variant(name, frozenset(self.off), self.decision, self.sources)


def always_on(world: "World") -> frozenset[str]:
    """The mechanisms that are no theory of who aligns with whom, but hold all of them back."""
    return frozenset(name for name, mechanism in world.mechanisms.items() if not mechanism.rival)


def default_variants(world: "World", off: Iterable[str] = ()) -> tuple[Variant, ...]:
    """Each mechanism by itself, the rival forms that the world declares, then all of it with
    actors who look one step ahead.

    ``off`` names what is off anyhow: it cannot stand by itself, and no form stands on it. What is
    :func:`always_on` stays on in each.
    """
    rival = set(world.mechanisms) - {*always_on(world), *off}
    alone = [
        Variant(f"{name}_only", frozenset(rival) - {name})
        for name in sorted(rival)
        if len(rival) > 1
    ]
    declared = [one for one in world.variants.values() if not one.off <= frozenset(off)]
    return (*alone, *declared, Variant(ANTICIPATING, decision=ANTICIPATING))


def variants_of(
    world: "World", declared: Mapping[str, Variant], off: Iterable[str] = ()
) -> tuple[Variant, ...]:
    """The world as it is, then the declared variants or, where there are none, the default ones."""
    rivals = tuple(declared.values()) or default_variants(world, off)
    return (Variant(AS_IT_IS), *rivals)
