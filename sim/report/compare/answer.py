"""The answer of a comparison, written from the contrasts between its scenarios."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase

from sim.report import digits, words
from sim.report.compare import choice
from sim.report.compare.choice import Alignment, Condition, Told
from sim.report.sentence import Figure, Sentence, plain
from sim.results.comparison import CompareMeta, Comparison, ContrastRow, IndicatorContrastRow


@dataclass(frozen=True)
class Line:
    """One line of the answer: what it is about, and what it says."""

    label: str
    sentence: Sentence

    @property
    def text(self) -> str:
        """What it says, without its label."""
        return plain(self.sentence)


def letters(meta: CompareMeta) -> dict[str, str]:
    """Scenario -> the letter it goes by: A for the first; a number past Z."""
    return {
        name: ascii_uppercase[n] if n < len(ascii_uppercase) else str(n + 1)
        for n, name in enumerate(meta.scenarios)
    }


def answer(found: Comparison) -> list[Line]:
    """Return what sets the scenarios apart beyond doubt, or that nothing does; never empty."""
    meta, told = found.meta, choice.headlines(found)
    moved = choice.headline(found)
    if moved is None and not any(told.values()):
        return [Line("", (_nothing(found),))]
    said = [Line(_instead(*two, meta), tuple(_changes(group, meta))) for two, group in told.items()]
    return said if moved is None else [*said, _moved(moved, meta)]


def _instead(scenario: str, over: str, meta: CompareMeta) -> str:
    letter = letters(meta)
    return f"{letter[scenario]} instead of {letter[over]}"


def less(row: ContrastRow | IndicatorContrastRow, meta: CompareMeta) -> str:
    """Return ``B−A``, written with a hyphen."""
    letter = letters(meta)
    return f"{letter[row.scenario]}-{letter[row.over]}"


def of_shares(one: Condition, runs: int) -> int:
    """Return the digits of the shares of an indicator: any two look apart if they are."""
    told = [
        [one.share(name).with_ for name in (two.scenario, two.over)]
        for two in one.contrasts
        if choice.beyond_chance(two)
    ]
    return max(digits.of_shares(runs, *two) for two in ((), *told))


def of_effects(one: Alignment, runs: int) -> int:
    """Return the digits of the effects on an alignment, by the same rule."""
    ends = [effect_in(one, name) for name in (one.widest.scenario, one.widest.over)]
    return digits.of_alignments(runs, *(ends if one.differs else ()))


def effect_in(one: Alignment, scenario: str) -> float:
    """Return the effect of a scenario."""
    return next(side.effect for side in one.rows if side.scenario == scenario)


def contrast(one: Condition, row: IndicatorContrastRow, runs: int) -> str:
    """Return a contrast of shares in points, as what is shown of the two differs."""
    here, there = (one.share(name).with_ * 100 for name in (row.scenario, row.over))
    return words.apart(here, there, of_shares(one, runs))


def doubt(one: Condition, row: IndicatorContrastRow, runs: int) -> str:
    """Return its sampling error in points."""
    return words.error(
        row.mc_error * 100, digits.of_error(digits.of_shares(runs), of_shares(one, runs))
    )


def gap(one: Alignment, row: ContrastRow, runs: int) -> str:
    """Return a contrast of alignments, as what is shown of the two effects differs."""
    here, there = (effect_in(one, name) for name in (row.scenario, row.over))
    return words.apart(here, there, of_effects(one, runs))


def gap_error(one: Alignment, row: ContrastRow, runs: int) -> str:
    """Return its sampling error."""
    return words.error(
        row.mc_error, digits.of_error(digits.of_alignments(runs), of_effects(one, runs))
    )


def _changes(group: Sequence[Told], meta: CompareMeta) -> Iterator[str | Figure]:
    """Less likely: ... (34% to 8% of runs, -26 ±1.6 points). Likelier: ..."""
    if not group:
        yield "no indicator differs beyond doubt."
    sides = groupby(sorted(group, key=_rises, reverse=_rises(group[0])), _rises) if group else ()
    for n, (rises, ones) in enumerate(sides):
        yield "; " if n else ""
        yield "likelier: " if rises else "less likely: "
        for at, one in enumerate(ones):
            yield ", " if at else ""
            yield from _change(*one, meta, full=not n and not at)
    yield "." if group else ""


def _rises(one: Told) -> bool:
    return one[1].contrast > 0


def _change(
    one: Condition, row: IndicatorContrastRow, meta: CompareMeta, *, full: bool
) -> Iterator[str | Figure]:
    """One indicator; ``full`` names the units."""
    runs = meta.runs
    yield f"“{words.printable(one.title.rstrip('.'))}” ("
    for n, name in enumerate((row.over, row.scenario)):
        share, keys = one.share(name), f"scenario={name} indicator={one.id}"
        shown = words.percent(share.with_, of_shares(one, runs))
        yield " to " if n else ""
        yield Figure(shown, share.with_, f"compare_indicators.csv {keys} with")
    yield " of runs, " if full else ", "
    keys = f"indicator_contrasts.csv scenario={row.scenario} over={row.over} indicator={one.id}"
    yield Figure(contrast(one, row, runs), row.contrast, f"{keys} contrast")
    yield " "
    yield Figure(doubt(one, row, runs), row.mc_error, f"{keys} mc_error")
    yield " points)" if full else ")"


def _moved(one: Alignment, meta: CompareMeta) -> Line:
    row = one.widest
    keys = f"contrasts.csv scenario={row.scenario} over={row.over}"
    keys = f"{keys} source={row.source} target={row.target}"
    said: Sentence = (
        f"{words.pair_within(row.source, row.target, meta.names)} differs most at the end: ",
        Figure(gap(one, row, meta.runs), row.contrast, f"{keys} contrast"),
        " ",
        Figure(gap_error(one, row, meta.runs), row.mc_error, f"{keys} mc_error"),
        f" with {_instead(row.scenario, row.over, meta)}.",
    )
    return Line("Of all alignments", said)


def _nothing(found: Comparison) -> str:
    if choice.same(found):
        return "Nothing sets the scenarios apart: all do the same, run by run."
    if found.meta.runs < 2:
        return "One run of each tells a story and no more: nothing can be told from chance."
    return "Nothing sets the scenarios apart by more than chance would do."
