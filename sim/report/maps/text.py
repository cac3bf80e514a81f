"""The screen and the JSON object that ``sim map`` prints."""

import json
import shlex
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.again import again
from sim.report.asked import history
from sim.report.screen import files_at, grid, heading, paragraph, print_blocks
from sim.results import record
from sim.results.formats import plain
from sim.results.maps import MapMeta, MonthRow, MonthSweep, PointRow, ValueMap
from sim.world import World

SURE = 2.0
ABOVE, BELOW, OPEN = "+", "-", "·"
ACROSS, DOWN, BOTH = "─", "│", "┼"
SCALE = 20  # columns of a bar


def as_json(found: ValueMap | MonthSweep, place: Path | None) -> str:
    """Return everything as one JSON object; rows bear the columns of the CSV files."""
    rows = (
        {"map": [record(row) for row in found.points]}
        if isinstance(found, ValueMap)
        else {"months": [record(row) for row in found.months]}
    )
    where = None if place is None else place.as_posix()
    fields = {
        **plain(found.meta),
        "command": command(found.meta),
        "says": sentence(found),
        **rows,
        "results_dir": where,
    }
    return json.dumps(fields, ensure_ascii=False, allow_nan=False)


def command(meta: MapMeta) -> str:
    """Return the command that makes the map again."""
    said = ["sim", "map", *again(meta, meta.scenario, "--against", meta.baseline)]
    said += ["--of", meta.of]
    for name, axis in zip(("--x", "--y"), meta.axes, strict=False):
        said += [name, axis.path]
    said += ["--points", str(meta.points)] if meta.axes else ["--sweep-month", meta.event]
    said += ["--level"] if meta.level else []
    said += ["--turn", f"{meta.turn:g}"] if meta.turn else []
    said += ["--runs", str(meta.runs), "--seed", str(meta.seed), "--steps", str(meta.steps)]
    return shlex.join(said)


def show(found: ValueMap | MonthSweep, world: World, place: Path | None, console: Console) -> None:
    """Print the screen; ``place`` is the result folder, where one was written."""
    pieces = _map(found) if isinstance(found, ValueMap) else _months(found)
    blocks: list[list[RenderableType]] = [_asked(found.meta, world)]
    blocks += [[paragraph(sentence(found), indent="")], pieces, files_at(place)]
    print_blocks([block for block in blocks if block], console)


def asked(meta: MapMeta) -> str:
    """Return what is mapped, in words."""
    title = words.printable(meta.of_title)
    if meta.of_kind == "indicator":
        what = f"the chance of “{title}”"
    elif meta.of_kind == "alignment":
        what = f"the alignment of {title} at the end"
    else:
        what = f"{words.printable(title[:1].lower() + title[1:])}, mean over the months"
    if meta.level:
        return what
    return f"what {words.printable(meta.scenario)} changes in {what}"


def number(value: float, meta: MapMeta) -> str:
    """Return an answer: in points of a hundred for a chance."""
    scale, digits = {"indicator": (100.0, 1), "tension": (1.0, 2)}.get(meta.of_kind, (1.0, 3))
    if meta.level:
        return f"{value * scale:.{digits}f}"
    return words.signed(value * scale, digits)


def side(row: PointRow | MonthRow, turn: float) -> str:
    """Return on which side of the turn an answer lies, where the runs can tell."""
    if row.mean is None or row.mc_error is None:
        return " "
    away = row.mean - turn
    if abs(away) <= SURE * row.mc_error or row.mc_error != row.mc_error:
        return OPEN
    return ABOVE if away > 0 else BELOW


def sentence(found: ValueMap | MonthSweep) -> str:
    """Return what the map says, in a sentence or two."""
    meta = found.meta
    rows: Sequence[PointRow | MonthRow] = (
        found.points
        if isinstance(found, ValueMap)
        else [row for row in found.months if row.mean is not None]
    )
    if not rows:
        return "The event can come in no month."
    sides = [side(row, meta.turn) for row in rows]
    means = [row.mean for row in rows if row.mean is not None]
    what = "points" if isinstance(found, ValueMap) else "months"
    turn = "0" if meta.turn == 0 else number(meta.turn, meta)
    counted = [
        f"{said} at {sides.count(sign)}"
        for sign, said in (
            (ABOVE, f"above {turn}"),
            (BELOW, f"below {turn}"),
            (OPEN, f"not told from {turn}"),
        )
        if sign in sides
    ]
    spread = f"From {number(min(means), meta)} to {number(max(means), meta)}"
    turns = ABOVE in sides and BELOW in sides
    said = "It turns within the map" if turns else "It does not turn within the map"
    return f"{spread} over {len(rows)} {what}: {', '.join(counted)}. {said}."


