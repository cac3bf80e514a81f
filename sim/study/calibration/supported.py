"""From what a record supports to values that a world can run with, each with its source."""

import re

from sim.results.calibration import AHEAD, WEEK, Calibration, EventRate
from sim.study.calibration.rates import MOST
from sim.world import Quantity, World
from sim.world.provenance import Source
from sim.world.quantity import COEFFICIENT, RATE
from sim.world.values import Values

RHO = "mechanisms.reciprocity.rho"
_ASSUMED = "assumption: latent alignment answers an impact as coded tone answers a tone"


def supported(world: World, found: Calibration, citation: str = "") -> Values:
    """The values that the record supports, and the data set they cite."""
    name = source_id(found.wanted.path.stem, world)
    values: dict[str, Quantity | str] = {
        rate.path: _rate(rate, f"data:{name}", found.covered.span) for rate in found.usable()
    }
    if (rho := _rho(found, f"data:{name}")) is not None:
        values[RHO] = rho
    return Values(dict(sorted(values.items())), {name: _source(found, citation)})


def source_id(stem: str, world: World) -> str:
    """A name for a data set, from that of its file, which the world does not have yet."""
    plain = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "events"
    return f"{plain}-events" if plain in world.sources else plain


def _rate(rate: EventRate, source: str, span: str) -> Quantity:
    cell = (
        f"{rate.code} of {' and '.join(rate.pairs)} in {rate.with_} of {rate.months} months, {span}"
    )
    low, high = max(RATE.low, rate.share.low), min(MOST, rate.share.high)
    cited = f"{source}#{cell}; Jeffreys interval at 80 per cent"
    return Quantity(round(rate.share.value, 4), round(low, 4), round(high, 4), "rate", (cited,))


def _rho(found: Calibration, source: str) -> Quantity | None:
    answer = found.reciprocity.answer
    if answer is None or not 0.0 < answer.value <= COEFFICIENT.high:
        return None
    low, high = max(COEFFICIENT.low, answer.low), min(COEFFICIENT.high, answer.high)
    cell = (
        f"answer to a unit of tone beyond a slow level within {AHEAD * WEEK} days, "
        f"{found.reciprocity.weeks:,} direction-weeks, {found.reciprocity.pairs} pairs, "
        f"t {found.reciprocity.t:.1f}"
    )
    sources = (f"{source}#{cell}", _ASSUMED)
    value, low, high = round(answer.value, 4), round(low, 4), round(high, 4)
    return Quantity(value, low, high, "coefficient", sources)


def _source(found: Calibration, citation: str) -> Source:
    """The event file as a source; who made it, the file does not say."""
    path = found.wanted.path
    version = (
        f"{path.name}, {found.met.rows:,} rows, {found.events:,} counted; SHA-256 {found.sha256}"
    )
    return Source(
        kind="data",
        citation=citation or f"Event data in the file {path.name}; cite its makers here",
        version=version,
        date=found.covered.span,
    )
