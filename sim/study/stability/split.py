"""What R hangs on at one look at a scenario: actors, mechanisms, motives, the leading mode.

Each run has its own matrix, at its own values and from where it stands; what is shown is the
average over runs. A mechanism or motive is switched off from that look on: what it has done to the
state before stays.
"""

from dataclasses import dataclass, replace

import numpy as np

from sim.binding import Case
from sim.kernel.arrays import Floats, Ints
from sim.kernel.state import State
from sim.results.diagnosis import Held, Member, Moved, Off, Split
from sim.study.stability.aftermath import take
from sim.study.stability.course import Look
from sim.study.stability.mode import Mode, leading_mode, moved, without
from sim.study.stability.reproduction import next_generation, radii
from sim.study.workers import in_order
from sim.world import World

TRIED = 5  # runs in which laws are switched off: each of them costs as much as a whole look


@dataclass(frozen=True)
class Chains:
    """The leading mode of every run in which some action leads back to itself."""

    runs: Ints  # (chain,)
    modes: tuple[Mode, ...]

    @property
    def share(self) -> Floats:
        """(action,) how far the chain runs through each action, on average."""
        found: Floats = np.mean([mode.share for mode in self.modes], axis=0)
        return found

    @property
    def mix(self) -> Floats:
        """(chain, action) the shares of each action in a generation of reactions."""
        return np.array([mode.mix for mode in self.modes])


def split(
    case: Case, world: World, actions: Ints, drawn: Floats, look: Look, month: str, workers: int
) -> Split:
    """Split R at one look; ``drawn`` are the runs' (run, value) values."""
    modes = [leading_mode(matrix) for matrix in look.matrices]
    runs = [run for run, mode in enumerate(modes) if mode is not None]
    chains = Chains(np.array(runs, dtype=np.intp), tuple(mode for mode in modes if mode))
    return Split(
        step=look.step,
        month=month,
        r=float(look.r.mean()),
        actors=_by_actor(case, actions, look, chains),
        laws=_by_law(case, world, actions, drawn, look, workers),
        mode=_members(case, world, actions, look, chains) if runs else (),
        pairs=_pairs(case, actions, drawn, look, chains) if runs else (),
    )


def _by_actor(case: Case, actions: Ints, look: Look, chains: Chains) -> tuple[Held, ...]:
    owner = case.owner[actions]
    share = chains.share if chains.modes else np.zeros(len(actions))
    rows = [
        Held(
            actor=code,
            without=float(np.mean([without(matrix, owner == i) for matrix in look.matrices])),
            share=float(share[owner == i].sum()),
        )
        for i, code in enumerate(case.names.parties[: case.names.actors])
    ]
    return tuple(sorted(rows, key=lambda row: (row.without, -row.share)))


def _by_law(
    case: Case, world: World, actions: Ints, drawn: Floats, look: Look, workers: int
) -> tuple[Off, ...]:
    """Every mechanism and motive that is on, each switched off alone.

    It is switched off in a few runs, from those of low R to those of high; the mean change in them
    is taken for the mean change in all.
    """
    some = _evenly(look.r, TRIED)
    laws = [
        (kind, law)
        for kind, of_kind in (("mechanism", world.mechanisms), ("motive", world.motives))
        for law in of_kind.values()
        if case.laws.on(law.id)
    ]
    given = (case, actions, drawn[some], take(look.state, some))
    found = in_order(_switched_off, given, [law.id for _, law in laws], workers)
    rows = [
        Off(law.id, law.title, kind, float(look.r.mean() + (r - look.r[some]).mean()))
        for (kind, law), r in zip(laws, found, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: row.without))


def _switched_off(given: tuple[Case, Ints, Floats, State], name: str) -> Floats:
    """(run,) R without one law."""
    case, actions, drawn, state = given
    other = replace(case, laws=case.laws.without([name]))
    return radii(next_generation(other, drawn, actions, state))


def _evenly(values: Floats, most: int) -> Ints:
    """The places of some values that are spread evenly over their order."""
    count = min(most, len(values))
    ranks = ((np.arange(count) + 0.5) / count * len(values)).astype(np.intp)
    places: Ints = np.argsort(values, kind="stable")[ranks]
    return places


def _members(
    case: Case, world: World, actions: Ints, look: Look, chains: Chains
) -> tuple[Member, ...]:
    offspring = np.maximum(0.0, look.matrices).sum(axis=1).mean(axis=0)
    mix, value = chains.mix.mean(axis=0), np.mean([mode.value for mode in chains.modes], axis=0)
    share = chains.share
    rows = [
        Member(
            action=name,
            actor=world.actions[name].owner,
            title=world.actions[name].title,
            mix=float(mix[at]),
            value=float(value[at]),
            share=float(share[at]),
            offspring=float(offspring[at]),
        )
        for at, name in enumerate(case.names.actions[k] for k in actions)
    ]
    return tuple(sorted(rows, key=lambda row: -row.share))


def _pairs(
    case: Case, actions: Ints, drawn: Floats, look: Look, chains: Chains
) -> tuple[Moved, ...]:
    """By how much an average reaction moves each alignment."""
    each = moved(case, drawn[chains.runs], actions, take(look.state, chains.runs))
    shift = (each * chains.mix[:, :, None]).sum(axis=1).mean(axis=0)
    rows = [
        Moved(source=name.split(">")[0], target=name.split(">")[1], shift=float(by))
        for name, by in zip(case.names.pairs, shift, strict=True)
        if name in case.names.seen_pairs
    ]
    return tuple(sorted(rows, key=lambda row: -abs(row.shift)))
