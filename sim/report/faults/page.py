"""The page of known faults, with what was measured before beside what is measured now."""

from collections.abc import Iterator, Sequence

from sim.report.markdown import filled, table
from sim.report.origin import origin
from sim.report.words import UNKNOWN, signed
from sim.results.faults import MeasuredFault, Measurement, Reading, Saved

_INTRO = """\
# Known faults, and what has become of them

Written by `sim faults --before docs/faults-before.json --out docs/faults.md`. Do not edit it: run
the command again."""

_WHAT = """\
Running the model has shown what is wrong with it. Each fault is here as it was found, in words \
that stay, with a measure that any version of the laws can be put to. So a change of the laws can \
be judged: did it mend what it was made for, and did it break something else?"""

_READ = """\
What stands after ± is the standard error that stems from the number of runs; two columns that \
differ by less than two or three of them do not differ. Counts and ranks have an error that is not \
known. Shares of runs, ratios (x) and shifts are means over runs, in each of which all values are \
drawn from their ranges. "Wanted" is what would be right, as far as anything says so."""


def page(found: Measurement, before: Saved | None) -> str:
    """The whole page. It ends with a newline."""
    return "\n".join(_blocks(found, before)) + "\n"


def _blocks(found: Measurement, before: Saved | None) -> Iterator[str]:
    yield f"{_INTRO}\n"
    yield f"{origin(found.world)}\n"
    yield f"{filled(_WHAT)}\n"
    yield f"{filled(f'{_runs(found, before)} {_READ}')}\n"
    yield from table(_head(("question", "measured"), before), _summary(found, before))
    for each in found.faults:
        yield f"\n## {each.fault.number}. {each.fault.asked}\n"
        yield f"{filled(each.fault.found)}\n"
        yield f"{filled(f'How: {each.fault.how}')}\n"
        rows = ((one.what, *_cells(each, one, before)) for one in each.readings)
        yield from table(_head(("measured",), before), rows)


def _runs(found: Measurement, before: Saved | None) -> str:
    said = f"{found.runs:,} runs of each arm on the same draws, seed {found.seed}."
    if before is None:
        return said
    then = f'"Before" is {before.label}, version {before.version}'
    return f"{said} {then}, {before.runs:,} runs, seed {before.seed}."


def _head(first: Sequence[str], before: Saved | None) -> tuple[str, ...]:
    return (*first, "wanted", *(() if before is None else ("before",)), "now")


def _summary(found: Measurement, before: Saved | None) -> Iterator[tuple[str, ...]]:
    for each in found.faults:
        asked = f"{each.fault.number}. {each.fault.asked}"
        yield (asked, each.main.what, *_cells(each, each.main, before))


def _cells(each: MeasuredFault, one: Reading, before: Saved | None) -> tuple[str, ...]:
    now = shown(one, one.value, one.error, one.note)
    if before is None:
        return one.wanted, now
    then = before.reading(each.fault.number, one.id)
    was = UNKNOWN if then is None else shown(one, then.value, then.error, then.note)
    return one.wanted, was, now


def shown(one: Reading, value: float | None, error: float | None, note: str) -> str:
    """A reading in a cell: its value in the form of its kind, its error and what it is of."""
    if value is None:
        return UNKNOWN
    told = {
        "share": lambda x: f"{x:.1%}",
        "ratio": lambda x: f"x {x:.3f}" if 0.9 < x < 1.1 else f"x {x:.2f}",
        "difference": lambda x: signed(x, 3),
        "number": lambda x: f"{x:.3f}",
        "count": lambda x: f"{x:.0f}",
    }[one.kind](value)
    if error is not None:
        told += f" ± {error:.1%}" if one.kind == "share" else f" ± {error:.3f}"
    return f"{told} ({note})" if note else told
