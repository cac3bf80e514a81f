"""Base rates: in how many months an action was seen, and how often a month."""

from collections.abc import Iterable

import numpy as np

from sim.results.calibration import Coverage, EventRate, Unsupported
from sim.study.calibration.intervals import gamma_poisson, jeffreys
from sim.study.calibration.signature import Signature
from sim.study.calibration.tally import Tally
from sim.world import World

FEWEST_MONTHS = 12
FEWEST_EVENTS = 10.0  # of its directions in a month: below it silence says little
MOST = 0.999  # of a rate's range, which must stay below 1


def rates(
    world: World,
    tally: Tally,
    covered: Coverage,
    known: Iterable[Signature],
    chosen: tuple[str, ...],
    codes: tuple[str, ...],
) -> tuple[EventRate, ...]:
    """The rate of every action between states asked for."""
    place = {code: n for n, code in enumerate(codes)}
    found = []
    for sign in known:
        targets = tuple(party for party in sign.targets if party in chosen)
        if sign.source in chosen and targets:
            at = np.array([place[code] for code in sign.codes], dtype=np.int64)
            found.append(_rate(world, tally, covered, sign, targets, chosen, at))
    return tuple(found)


def _rate(
    world: World,
    tally: Tally,
    covered: Coverage,
    sign: Signature,
    targets: tuple[str, ...],
    chosen: tuple[str, ...],
    codes: np.typing.NDArray[np.int64],
) -> EventRate:
    action = world.actions[sign.action]
    source, others = chosen.index(sign.source), [chosen.index(party) for party in targets]
    columns = np.concatenate([tally.columns(source, other, codes) for other in others])
    counts = np.array([tally.acts(month, columns) for month in covered.months])
    spans = [tally.events[tally.span(month), source][:, others].sum() for month in covered.months]
    months = len(covered.months)
    dispersion = float(counts.var(ddof=1) / counts.mean()) if counts.any() and months > 1 else 1.0
    with_, events = int((counts > 0).sum()), int(counts.sum())
    traffic = float(np.mean(spans)) if spans else 0.0
    return EventRate(
        action=sign.action,
        title=action.title,
        code=action.cameo,
        pairs=tuple(f"{sign.source}>{party}" for party in targets),
        months=months,
        with_=with_,
        events=events,
        traffic=traffic,
        share=jeffreys(with_, months),
        count=gamma_poisson(events, max(1, months), dispersion),
        dispersion=dispersion,
        world=action.base_rate,
        why_not=_why_not(world, sign, months, traffic, with_),
    )


def _why_not(
    world: World, sign: Signature, months: int, traffic: float, with_: int
) -> Unsupported | None:
    if months < FEWEST_MONTHS:
        return Unsupported("too few months", f"{months}, at least {FEWEST_MONTHS} are wanted")
    if sign.twins:
        return Unsupported(
            "looks like another action", f"code and target of {', '.join(sign.twins)}"
        )
    if traffic < FEWEST_EVENTS:
        said = f"{traffic:.1f} of any kind a month, below {FEWEST_EVENTS:g}"
        return Unsupported("too few events", said)
    for need in world.actions[sign.action].requires:
        posture = world.postures[need.posture]
        if not need.met(posture, posture.start):
            said = f"{need}; the record does not know since when"
            return Unsupported("not possible at the start", said)
    if with_ == 0:
        return Unsupported("never seen", "the record supports no more than the upper end")
    if with_ == months:
        return Unsupported("seen in every month", "a chance in a month cannot say how often")
    return None


def crowded(world: World, found: Iterable[EventRate]) -> dict[str, Unsupported]:
    """Actions whose rates leave their instrument no room for doing nothing, with the reason.

    An actor takes one action of an instrument in a step; a record may show several in a month.
    """
    high = {name: action.base_rate.high for name, action in world.actions.items()}
    usable = {rate.action: rate for rate in found if rate.why_not is None}
    high |= {name: min(MOST, rate.share.high) for name, rate in usable.items()}
    reasons: dict[str, Unsupported] = {}
    for instrument in world.instruments:
        members = [name for name in high if world.actions[name].instrument == instrument]
        total = sum(high[name] for name in members)
        if total >= 1.0:
            said = f"the rates of {instrument} would add up to {total:.2f}, 1 or more"
            reason = Unsupported("no room beside the others", said)
            reasons |= {name: reason for name in members if name in usable}
    return reasons
