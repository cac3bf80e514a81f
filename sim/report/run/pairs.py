"""Tables of chosen pairs: what a scenario does to them, and the same with a law off."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from sim.report import words
from sim.report.screen import effect, grid, heading, paragraph
from sim.results import Meta, ShiftRow
from sim.results.explanation import Switched


def pairs_block(
    shifts: Sequence[ShiftRow], pairs: Sequence[str], meta: Meta
) -> list[RenderableType]:
    """Return what the scenario does to each of the pairs, named as ``KOR>RUS``, in their order."""
    known = {f"{row.source}>{row.target}": row for row in shifts}
    explained = "difference to without, at its peak and left at the end; -1 foe, +1 ally"
    header = ("who toward whom", "peak", "error", "left", "error", "with", "without")
    rows = [_pair(known[pair], meta) for pair in pairs]
    return [heading("Chosen pairs", explained), grid(header, rows, right=range(1, 7), wrap=True)]


def _pair(row: ShiftRow, meta: Meta) -> list[str | Text]:
    return [
        words.pair(row.source, row.target, meta.names),
        effect(words.signed(row.peak, 3)),
        words.error(row.peak_error),
        effect(words.signed(row.effect, 3)),
        words.error(row.mc_error),
        words.signed(row.end, 3),
        words.signed(row.baseline_end, 3),
    ]


def switched_block(
    rows: Sequence[Switched], law: str, runs: int, meta: Meta
) -> list[RenderableType]:
    """Return what the scenario does with a law on and off, pair by pair."""
    pieces: list[RenderableType] = [
        Text(words.printable(f"{meta.title}: {law} on and off"), style="bold"),
        paragraph(
            f"What {meta.scenario} changes against {meta.baseline} by the end of "
            f"{words.count(meta.steps, meta.step_unit)}; off in both. "
            f"{words.count(runs, 'pair')} of runs, the same luck on and off; seed {meta.seed}.",
            indent="",
        ),
        Text(),
    ]
    if not rows:
        return [*pieces, Text(f"  {law} makes no difference that is more than chance.")]
    header = ("who toward whom", "on", "off", "difference", "error")
    cells = (
        (
            words.pair(row.source, row.target, meta.names),
            effect(words.signed(row.on, 3)),
            effect(words.signed(row.off, 3)),
            effect(words.signed(round(row.on, 3) - round(row.off, 3), 3)),
            words.error(row.error),
        )
        for row in rows
    )
    return [*pieces, grid(header, cells, right=range(1, 5), wrap=True)]


def switched_json(
    rows: Sequence[Switched], law: str, runs: int, meta: Meta, place: Path | None
) -> str:
    """Return every pair as JSON text."""
    found = {
        "scenario": meta.scenario,
        "baseline": meta.baseline,
        "law": law,
        "runs": runs,
        "seed": meta.seed,
        "steps": meta.steps,
        "pairs": [asdict(row) | {"affected": row.affected} for row in rows],
        "results_dir": None if place is None else place.as_posix(),
    }
    return json.dumps(found, ensure_ascii=False)
