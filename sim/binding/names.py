"""Names of every axis, in the order the arrays have them."""

from dataclasses import dataclass
from functools import cached_property

from sim.world import World


@dataclass(frozen=True)
class Names:
    """The order is canonical: it does not depend on the order of files or keys.

    Parties by permanent slot, actors first; actions by instrument, then by id; all else by slot
    or id.
    """

    parties: tuple[str, ...]
    actors: int
    instruments: tuple[str, ...]
    actions: tuple[str, ...]
    theatres: tuple[str, ...]
    postures: tuple[str, ...]
    threats: tuple[str, ...]
    capabilities: tuple[str, ...]

    @cached_property
    def pairs(self) -> tuple[str, ...]:
        """``KOR>USA`` for each ordered pair of distinct parties."""
        return tuple(f"{i}>{m}" for i in self.parties for m in self.parties if i != m)

    @cached_property
    def seen_pairs(self) -> tuple[str, ...]:
        """The pairs along which an actor looks: those with an alignment of their own."""
        actors = self.parties[: self.actors]
        return tuple(pair for pair in self.pairs if pair.split(">")[0] in actors)


def names_of(world: World) -> Names:
    """The axes of a world."""
    parties = sorted(world.parties, key=lambda p: (not world.parties[p].actor, _slot(world, p)))
    instruments = tuple(sorted(world.instruments))
    actions = sorted(world.actions, key=lambda k: (world.actions[k].instrument, k))
    return Names(
        parties=tuple(parties),
        actors=sum(party.actor for party in world.parties.values()),
        instruments=instruments,
        actions=tuple(actions),
        theatres=tuple(sorted(world.theatres, key=lambda q: world.theatres[q].slot)),
        postures=tuple(sorted(world.postures)),
        threats=tuple(sorted(world.threats)),
        capabilities=tuple(sorted(world.capabilities)),
    )


def _slot(world: World, party: str) -> int:
    return world.parties[party].slot
