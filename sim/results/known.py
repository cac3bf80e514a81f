"""What is taken as known of the months before a question begins."""

from dataclasses import dataclass

from sim.world import World


@dataclass(frozen=True, slots=True)
class KnownPast:
    """The history that a question begins after: what is known from month ``start`` to ``end``.

    ``deeds`` are done in every run; ``absent`` counts actions and months in which none is done, and
    ``rates`` the base rates that the history has changed. All else in these months is drawn, as
    are the months between ``end`` and the question.
    """

    history: str
    title: str
    start: str
    end: str
    deeds: int
    absent: int
    rates: int

    @classmethod
    def of(cls, world: World) -> "KnownPast | None":
        """What led to a world; None where nothing did."""
        known = world.history
        if known is None:
            return None
        return cls(
            history=known.id,
            title=known.title,
            start=known.start,
            end=known.end,
            deeds=len(known.deeds),
            absent=sum(map(len, known.without.values())),
            rates=len(known.posterior(world)),
        )
