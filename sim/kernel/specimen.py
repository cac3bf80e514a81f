"""A small world in which every law does something: what laws ask of any world is seen on it.

Its forms are the forms of every world, and the names that laws read in it are those that a world's
files must give a number to.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from sim.kernel.condition import Carried, Condition, Done, Either, Every, Level, Not
from sim.kernel.frame import Act, Bar, Frame, Lot, Order, Threat
from sim.kernel.order import MECHANISMS, MOTIVES, stages
from sim.kernel.program import Program, Vocabulary
from sim.kernel.symbols import Heard
from sim.kernel.writer import Writer, program

ACTORS, THEATRES = 4, 2


def specimen(off: frozenset[str] = frozenset()) -> Program:
    """The program of the specimen, with its ledger."""
    return program(_frame(), vocabulary(), off, ledger=True)


def forms() -> frozenset[str]:
    """Every form that the laws take: all of them on, or one of them off."""
    one_off = (specimen(frozenset([name])) for name in (*MECHANISMS, *MOTIVES))
    plain = replace(_frame(), orders=(), bars=())
    unasked = program(plain, vocabulary(), frozenset(), ledger=True)
    return frozenset(
        group.form
        for written in (specimen(), unasked, *one_off)
        for groups in written.segments.values()
        for group in groups
    )


@cache
def vocabulary() -> Vocabulary:
    """The names that the laws read and a world's files give: parameters, motives, memories."""
    strengths, memories = _heard()
    return Vocabulary(tuple(strengths), tuple(MOTIVES), memories)


def readers() -> Mapping[str, str]:
    """Parameter -> the law that reads it first."""
    return _heard()[0]


@cache
def _heard() -> tuple[Mapping[str, str], tuple[str, ...]]:
    frame = _frame()
    writer = Writer(frame, Vocabulary((), tuple(MOTIVES), ()), frozenset(), heard=True)
    heard = writer.p
    assert isinstance(heard, Heard)
    found: dict[str, str] = {}
    for stage in stages():
        writer.write(stage)
        for name in heard.strengths:
            found.setdefault(name, stage.name)
    return found, tuple(sorted(heard.memories))


def _frame() -> Frame:
    actors = range(ACTORS)
    pairs = frozenset((i, j) for i in range(ACTORS + 1) for j in actors if i != j)
    return Frame(
        actors=ACTORS,
        parties=ACTORS + 1,
        theatres=THEATRES,
        levels=(0,),
        acts=tuple(_act(k) for k in range(2 * ACTORS)),
        threats=(_threat(), replace(_threat(), going_on=(), held=())),
        capabilities=(0, 1),
        allied=frozenset(pair for pair in pairs if pair[0] < ACTORS),
        client=pairs,
        orders=tuple(_order(k) for k in range(2 * ACTORS)),
        bars=(Bar((0,), _when()), Bar((1,)), Bar((0, 2), policy=True)),
    )


def _order(k: int) -> Order:
    """An order that leaves something to luck, and one that does not."""
    return (
        Order(k, within=3, lots=(Lot(2 * ACTORS, 0.0, 0.5),), month=2 * ACTORS + 1)
        if k % 2
        else Order(k, _when())
    )


def _when() -> Condition:
    return Either((Done(0, 1), Every((Level("e", 0, 1.0, 10.0, moved=True), Not(Carried(0, 2))))))


def _threat() -> Threat:
    return Threat(
        triggers=(0,),
        promises=(1,),
        declarations=(2,),
        standing=True,
        going_on=(3,),
        held=((0, 1, 1),),
    )


def _act(k: int) -> Act:
    owner = k % ACTORS
    others = tuple(m for m in range(ACTORS + 1) if m != owner)
    unaware = [(owner + 2) % ACTORS] if k < ACTORS else []
    return Act(
        k=k,
        owner=owner,
        line=k // 2,
        impact=others,
        harms=frozenset(others),
        helps=frozenset(others),
        escalation=tuple(range(THEATRES)),
        hidden=frozenset([*unaware, ACTORS]),
        alongside=((owner + 1) % ACTORS,),
        in_return=((owner + 1) % ACTORS,),
        shows_force=((owner + 1) % ACTORS,),
        equips=(0, 1),
        routine=((k + 1) % (2 * ACTORS),),
        transfer=(ACTORS,),
        reassurance=((owner + 1) % ACTORS,),
        pledge=((owner + 1) % ACTORS,),
        self_help=True,
        tempo=True,
        needs=((0, 0, 1),),
        moves=((0, k % 2),),
    )
