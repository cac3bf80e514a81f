"""What ``sim backtest --shocks`` says: a screen, one JSON object, and the tables of a page."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from statistics import median

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import markdown, words
from sim.report.screen import grid, hanging, heading, paragraph, print_blocks
from sim.results.findings import as_json as json_of
from sim.results.shocks import LEFT, Course, Replay, Replays, quarters
from sim.results.yardstick import FEWEST_EVENTS, FEWEST_MONTHS, MONTHS
from sim.world import World

PAST = ("shock", "pair", "change", "error", "by month", "years", "months")
SIZES = ("shock", "pair", "record", "model", "error", "ratio", "verdict")
COURSES = ("shock", "pair", "peak", *(f"at {n}" for n in LEFT), "model", *(f"at {n}" for n in LEFT))
QUARTERS = ("mean course", "months 1-3", "4-6", "7-9", "10-12")
MEANT = (
    f"Record: tone of coded events in the {MONTHS} months after less that of the {MONTHS} before, "
    "in units of the index of alignment; its error takes months as independent. By month: every "
    "month alike, so that busy ones do not count more. Years: in ordinary years. Months: how many "
    "are on record before and after. Model: the closest deed, done once in the first month, less "
    f"nothing scripted; mean of the first {MONTHS} months, in alignment. That the two scales agree "
    "is an assumption; and a shock is more than one deed: it goes on, and others join in."
)

Row = tuple[str, ...]


def show(found: Replays, world: World, console: Console) -> None:
    """Print the screen."""
    print_blocks(_blocks(found, world), console)


def as_json(found: Replays) -> str:
    """Return everything as JSON text."""
    fields = {
        "world": found.world,
        "runs": found.runs,
        "seed": found.seed,
        "ordinary": found.ordinary,
        "replays": [_fields(one) for one in found.replays],
        "quarters": quarters(found.replays),
    }
    return json_of(fields)


def tables(found: Replays, world: World) -> Mapping[str, Callable[[], str]]:
    """Return what a page may mark, by name: each writes a table as Markdown."""
    return {
        "past shocks": partial(_markdown, PAST, past_rows(found)),
        "shocks replayed": partial(_replayed, found, world),
    }


def past_rows(found: Replays) -> list[Row]:
    """Return what each shock on record did to each pair."""
    return [(*_named(one), *_changed(one, found)) for one in found.replays if _held(one)]


def size_rows(found: Replays) -> list[Row]:
    """Return the sizes of record and model side by side, where they can be compared."""
    return [
        (
            *_named(one),
            words.signed(one.record.change or 0.0),
            words.signed(one.model.change, 3),
            words.error(one.model.error, 4),
            f"{one.ratio[0]:.3f} ±{one.ratio[1]:.3f}",
            one.verdict,
        )
        for one in found.compared
        if one.model is not None and one.ratio is not None
    ]


def course_rows(found: Replays) -> list[Row]:
    """Return the peaks of record and model, and the shares of them that are left."""
    return [
        (*_named(one), *_course(one.course, 2), *_course(one.model.course, 3))
        for one in found.compared
        if one.course is not None and one.model is not None
    ]


def quarter_rows(found: Replays) -> list[Row]:
    """Return the mean courses, quarter by quarter."""
    both = quarters(found.replays)
    if both is None:
        return []
    return [
        ("record", *(f"{value:.3f}" for value in both[0])),
        ("model", *(f"{value:.3f}" for value in both[1])),
    ]


def tallied(found: Replays) -> str:
    """Return how the comparisons fell out."""
    fell = Counter(one.verdict for one in found.compared)
    if not fell:
        return "No change stands out of its error: nothing to compare."
    each = ", ".join(f"{number} {verdict}" for verdict, number in fell.most_common())
    middle = median(one.ratio[0] for one in found.compared if one.ratio is not None)
    return (
        f"Of {words.count(len(found.compared), 'change')} that stand out of their error, at twice "
        f"the errors of both, the model's is: {each}. The middle ratio is {middle:.3f}."
    )


def missing(found: Replays) -> str:
    """Return what the record does not hold."""
    pairs: dict[str, list[str]] = {}
    for one in found.replays:
        if not _held(one):
            pairs.setdefault(one.record.shock.title, []).append(one.record.pair)
    told = "; ".join(f"{title} ({', '.join(own)})" for title, own in pairs.items())
    return (
        f"Not on record, which must hold {FEWEST_MONTHS} of {MONTHS} months and {FEWEST_EVENTS} "
        f"events on either side in one series: {told or 'none'}."
    )


def ordinary(found: Replays) -> str:
    """Return what an ordinary year does."""
    one = found.ordinary
    return (
        f"In an ordinary year a pair moves {one.median:.3f} (the median), nine in ten move less "
        f"than {one.high:.3f}: of {one.years} overlapping years with a year before them, of "
        f"{one.pairs} directed pairs, the noise of counting included."
    )


def deeds(found: Replays, world: World) -> Iterator[str]:
    """Yield for each shock on record the deed that comes closest, how close, and what to know."""
    told: set[str] = set()
    for one in found.replays:
        shock = one.record.shock
        if not _held(one) or shock.id in told:
            continue
        told.add(shock.id)
        acts = (world.actions[name] for name in shock.closest)
        done = "; ".join(f"{world.parties[act.owner].name} {act.title}" for act in acts)
        note = f". On the record: {shock.note}" if shock.note else ""
        yield f"{_capital(shock.title)}: {done or 'none'} ({shock.likeness}){note}."


def _fields(one: Replay) -> dict[str, object]:
    record, shock = one.record, one.record.shock
    return {
        "shock": shock.id,
        "title": shock.title,
        "date": shock.date,
        "pair": record.pair,
        "closest": shock.closest,
        "likeness": shock.likeness,
        "note": shock.note,
        "sources": shock.sources,
        "series": record.series,
        "change": record.change,
        "error": record.error,
        "by_month": record.by_month,
        "before": record.before,
        "after": record.after,
        "course": one.course,
        "model": one.model,
        "ratio": one.ratio,
        "verdict": one.verdict,
    }


def _held(one: Replay) -> bool:
    return one.record.change is not None


def _named(one: Replay) -> Row:
    shock = one.record.shock
    year = "" if shock.year in shock.title else f", {shock.year}"
    return _capital(words.printable(shock.title)) + year, one.record.pair


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _changed(one: Replay, found: Replays) -> Row:
    record = one.record
    change, before, after = record.change or 0.0, record.before, record.after
    assert before is not None
    assert after is not None
    return (
        words.signed(change),
        words.error(record.error, 2),
        words.signed(record.by_month or 0.0),
        f"{abs(change) / found.ordinary.median:.1f}",
        f"{before.months}, {after.months}",
    )


def _course(one: Course, digits: int) -> Row:
    left = (words.UNKNOWN if share is None else f"{round(share * 100)}%" for share in one.left)
    return words.UNKNOWN if one.peak is None else words.signed(one.peak, digits), *left


def _blocks(found: Replays, world: World) -> Iterator[list[RenderableType]]:
    title = Text("Past shocks replayed", style="bold")
    title.append(f"  {found.world}", style="dim not bold")
    how = f"{words.count(found.runs, 'pair')} of runs for each deed, seed {found.seed}."
    yield [title, paragraph(how), paragraph(MEANT)]
    yield [
        heading("What past shocks did", "change of tone in a year, on the scale of alignment"),
        grid(PAST, _once(past_rows(found)), right=(2, 3, 4, 5, 6), wrap=True),
        paragraph(ordinary(found)),
        paragraph(missing(found)),
    ]
    yield [
        heading("What the closest deed does in the model", "mean of the first twelve months"),
        grid(SIZES, _once(size_rows(found)), right=(2, 3, 4, 5), wrap=True),
        paragraph(tallied(found)),
    ]
    if found.compared:
        explained = "peak of three months; share of it left at 6 and 12 months; record, then model"
        table = grid(COURSES, _once(course_rows(found)), right=range(2, 8), wrap=True)
        means = grid(QUARTERS, quarter_rows(found), right=range(1, 5))
        yield [heading("How long it lasts", explained), table, Text(""), means]
    yield [heading("Which deed, and how close"), *(hanging(one, 4) for one in deeds(found, world))]


def _once(rows: Sequence[Row]) -> list[Row]:
    """A name that stands above already is not repeated."""
    above = ["", *(row[0] for row in rows)]
    return [
        ("" if row[0] == last else row[0], *row[1:]) for row, last in zip(rows, above, strict=False)
    ]


def _replayed(found: Replays, world: World) -> str:
    how = f"{words.count(found.runs, 'pair')} of runs, seed {found.seed}."
    parts = [
        _markdown(SIZES, size_rows(found)),
        f"{markdown.filled(f'{how} {tallied(found)}')}\n",
        _markdown(COURSES, course_rows(found)),
        _markdown(QUARTERS, quarter_rows(found)),
        "".join(f"- {one}\n" for one in deeds(found, world)),
    ]
    return "\n".join(parts)


def _markdown(head: Sequence[str], rows: Sequence[Row]) -> str:
    return "".join(f"{line}\n" for line in markdown.table(head, rows))
