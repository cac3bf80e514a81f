"""One step that has been taken: the kernel's moment and its deeds, told with their reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.kernel.arrays import Floats
from sim.kernel.state import State
from sim.kernel.step import Moment, advance
from sim.ledger import LATE, Entry, Posting, postings
from sim.ledger import Deed as TracedDeed
from sim.single.choices import By, Choice
from sim.single.outlook import Outlook
from sim.single.setting import Setting


@dataclass(frozen=True)
class Deed(TracedDeed):
    """An action taken, as in a trace, with its actor and who chose it.

    ``probability`` is the chance that the actor would have chosen it by itself.
    """

    actor: str
    by: By


@dataclass(frozen=True)
class Month:
    """A step that has been taken, under the laws of its ``setting``."""

    setting: Setting
    moment: Moment
    deeds: tuple[Deed, ...]  # in the order of the actions
    before: frozenset[str]  # the actions of the step before
    choices: Mapping[str, Choice]  # by instrument, where something or, by choice, nothing was done

    @cached_property
    def postings(self) -> tuple[Posting, ...]:
        """What the ledger books of it."""
        setting, m = self.setting, self.moment
        script = setting.script(m.step)
        posted = advance(setting.batch, m.before, m.step, m.odds, m.taken, script, post=True).posted
        assert posted is not None
        return tuple(postings(setting.book, posted[0], m.step))

    @cached_property
    def added(self) -> Mapping[tuple[Entry, bool], float]:
        """What each thing added to a latent alignment, and whether it was done or, where it had
        come to be expected, was not."""
        done = frozenset(deed.action for deed in self.deeds)
        found: dict[tuple[Entry, bool], float] = {}
        for posting in self.postings:
            entry = posting.entry
            deeds = self.before if entry.mechanism in LATE else done
            key = entry, not entry.action or entry.action in deeds
            found[key] = found.get(key, 0.0) + posting.amount
        return found


def carry_out(
    setting: Setting,
    state: State,
    ahead: Outlook,
    choices: Mapping[str, Choice],
    before: Iterable[Deed] = (),
) -> Month:
    """Let all that was decided and all that is scripted take effect together.

    ``before`` are the deeds of the step before.
    """
    names = setting.case.names
    at = {name: k for k, name in enumerate(names.actions)}
    taken = np.zeros((1, len(names.actions)), order="F")
    by: dict[int, By] = {}
    for choice in choices.values():
        if choice.action is not None:
            by[at[choice.action]] = choice.by
    if ahead.script is not None:
        by |= dict.fromkeys((int(k) for k in np.flatnonzero(ahead.script.taken)), "script")
    taken[0, list(by)] = 1.0
    moment = advance(setting.batch, state, ahead.step, ahead.odds, taken, ahead.script)
    done = frozenset(deed.action for deed in before)
    return Month(setting, moment, _deeds(setting, ahead, by), done, dict(choices))


def drawn(setting: Setting, ahead: Outlook, instruments: Iterable[str]) -> dict[str, Choice]:
    """What luck decides, by instrument; no entry where it has nothing done."""
    names, line = setting.case.names, setting.case.line
    wanted = set(instruments)
    found: dict[str, Choice] = {}
    for k in _taken(ahead.drawn):
        instrument = names.instruments[line[k]]
        if instrument in wanted:
            found[instrument] = Choice(names.actions[k], "draw")
    return found


def _taken(row: Floats) -> list[int]:
    return [int(k) for k in np.flatnonzero(row[0])]


def _deeds(setting: Setting, ahead: Outlook, by: Mapping[int, By]) -> tuple[Deed, ...]:
    names, world = setting.case.names, setting.world
    rates = setting.batch.value("base_rate")[0]
    return tuple(
        Deed(
            step=ahead.step,
            action=names.actions[k],
            scripted=by[k] == "script",
            probability=float(ahead.odds.probability[0, k]),
            base_rate=float(rates[k]),
            reasons=ahead.why(k),
            actor=world.actions[names.actions[k]].owner,
            by=by[k],
        )
        for k in sorted(by)
    )
