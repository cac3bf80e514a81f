"""The finding: what becomes likelier, what shifts and by how much of the past, who reacts most.

Every word is chosen by the tables, so that it holds for any scenario: also for one in which nothing
stands out of chance, and for one that is the same as what it is compared with.
"""

from sim.report import digits, selection, words, yardstick
from sim.report.sentence import Figure, Sentence
from sim.results import IndicatorRow, Meta, ReactionRow, Results, ShiftRow
from sim.results.conventions import WINDOW
from sim.world.month import month_of

COUNTED = "times it is chosen in a run, on average over runs; scripted times are not counted"
UNMOVED = "Made possible, or more of the same"  # what no motive brings about
LIKELIER = 2  # conditions that a finding leads with


def finding(results: Results) -> list[Sentence]:
    """Return the finding: what becomes likelier, then the largest shift, then the reaction."""
    meta = results.meta
    told = selection.headlines(results.indicators, meta, LIKELIER)
    moved = selection.leading(results.shifts)
    reacted = selection.reaction(results.reactions, meta.script)
    said: list[Sentence] = [likelier(row, meta) for row in told]
    if moved is not None:
        said.append([*_shifted(moved, meta), *_beside(moved, results)])
    if reacted is not None:
        said.append(_reacted(reacted, meta))
    return said or [_nothing(results)]


def likelier(row: IndicatorRow, meta: Meta) -> Sentence:
    """Return what becomes likelier, or less likely, from what to what, and by when."""
    keys = f"indicators.csv indicator={row.indicator}"
    word = "Likelier" if row.difference > 0 else "Less likely"
    places = selection.digits_of(row, meta.runs)
    return [
        f"{word} {window(row, meta)}, from ",
        Figure(words.percent(row.without, places), row.without, f"{keys} without"),
        " to ",
        Figure(words.percent(row.with_, places), row.with_, f"{keys} with"),
        f": {words.printable(row.title.rstrip('.'))}.",
    ]


def window(row: IndicatorRow, meta: Meta) -> str:
    """Return until when a condition counts, within a sentence: ``by Nov 2025``."""
    last = words.month(month_of(meta.start, row.to))
    return f"in {last}" if row.from_ == row.to > 1 else f"by {last}"


def _shifted(row: ShiftRow, meta: Meta) -> Sentence:
    keys = f"shifts.csv source={row.source} target={row.target}"
    places = digits.of_alignments(meta.runs)
    return [
        f"Largest shift: {words.pair_within(row.source, row.target, meta.names)}, ",
        Figure(words.signed(row.peak, places), row.peak, f"{keys} peak"),
        f" {words.when(month_of(meta.start, row.peak_step), row.peak_step)}",
        *([] if row.peak_step == meta.steps else _left(row, meta, keys)),
        ".",
    ]


def _left(row: ShiftRow, meta: Meta, keys: str) -> Sentence:
    shown = words.signed(row.effect, digits.of_alignments(meta.runs))
    end = Figure(shown, row.effect, f"{keys} effect")
    after = f"after {words.count(meta.steps, meta.step_unit)}"
    if not selection.left(row):
        return [f", of which nothing is left {after}"]
    if row.effect * row.peak < 0:
        return [f", but {after} it is ", end, ", the other way"]
    return [", of which ", end, f" is left {after}"]


def _beside(shift: ShiftRow, results: Results) -> Sentence:
    """How much a shift is beside ordinary years and a past shock, if there is a yardstick."""
    one = yardstick.of(results.yardstick, shift)
    if one is None:
        return []
    keys = f"yardstick.csv source={one.source} target={one.target}"
    past = yardstick.compared(one, results.meta.names)
    return [
        " Over the first ",
        Figure(str(one.months), one.months, f"{keys} months"),
        f" {results.meta.step_unit}s it is ",
        Figure(yardstick.years(one), one.years, f"{keys} years"),
        " times what a pair moves in an ordinary year",
        f", {past}." if past else ".",
    ]


def _reacted(row: ReactionRow, meta: Meta) -> Sentence:
    keys = f"reactions.csv action={row.action}"
    return [
        f"Reaction that changes most: {words.clause(row.actor, row.title, meta.names)}, ",
        Figure(words.times(row.rate), row.rate, f"{keys} rate"),
        " times per run instead of ",
        Figure(words.times(row.baseline_rate), row.baseline_rate, f"{keys} baseline_rate"),
        f" {since(meta)}",
        ".",
    ]


def since(meta: Meta) -> str:
    """Return the steps over which reactions are counted: ``in the 6 months from Aug 2024 on``."""
    first = meta.start if meta.event is None else meta.event.month
    return f"in the {words.count(WINDOW, meta.step_unit)} from {words.month(first)} on"


def _nothing(results: Results) -> Sentence:
    shifts, indicators = results.shifts, results.indicators
    same = all(row.effect == 0 and row.peak == 0 for row in shifts)
    if same and all(row.difference == 0 for row in indicators):
        return [
            "Nothing differs: the scenario and what it is compared with are the same, run by run."
        ]
    if results.meta.runs < 2:
        return ["One pair of runs tells a story and no more: nothing can be told from chance."]
    largest = max(shifts, key=selection.size, default=None)
    if largest is None:
        return ["Nothing stands out of chance."]
    keys = f"shifts.csv source={largest.source} target={largest.target}"
    pair = words.pair_within(largest.source, largest.target, results.meta.names)
    return [
        f"Nothing stands out of chance: the largest difference on the way, {pair}, is ",
        Figure(words.signed(largest.peak, 3), largest.peak, f"{keys} peak"),
        " with a sampling error of ",
        Figure(words.error(largest.peak_error), largest.peak_error, f"{keys} peak_error"),
        ", too small to tell or to matter; and no indicator changes by more than "
        f"{selection.SURE:.0f} times its sampling error.",
    ]
