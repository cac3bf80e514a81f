"""What an audit of a player found: in a few sentences, then in tables."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from sim.report import words
from sim.report.screen import grid, heading, paragraph
from sim.world import World

if TYPE_CHECKING:
    from sim.single.audit import ActsRow, AnswerRow, Audit, Interval, ThreatRow

KINDS = {
    "tension": "raises tension",
    "harm": "harms somebody",
    "help": "helps, and does neither",
}
SPLITS = {
    "tension": "where it is hottest, tension is",
    "grievance": "its largest grievance is",
    "hurt": "",
}
FAULTS = {
    "crash": "after it had ended",
    "silence": "no answer in time",
    "oversized": "too long a line",
    "nonsense": "no answer that can be acted on",
}
ANSWERS = {
    ("harm", "harm"): "harms who harmed it in the month before",
    ("neither", "harm"): "harms who did nothing to it",
    ("help", "help"): "helps who helped it",
    ("neither", "help"): "helps who did nothing to it",
}
Block = list[RenderableType]


def blocks(found: "Audit", world: World) -> list[Block]:
    """The screen of an audit."""
    every = [
        _head(found, world),
        _acts([row for row in found.acts if row.split == "all"]),
        _states([row for row in found.acts if row.kind == "tension" and row.split != "all"]),
        _answers(found.answers),
        _threats(found.threats),
        _faults(found),
    ]
    return [block for block in every if block]


def _head(found: "Audit", world: World) -> Block:
    who = words.name(found.seat, world.names)
    title = f"{words.printable(found.player)} as {who}"
    begun = "" if world.history is None else f" from {words.month(world.date)}"
    played = f"{words.count(found.games, 'game')} of {words.printable(found.scenario)}{begun}"
    asked = f"{words.count(found.months, 'month')} in all, seed {found.seed}"
    sentences = [_finding(found), *_in_kind(found.answers), *_kept(found.threats), _failed(found)]
    return [
        Text(title, style="bold"),
        Text(f"{played}, {asked}", style="dim"),
        *(paragraph(sentence, indent="") for sentence in sentences if sentence),
    ]


def _finding(found: "Audit") -> str:
    row = next((row for row in found.acts if (row.kind, row.split) == ("tension", "all")), None)
    if row is None or row.times_model is None or row.times_base is None:
        return "It decided nothing that could raise tension: the model did it all."
    model, base = _times(row.times_model), _times(row.times_base)
    return (
        f"It raises tension {model} as often as the model in the same states, "
        f"{base} as often as base rates."
    )


def _in_kind(rows: Iterable["AnswerRow"]) -> Iterable[str]:
    for row in rows:
        if row.signal == row.answer == "harm" and row.cases:
            own, model = row.answered / row.cases, row.model / row.cases
            yield (
                f"Harmed, it harms back in the month after in {words.percent(own)} of cases; "
                f"the model in {words.percent(model)}."
            )


def _kept(rows: Sequence["ThreatRow"]) -> Iterable[str]:
    pulled, twin = sum(row.pulled for row in rows), sum(row.twin_pulled for row in rows)
    if pulled:
        kept = words.percent(sum(row.kept for row in rows) / pulled)
        model = words.percent(sum(row.twin_kept for row in rows) / twin) if twin else words.UNKNOWN
        yield f"It keeps {kept} of its threats that were pulled; the model {model}."


def _failed(found: "Audit") -> str:
    asked = found.answered + sum(found.faults.values())
    failed = sum(found.faults.values())
    if not failed:
        return f"It failed in none of {words.count(asked, 'answer')}."
    return f"It failed in {failed:,} of {words.count(asked, 'answer')}: the model decided then."


def _acts(rows: Sequence["ActsRow"]) -> Block:
    if not rows:
        return []
    cells = [
        (
            KINDS[row.kind],
            f"{row.acts:,}",
            f"{row.model:,.0f}",
            *_cells(row.times_model),
            *_cells(row.times_base),
        )
        for row in rows
    ]
    header = ("it", "acts", "model", "x model", "95 %", "x base", "95 %")
    explained = "beside the model in the same states, and base rates"
    return [heading("What it does", explained), grid(header, cells, right=range(1, 7))]


def _states(rows: Sequence["ActsRow"]) -> Block:
    if not rows:
        return []
    cells = [
        (
            f"{SPLITS[row.split]} {row.where}".strip(),
            f"{row.months:,}",
            *_counts(row),
            *_cells(row.times_model),
        )
        for row in rows
    ]
    header = ("where", "months", "acts", "model", "x model", "95 %")
    return [heading("When it raises tension", "by state"), grid(header, cells, right=range(1, 6))]


def _answers(rows: Iterable["AnswerRow"]) -> Block:
    cells = [
        (
            ANSWERS[row.signal, row.answer],
            f"{row.cases:,}",
            words.percent(row.answered / row.cases),
            words.percent(row.model / row.cases),
            *_cells(row.times_model),
        )
        for row in rows
        if row.cases
    ]
    if not cells:
        return []
    header = ("it", "cases", "share", "model", "x model", "95 %")
    return [heading("Whether it answers in kind"), grid(header, cells, right=range(1, 6))]


def _threats(rows: Sequence["ThreatRow"]) -> Block:
    cells = [
        (
            words.printable(row.threat),
            f"{row.warnings:,}",
            f"{row.warnings_model:,.0f}",
            f"{row.kept} of {row.pulled}",
            *_shares(row.share),
            f"{row.twin_kept} of {row.twin_pulled}",
        )
        for row in rows
    ]
    if not cells:
        return []
    header = ("its threat", "said", "model", "kept", "share", "95 %", "model")
    explained = "within half a year of being pulled; what is not kept was a bluff"
    table = grid(header, cells, right=range(1, 7))
    return [heading("Whether it keeps its threats", explained), table]


def _faults(found: "Audit") -> Block:
    rows = [(FAULTS[name], f"{number:,}") for name, number in found.faults.items() if number]
    if not rows:
        return []
    first = f"The first: {words.printable(found.wrong)}"
    return [heading("How it failed"), grid(("", "times"), rows, right=(1,)), paragraph(first)]


def _counts(row: "ActsRow") -> tuple[str, str]:
    return f"{row.acts:,}", f"{row.model:,.0f}"


def _times(found: "Interval") -> str:
    value = f"{found.value:.2f} times"
    return value if found.low is None else f"{value} ({found.low:.2f} to {found.high:.2f})"


def _cells(found: "Interval | None") -> tuple[str, str]:
    if found is None:
        return words.UNKNOWN, words.UNKNOWN
    if found.low is None:
        return f"{found.value:.2f}", words.UNKNOWN
    return f"{found.value:.2f}", f"{found.low:.2f} to {found.high:.2f}"


def _shares(found: "Interval | None") -> tuple[str, str]:
    if found is None or found.low is None or found.high is None:
        return words.UNKNOWN, words.UNKNOWN
    ends = f"{words.percent(found.low)} to {words.percent(found.high)}"
    return words.percent(found.value), ends
