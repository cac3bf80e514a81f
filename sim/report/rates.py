"""What ``sim rates`` says: a screen, and one JSON object."""

from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType

from sim.report.screen import grid, heading, paragraph, print_blocks
from sim.results.findings import as_json as json_of
from sim.results.formats import plain
from sim.results.rates import CHOSEN_TO, FEWEST, HALF_LIFE, PRIOR, RecordRate, Tried, best
from sim.world import Quantity

COLUMNS = ("action", "months with", "from the record", "in the world", "")
TRIED = ("half-life", "prior", "Brier", "log")
RULE = (
    "The chance of an action in a month: the share of the months in which it happened, a month "
    f"{HALF_LIFE:g} months back counting half; mean of a Beta with {PRIOR:g} months with and "
    f"{PRIOR:g} without to begin with. The range goes from its 10th to its 90th percentile, nearer "
    "where it would lie farther below the value than above, or where an instrument must keep room "
    "for its other actions. Of several actions of an instrument in a month the one that weighs "
    "most counts. No rate is taken from months that weigh less than the last half-life, nor from "
    "a record in which the action never counts: the stated assumption stands."
)

Row = tuple[str, ...]


def show(rates: Sequence[RecordRate], tried: Sequence[Tried], console: Console) -> None:
    """Print the screen."""
    print_blocks(_blocks(rates, tried), console)


def as_json(rates: Sequence[RecordRate], tried: Sequence[Tried]) -> str:
    """Return everything as JSON text."""
    found = {
        "half_life": HALF_LIFE,
        "prior": PRIOR,
        "rates": [plain(one) | {"follows": one.follows} for one in rates],
        "tried": tried,
    }
    return json_of(found)


def _blocks(rates: Sequence[RecordRate], tried: Sequence[Tried]) -> Iterator[list[RenderableType]]:
    yield [heading("Base rates from the record"), paragraph(_verdict(rates)), paragraph(RULE)]
    astray_first = sorted(rates, key=lambda one: one.follows)
    yield [grid(COLUMNS, [_row(one) for one in astray_first], right=(1,))]
    chosen = best(tried)
    explained = f"one month ahead, {chosen.months:,} months to {CHOSEN_TO}; lower is better"
    scores = [
        (
            f"{one.half_life:g} months",
            f"{one.prior:g}",
            f"{one.brier:.4f}",
            f"{one.log:.4f}{' best' if one == chosen else ''}",
        )
        for one in tried
    ]
    said = (
        f"Each action is forecast from its {FEWEST + 1}th month on by the months before. In use: "
        f"{HALF_LIFE:g} months and {PRIOR:g}. Near the best the scores differ little. What came "
        f"after {CHOSEN_TO} is kept for `sim backtest`."
    )
    table = grid(TRIED, scores, right=(0, 1, 2))
    yield [heading("How the half-life was chosen", explained), table, paragraph(said)]


def _verdict(rates: Sequence[RecordRate]) -> str:
    given = sum(one.rate is not None for one in rates)
    astray = sum(not one.follows for one in rates)
    said = f"{len(rates)} actions with a complete record, which gives a rate for {given} of them: "
    if not astray:
        return said + "all that the world takes from it follow."
    follow = "does not follow; it stands" if astray == 1 else "do not follow; they stand"
    return said + f"{astray} of the world's {follow} first."


def _row(one: RecordRate) -> Row:
    record = one.why_not if one.rate is None else _told(one.rate)
    mark = "" if one.follows else "does not follow"
    return one.action, f"{one.with_} of {one.months}", record, _told(one.world), mark


def _told(rate: Quantity) -> str:
    return f"{rate.value:g} ({rate.low:g} to {rate.high:g})"
