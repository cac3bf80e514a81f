"""How actors decide: base rates, tilted.

P(k | line) ∝ b[k] · exp( λ_o · Σ_motives w_o · ( U(k; state) − U(k; reference) ) )

"Nothing" has weight 1 − Σ b. So in the reference state every action has exactly its base rate: the
inversion of conditional choice probabilities (Hotz and Miller 1993); elsewhere the odds follow a
quantal response of precision λ (McKelvey and Palfrey 1995).
"""

from sim.kernel.algebra import Column, clip, every, exp, total, where
from sim.kernel.law import Bookings, reading
from sim.kernel.memory.posture import stands
from sim.kernel.symbols import Symbols, Values

TILT_LIMIT = 12.0  # log odds; guards exp() and is reported when a run reaches it


@reading
def possible(s: Symbols, p: Values) -> Bookings:
    """possible[k] = 1 where every precondition of k holds and no scenario bars it, else 0"""
    for act in p.acts:
        bars = (b for b, bar in enumerate(p.bars) if act.k in bar.acts)
        needs = (stands(s, *need) for need in act.needs)
        yield act.k, every([*needs, *(_lifted(s, b) for b in bars)])


def _lifted(s: Symbols, b: int) -> Column:
    """1 where a bar does not hold."""
    return (s.barred[b] >= 0.0) * (s.barred[b] <= 0.0)


@reading
def gain(s: Symbols, p: Values) -> Bookings:
    """gain[motive,o] = λ_o · w_o, worked out once"""
    for motive, o in p.weight:
        yield (motive, o), p.precision[o] * p.weight[motive, o]


@reading
def price(s: Symbols, p: Values) -> Bookings:
    """price[o,m] = Σ_motives departure[motive,o,m]: what m's good is worth to o beyond rest"""
    motives = dict.fromkeys(motive for motive, _, _ in s.departure)
    for o, m in p.pairs:
        if o in p.actors:
            known = (motive for motive in motives if (motive, o, m) in s.departure)
            yield (o, m), total(s.departure[motive, o, m] for motive in known)


@reading
def tilt(s: Symbols, p: Values) -> Bookings:
    """tilt[k] = Σ_motives tilts of the act + Σ_m price[o,m] · x[k,m] + foreseen[k], bounded"""
    own: dict[int, list[str]] = {}
    for motive, k in s.inclination:
        own.setdefault(k, []).append(motive)
    for act in p.acts:
        k = act.k
        likes = total(s.inclination[motive, k] for motive in own.get(k, ()))
        priced = total(s.price[act.owner, m] * p.x[k, m] for m in act.impact)
        yield k, clip(likes + priced + s.foreseen[k], -TILT_LIMIT, TILT_LIMIT)


@reading
def base(s: Symbols, p: Values) -> Bookings:
    """base[k] = possible[k] · b[k]"""
    for act in p.acts:
        yield act.k, s.possible[act.k] * p.base_rate[act.k]


@reading
def tilted(s: Symbols, p: Values) -> Bookings:
    """tilted[k] = base[k] · exp(tilt[k])"""
    for act in p.acts:
        yield act.k, s.base[act.k] * exp(s.tilt[act.k])


@reading
def everything(s: Symbols, p: Values) -> Bookings:
    """everything[line] = 1 − Σ_k base[k] + Σ_k tilted[k]"""
    for n, line in enumerate(p.lines):
        yield n, (1.0 - total(s.base[k] for k in line)) + total(s.tilted[k] for k in line)


@reading
def chance(s: Symbols, p: Values) -> Bookings:
    """chance[k] = tilted[k] / everything[line]"""
    for act in p.acts:
        yield act.k, s.tilted[act.k] / s.everything[act.line]


@reading
def drawn(s: Symbols, p: Values) -> Bookings:
    """drawn[line] = uniform[line] − ( 1 − Σ_k chance[k] ): "nothing" comes first"""
    for n, line in enumerate(p.lines):
        yield n, s.uniform[n] - (1.0 - total(s.chance[k] for k in line))


@reading
def reached(s: Symbols, p: Values) -> Bookings:
    """reached[k] = the chance of k and of those before it in its line"""
    for line in p.lines:
        for n, k in enumerate(line):
            yield k, total(s.chance[before] for before in line[: n + 1])


@reading
def taken(s: Symbols, p: Values) -> Bookings:
    """taken[k] = 1 where luck falls to k, or the script says so

    The inverse distribution function with "nothing" first, so a higher chance of acting only adds
    acts. A draw is used up whether or not the scenario has fixed the line.
    """
    for act in p.acts:
        k, drawn = act.k, s.drawn[act.line]
        falls = (drawn >= s.reached[k] - s.chance[k]) * (drawn < s.reached[k])
        yield k, falls * s.open[act.line] + s.ordered[k]


@reading
def as_expected(s: Symbols, p: Values) -> Bookings:
    """taken[k] = possible[k] · expected[k], or what the script says of k"""
    for act in p.acts:
        k = act.k
        usual = s.possible[k] * s.expected[k]
        yield k, where(s.ordered[k] > 0.0, s.ordered[k], usual)


@reading
def as_likely(s: Symbols, p: Values) -> Bookings:
    """taken[k] = chance[k], or what the script says of k"""
    for act in p.acts:
        yield act.k, where(s.ordered[act.k] > 0.0, s.ordered[act.k], s.chance[act.k])
