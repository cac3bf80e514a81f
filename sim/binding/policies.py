"""Named policies: how a state plays that does not leave its choices to the model.

Each is a few orders and bars over what its acts may do to whom. What an act is, the frame says:
whom it may harm and help, in which theatres it escalates, and whether the actor's own rules bar it.
"""

from collections.abc import Callable, Mapping

from sim.kernel.condition import Done, Either, Not
from sim.kernel.frame import Act, Bar, Frame, Order

Played = tuple[list[Order], list[Bar]]
Policy = Callable[[Frame, int], Played]


def restraint(frame: Frame, actor: int) -> Played:
    """Does nothing that may harm another or that escalates; all else is left to the model."""
    sharp = tuple(act.k for act in _own(frame, actor) if act.harms or act.escalation)
    return [], [Bar(sharp)]


def tit_for_tat(frame: Frame, actor: int) -> Played:
    """Harms nobody that has not harmed it in the month before; answers each that has, at once.

    It answers with the one of its acts that harms that party and touches the fewest others; one
    that hangs on no posture goes before. Where that one is not possible, it does not (Axelrod 1984:
    nice, retaliatory, forgiving).
    """
    orders, bars = [], []
    hurt = {m: _done_by(frame, m, actor) for m in range(frame.parties) if m != actor}
    for act in _own(frame, actor):
        foes = [hurt[m] for m in sorted(act.harms) if m != actor]
        if foes:
            provoked = [done for done in foes if done is not None]
            bars.append(Bar((act.k,), Not(Either(tuple(provoked))) if provoked else None))
    for m, done in hurt.items():
        if done is not None:
            answers = [act for act in _own(frame, actor) if m in act.harms]
            orders += [Order(act.k, done, once=False) for act in sorted(answers, key=_aimed)[:1]]
    return orders, bars


def _aimed(act: Act) -> tuple[bool, int, int, int]:
    """By how little an act does besides harming one party; what hangs on a posture comes last."""
    return bool(act.needs), len(act.harms) + len(act.helps), len(act.escalation), act.k


def hawk(frame: Frame, actor: int) -> Played:
    """Takes, in each of its instruments, the act that escalates and harms most, if it can."""
    sharp = [act for act in _own(frame, actor) if act.harms or act.escalation]
    hottest = sorted(sharp, key=lambda act: (-len(act.escalation), -len(act.harms), act.k))
    return [Order(act.k, once=False) for act in hottest], []


def hedge(frame: Frame, actor: int) -> Played:
    """Harms nobody, and after it has helped one party helps another in the month that follows.

    (hedging: Goh 2005, a middle position that forestalls having to choose one side)
    """
    kind = [act for act in _own(frame, actor) if act.helps and not act.harms]
    orders = []
    for act in kind:
        others = [one for one in kind if one.helps - act.helps and one.line != act.line]
        orders += [Order(one.k, Done(act.k, 1), once=False) for one in others[:1]]
    harmful = tuple(act.k for act in _own(frame, actor) if act.harms)
    return orders, [Bar(harmful)]


POLICIES: Mapping[str, Policy] = {
    "restraint": restraint,
    "tit_for_tat": tit_for_tat,
    "hawk": hawk,
    "hedge": hedge,
}
"""Every policy by the name that rules give it, but `model`: that leaves all as it is."""


def _own(frame: Frame, actor: int) -> list[Act]:
    """The acts that the actor's rules leave to its policy."""
    never = {k for bar in frame.bars if not bar.policy and bar.when is None for k in bar.acts}
    return [act for act in frame.acts if act.owner == actor and act.k not in never]


def _done_by(frame: Frame, other: int, actor: int) -> Either | None:
    """That another has harmed the actor in the month before; None if it cannot."""
    acts = [act.k for act in frame.acts if other in act.doers and actor in act.harms]
    return Either(tuple(Done(k, 1) for k in acts)) if acts else None
