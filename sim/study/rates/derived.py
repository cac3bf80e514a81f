"""What the record gives as base rates, beside those that stand in the world."""

from sim.results.rates import HALF_LIFE, SOURCE, RecordRate
from sim.study.rates.rule import base_rate, enough, weights
from sim.study.rates.series import Numbers, Series, all_series, last_month, numbers
from sim.world import Problem, Quantity, World
from sim.world.beta import Interval
from sim.world.quantity import RATE
from sim.world.record import FOLDER, Record, load_record
from sim.world.room import with_room
from sim.world.yaml_reader import read_yaml

NEVER = "never in the record"
SHORT = "too few months"


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
    fitted = with_room(world, free)
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


def _quantity(rate: Interval, one: Series) -> Quantity:
    value, low, high = (float(f"{x:.2g}") for x in (rate.value, rate.low, rate.high))
    with_, months = int(one.happened.sum()), len(one.months)
    span = f"{one.months[0]} to {one.months[-1]}"
    said = f"{SOURCE}#{with_} of {months} months, {span}, half-life {HALF_LIFE:g} months"
    return Quantity(value, low, high, RATE.name, (said,))
