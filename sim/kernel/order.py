"""The order of the step: every law, in the order in which it runs. Nothing else happens.

Everything here is collected from the law files, for every reading of them alike. ``stages`` is what
runs; ``sim show step`` prints it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from inspect import signature
from types import ModuleType

from sim.kernel import decide, deeds, latent, mechanisms, memory, motives, orders
from sim.kernel.algebra import total
from sim.kernel.deeds import by_act, by_actor
from sim.kernel.law import Bookings, LawText, found_in, law_of, once, readings_of, yielded
from sim.kernel.memory import (
    assurance,
    capabilities,
    commitment,
    dependence,
    expectation,
    grievance,
    pace,
    posture,
    tension,
    threats,
)
from sim.kernel.symbols import Symbols, Values

BEGIN, ODDS, REASONS, DIRECT, CHOOSE = "begin", "odds", "reasons", "direct", "choose"
EXPECT, HEED = "expect", "heed"
EFFECTS, LEDGER, REMEMBER = "effects", "ledger", "remember"
SETTLE, BOUNDS = "settle", "bounds"
SEGMENTS = {
    BEGIN: "once, at the reference state: what follows from the values alone",
    ODDS: "every actor weighs every action it can take",
    REASONS: "by how much each motive moves each choice (where asked)",
    DIRECT: "scripted events, and orders whose condition holds, take their lines",
    CHOOSE: "each line that is left is decided by a draw",
    EXPECT: "(instead, where asked) every deed as often as it has come to be expected",
    HEED: "(instead, where asked) every deed as often as it has become likely",
    EFFECTS: "all deeds take effect together, on the state before the step",
    LEDGER: "what each action, through each mechanism, added to each alignment (where asked)",
    REMEMBER: "what the step leaves behind: each memory, on the state before the step",
    SETTLE: "what was worked out aside becomes the state",
    BOUNDS: "whether a numerical bound decided (where asked)",
}

SHARED = (capabilities.might, grievance.hurt)
"""Readings that more than one motive takes."""

READ = (dependence, commitment, threats)  # memories that read more than deeds

MECHANISMS: dict[str, ModuleType] = found_in(mechanisms)
MOTIVES: dict[str, ModuleType] = found_in(motives)


@dataclass(frozen=True)
class Stage:
    """One law where it stands in the step: which columns it writes, and how."""

    segment: str
    symbol: str  # the columns it writes
    name: str  # of the law
    text: LawText  # (s, p) -> bookings
    says: str  # its equation
    adds: bool = False  # whether it adds to the columns instead of setting them
    state: bool = False  # whether it makes the state after the step
    index: tuple[str, ...] = ()  # what its keys count, in the letters of the equations


def prices_parties(motive: str) -> bool:
    """Whether a motive says what the good of each party is worth; else it likes whole acts."""
    return _asks_for(law_of(MOTIVES[motive]))[0] == "o"


def stages(off: frozenset[str] = frozenset()) -> tuple[Stage, ...]:
    """Every law that is on, in the order of the step."""
    on = [name for name in MOTIVES if name not in off]
    working = [name for name in MECHANISMS if name not in off]
    return (
        *_begin(on),
        _plain(ODDS, orders.barred),
        _plain(ODDS, decide.possible),
        *(_plain(ODDS, text) for text in SHARED),
        *(one for name in on for one in _departure(name)),
        *(_plain(ODDS, text) for text in (decide.price, decide.tilt, decide.base, decide.tilted)),
        *(_plain(ODDS, text) for text in (decide.everything, decide.chance)),
        *(_reason(name) for name in on),
        *(_plain(DIRECT, text) for text in (orders.at, orders.ready, orders.fires)),
        replace(_plain(DIRECT, orders.open_), symbol="open", name="open"),
        _plain(DIRECT, orders.ordered),
        *(_plain(CHOOSE, text) for text in (decide.drawn, decide.reached, decide.taken)),
        _plain(CHOOSE, orders.own),
        Stage(EXPECT, "taken", "as_expected", decide.as_expected, _says(decide.as_expected)),
        Stage(HEED, "taken", "as_likely", decide.as_likely, _says(decide.as_likely)),
        *(_plain(EFFECTS, text) for text in readings_of(deeds)),
        _plain(EFFECTS, latent.latent),
        *(_mechanism(name) for name in working),
        _plain(EFFECTS, latent.held),
        *(_plain(EFFECTS, text) for one in READ for text in readings_of(one)),
        *(_booked(name) for name in working),
        Stage(LEDGER, "ledger", latent.BOUND, latent.bound, _says(latent.bound), adds=True),
        *_memories(),
        _plain(BOUNDS, latent.bounded),
    )


def _begin(on: list[str]) -> Iterator[Stage]:
    for symbol, text in memory.REFERENCE.items():
        yield Stage(BEGIN, symbol, "reference", text, "the state at the start date, at rest")
    yield Stage(BEGIN, "a", "alignment", latent.alignment, _says(latent.alignment))
    yield _plain(BEGIN, deeds.harm)
    yield replace(_plain(BEGIN, deeds.help_), symbol="help", name="help")
    yield _plain(BEGIN, decide.gain)
    for text in SHARED:
        yield _plain(BEGIN, text)
    for name in on:
        for text in readings_of(MOTIVES[name]):
            yield _plain(BEGIN, text)
        says, index = f"{name} in the reference state", _index_of(name)
        yield Stage(BEGIN, "rest", name, _valued(name), says, index=index)


def _departure(name: str) -> Iterator[Stage]:
    for text in readings_of(MOTIVES[name]):
        yield _plain(ODDS, text)

    def departure(s: Symbols, p: Values) -> Bookings:
        for key, value in _valued(name)(s, p):
            o = key[1] if prices_parties(name) else p.acts[key[1]].owner
            yield key, s.gain[name, o] * (value - s.rest[key])

    symbol = "departure" if prices_parties(name) else "inclination"
    says = _says(law_of(MOTIVES[name]))
    yield Stage(ODDS, symbol, name, departure, says, index=_index_of(name))


def _index_of(motive: str) -> tuple[str, ...]:
    return ("motive", "o", "m") if prices_parties(motive) else ("motive", "k")


def _valued(name: str) -> LawText:
    """A motive's worth of each party to each actor, or the utility of each act, keyed by motive."""
    text = law_of(MOTIVES[name])

    def valued(s: Symbols, p: Values) -> Bookings:
        if prices_parties(name):
            for o in p.actors:
                for m, worth in text(o, s, p):
                    yield (name, o, m), worth
        else:
            for act in p.acts:
                utility = text(act, s, p)
                if utility is not None:
                    yield (name, act.k), utility

    return valued


