"""What the record gives as base rates, beside those that stand in the world."""

from collections.abc import Mapping

from sim.results.calibration import Interval
from sim.results.rates import HALF_LIFE, SOURCE, RecordRate
from sim.study.rates.rule import base_rate, enough, weights
from sim.study.rates.series import Numbers, Series, all_series, last_month, numbers
from sim.world import Problem, Quantity, World
from sim.world.quantity import RATE
from sim.world.record import FOLDER, Record, load_record
from sim.world.yaml_reader import read_yaml

NEVER = "never in the record"
SHORT = "too few months"
ROOM = 0.95  # of a month for an instrument's actions, at the high ends; the rest is for none
FULL = 0.9  # of that room for their values, so that their ranges keep some width


def check_rates(world: World) -> list[Problem]:
    """Base rates that do not follow from the record that comes with the world, if one does."""
    if not (world.folder / FOLDER).is_dir():
        return []
    astray = [one for one in derived(world, load_record(world)) if not one.follows]
    return [_problem(world, one) for one in astray]


def derived(world: World, record: Record) -> tuple[RecordRate, ...]:
    """Every action of which a record is complete in some months before the world's date."""
    series = all_series(world, record)
    cut = numbers([last_month(world)])[0]
    ago = {action: cut - one.at for action, one in series.items()}
    why = {action: _why_not(one, ago[action]) for action, one in series.items()}
    free = {
        action: base_rate(one.happened, ago[action])
        for action, one in series.items()
        if not why[action]
    }
    fitted = _fitted(world, free)
    return tuple(
        RecordRate(
            action=action,
            with_=int(one.happened.sum()),
            months=len(one.months),
            first=one.months[0],
            last=one.months[-1],
            rate=_quantity(fitted[action], one) if action in fitted else None,
            why_not=why[action],
            narrowed=action in fitted and fitted[action] != free[action],
            world=world.actions[action].base_rate,
        )
        for action, one in series.items()
    )


def _problem(world: World, one: RecordRate) -> Problem:
    instrument = world.actions[one.action].instrument
    document = read_yaml(world.folder / "actions" / f"{instrument}.yaml")
    place = ("actions", one.action, "base_rate")
    if one.rate is None:
        said = f"the base rate of `{one.action}` cites a record that gives none: {one.why_not}"
        return document.problem(place, said, "State an assumption")
    said = (
        f"the base rate of `{one.action}` does not follow from the record, which gives "
        f"{one.rate.value:g}, {one.rate.low:g} to {one.rate.high:g}"
    )
    hint = "Run `sim rates --write`, or take its months out of record/coverage.csv"
    return document.problem(place, said, hint)


def _why_not(one: Series, ago: Numbers) -> str:
    if not enough(weights(ago)):
        return SHORT
    return "" if one.happened.any() else NEVER


def _fitted(world: World, free: Mapping[str, Interval]) -> dict[str, Interval]:
    """The rates with room left in each instrument beside the actions that have none."""
    found = dict(free)
    for instrument in {world.actions[action].instrument for action in free}:
        members = [name for name, one in world.actions.items() if one.instrument == instrument]
        taken = sum(world.actions[name].base_rate.high for name in members if name not in free)
        own = {name: free[name] for name in members if name in free}
        found |= fitted(own, ROOM - taken)
    return found


def fitted(rates: Mapping[str, Interval], room: float) -> Mapping[str, Interval]:
    """The rates of an instrument with their high ends pulled in, all by the same part, to fit.

    An actor takes at most one of its actions in a month, so the high ends must leave room. Where
    not even the values fit, they are scaled down together, to a part FULL of the room.
    """
    if sum(one.high for one in rates.values()) <= room:
        return rates
    scale = min(1.0, FULL * room / sum(one.value for one in rates.values()))
    values = {name: scale * one.value for name, one in rates.items()}
    spread = sum(scale * (one.high - one.value) for one in rates.values())
    part = min(1.0, (room - sum(values.values())) / spread)
    return {name: _within(scale, part, one) for name, one in rates.items()}


def _within(scale: float, part: float, one: Interval) -> Interval:
    value = scale * one.value
    high = value + part * scale * (one.high - one.value)
    return Interval(value, max(scale * one.low, value * value / high), high)


def _quantity(rate: Interval, one: Series) -> Quantity:
    value, low, high = (float(f"{x:.2g}") for x in (rate.value, rate.low, rate.high))
    with_, months = int(one.happened.sum()), len(one.months)
    span = f"{one.months[0]} to {one.months[-1]}"
    said = f"{SOURCE}#{with_} of {months} months, {span}, half-life {HALF_LIFE:g} months"
    return Quantity(value, low, high, RATE.name, (said,))