def _asked(meta: MapMeta, world: World) -> list[RenderableType]:
    told = [f"against {meta.baseline}"] if not meta.level else []
    told += [f"{words.count(meta.steps, meta.step_unit)} from {words.month(meta.start)}"]
    told += [f"{meta.runs:,} runs at each, the same luck"]
    changed = words.changes(meta.set_values, meta.off)
    pieces: list[RenderableType] = [
        Text(words.printable(meta.title), style="bold"),
        paragraph(f"Mapped: {asked(meta)}", indent=""),
        paragraph(f"{'; '.join(told)}; seed {meta.seed}.", indent="", style="dim"),
    ]
    if past := history(world):
        pieces.append(paragraph(f"Known before: {past}.", indent=""))
    return (
        [*pieces, paragraph(words.printable("; ".join(changed)), "Changed")] if changed else pieces
    )


def _map(found: ValueMap) -> list[RenderableType]:
    across, up = found.meta.axes
    count = found.meta.points
    rows = [found.points[at : at + count] for at in range(0, len(found.points), count)]
    margin = max(len(f"{row[0].y:.3g}") for row in rows)
    lines = [f"  {label:>{margin}} {line}" for label, line in _lines(rows, found.meta.turn)]
    low, high = f"{across.low:.3g}", f"{across.high:.3g}"
    foot = f"  {'':>{margin}} {low.ljust(max(len(low) + 1, 4 * count - 1 - len(high)))}{high}"
    corner = (rows[0][0], rows[0][-1], rows[-1][0], rows[-1][-1])
    corners = ", ".join(
        f"{number(row.mean, found.meta)} {_doubt(row.mc_error, found.meta)}" for row in corner
    )
    return [
        heading(words.printable(up.path), "upwards"),
        *(Text(line, no_wrap=True) for line in lines),
        Text(foot, no_wrap=True),
        heading(words.printable(across.path), "to the right"),
        paragraph(
            f"{ABOVE} above, {BELOW} below, {OPEN} within two standard errors of where it turns;"
            f" lines where the mean crosses it. Stated: {across.stated:g} across, {up.stated:g} up."
        ),
        paragraph(f"Corners, from low to high, across first: {corners}."),
    ]


def _lines(rows: Sequence[Sequence[PointRow]], turn: float) -> Iterator[tuple[str, str]]:
    """From the top: a line of signs, then where the answer turns between it and the next."""
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        signs = [side(one, turn) for one in row]
        walls = [_crosses(a, b, turn) for a, b in pairwise(row)]
        line = signs[0]
        for wall, sign in zip(walls, signs[1:], strict=True):
            line += f" {DOWN if wall else ' '} {sign}"
        yield f"{row[0].y:.3g}", line
        if at:
            floor = "".join(
                f"{ACROSS if _crosses(a, b, turn) else ' '}   "
                for a, b in zip(row, rows[at - 1], strict=True)
            ).rstrip()
            if floor:
                yield "", floor


def _crosses(one: PointRow, other: PointRow, turn: float) -> bool:
    return (one.mean - turn) * (other.mean - turn) < 0.0


def _months(found: MonthSweep) -> list[RenderableType]:
    meta = found.meta
    most = max((abs(row.mean) for row in found.months if row.mean is not None), default=0.0)
    rows = []
    for row in found.months:
        if row.mean is None or row.mc_error is None:
            rows.append((words.month(row.month), "", "", "cannot be"))
            continue
        mark = " (as scripted)" if row.step == meta.event_step else ""
        length = round(SCALE * abs(row.mean) / most) if most else 0
        rows.append(
            (
                words.month(row.month),
                side(row, meta.turn),
                f"{number(row.mean, meta)} {_doubt(row.mc_error, meta)}",
                f"{'#' * length}{mark}",
            )
        )
    said = words.printable(meta.event_title)
    barred: dict[str, list[str]] = {}
    for row in found.months:
        if row.mean is None:
            barred.setdefault(row.why_not, []).append(words.month(row.month))
    note = "What comes later has had less time to work, and to fade, by the end."
    return [
        heading(f"If {said}", "in"),
        grid(("", "", meta.of, ""), rows, right=(2,), most={3: 36}),
        *(
            paragraph(words.printable(f"{', '.join(months)} cannot be: {why}."))
            for why, months in barred.items()
        ),
        paragraph(note, style="dim"),
    ]


def _doubt(error: float, meta: MapMeta) -> str:
    return f"±{error * 100:.1f}" if meta.of_kind == "indicator" else words.error(error)