def _reason(name: str) -> Stage:
    def reason(s: Symbols, p: Values) -> Bookings:
        for act in p.acts:
            if not prices_parties(name):
                if (name, act.k) in s.inclination:
                    yield (name, act.k), total([s.inclination[name, act.k]])
            elif known := [m for m in act.impact if (name, act.owner, m) in s.departure]:
                worths = (s.departure[name, act.owner, m] * p.x[act.k, m] for m in known)
                yield (name, act.k), total(worths)

    says = "by how much it moves the log odds"
    return Stage(REASONS, "reason", name, reason, says, index=("motive", "k"))


def _mechanism(name: str) -> Stage:
    text = law_of(MECHANISMS[name])

    def contributions(s: Symbols, p: Values) -> Bookings:
        if _of_deeds(text):
            for deed in by_actor(s, p):
                yield from yielded(text, text(deed, s, p))
        else:
            yield from yielded(text, text(s, p))

    return Stage(EFFECTS, "latent", name, contributions, _says(text), adds=True)


def _booked(name: str) -> Stage:
    text = law_of(MECHANISMS[name])

    def posted(s: Symbols, p: Values) -> Bookings:
        if _of_deeds(text):
            for k, deed in by_act(s, p):
                for pair, amount in once(text, text(deed, s, p)):
                    yield (name, k, *pair), amount
        else:
            for pair, amount in once(text, text(s, p)):
                yield (name, -1, *pair), amount

    return Stage(LEDGER, "ledger", name, posted, _says(text), adds=True)


def _of_deeds(text: LawText) -> bool:
    return len(_asks_for(text)) == 3


@cache
def _asks_for(text: LawText) -> tuple[str, ...]:
    return tuple(signature(text).parameters)


def _memories() -> Iterator[Stage]:
    """Those first that read what others change."""
    for symbol, text in {
        "r": assurance.assurance,
        "d": dependence.dependence,
        "c": commitment.commitment,
        "g": grievance.grievance,
        "expected": expectation.expectation,
        "e": tension.tension,
        "credible": threats.credible,
        "pulled": threats.pulled,
        "voiced": threats.voiced,
        "posture": posture.posture,
        "stock": capabilities.stock,
        "coming": capabilities.coming,
        "pace": pace.pace,
        "before": _before,
        "noted": orders.noted,
        "since": orders.since,
        "due": orders.due,
        "done": orders.done,
        "clock": orders.clock,
        "begun": orders.begun,
        "z": latent.settled,
        "a": latent.aligned,
    }.items():
        yield Stage(REMEMBER, symbol, text.__name__.strip("_"), text, _says(text), state=True)


def _before(s: Symbols, p: Values) -> Bookings:
    """before[k] = surprise[k]"""
    for act in p.acts:
        yield act.k, s.surprise[act.k]


def _plain(segment: str, text: LawText) -> Stage:
    return Stage(segment, text.__name__, text.__name__, text, _says(text), index=_index(text))


def _index(text: LawText) -> tuple[str, ...]:
    """The letters in the first brackets of its equation: ``("o", "m")`` for ``good[o,m] = …``."""
    found = re.search(r"\[([^\]]*)\]", _says(text))
    return tuple(found[1].replace(" ", "").split(",")) if found else ()


def _says(text: LawText) -> str:
    return (text.__doc__ or "").strip().partition("\n")[0]
