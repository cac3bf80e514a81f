"""The screen of ``sim explain``: what adds up to an effect, what is left of it, what flips it."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.asked import known
from sim.report.explain.explained import View, warning
from sim.report.explain.motives import motive
from sim.report.explain.story import VISIBLE, factor
from sim.report.explain.what_if import remainders, search
from sim.report.screen import effect, grid, heading, paragraph, print_blocks
from sim.results.explanation import (
    FEW,
    FORESIGHT,
    LIMIT,
    POSSIBLE,
    RATE,
    ROOM,
    START,
    WINDOW,
    Bar,
    Onset,
    merged,
)
from sim.results.known import KnownPast
from sim.results.threats import FEAR, leading

BARS, PRECURSORS, MOVERS = 8, 5, 3  # rows shown of each
PLAYS = 3  # rules and events on condition that the head names
BAR_WIDTH = 16  # columns of a drawn bar
PARTS = {
    POSSIBLE: "whether it can be done at all",
    RATE: "a base rate that a scenario sets",
    LIMIT: "the guard against overflow",
    FORESIGHT: "what others would do next because of it",
    ROOM: "its line of policy does one thing at a time",
}


def show(view: View, console: Console) -> None:
    """Print the screen."""
    print_blocks(_blocks(view), console)


def _blocks(view: View) -> Iterator[list[RenderableType]]:
    found = view.found
    yield _finding(view)
    if found.waterfall:
        yield _waterfall(view)
    if found.movers and found.target.kind != "action":
        yield _movers(view)
    if found.motivations:
        yield _motivations(view)
    if found.onset is not None:
        yield _onset(view, found.onset)
    if found.remainders:
        yield remainders(view)
    if found.search is not None:
        yield search(view, found.search)


def _finding(view: View) -> list[RenderableType]:
    found, unit = view.found, view.unit
    about = f"{view.scenario.id} against {view.baseline.id}"
    runs = f"{words.count(found.runs, 'pair')} of runs on the same luck"
    horizon = f"{words.count(found.steps, view.world.step)} from {words.month(view.world.date)}"
    pieces: list[RenderableType] = [
        Text(words.printable(f"Why: {found.target.title}"), style="bold"),
        paragraph(
            words.printable(f"{about}; {runs}; {horizon}; seed {found.seed}"),
            indent="",
            style="dim",
        ),
        paragraph(
            f"{unit.level(found.with_)} with the scenario, {unit.level(found.without)} without it: "
            f"effect {unit.amount(found.effect)} {unit.error(found.mc_error)} "
            f"({unit.says}; error: of sampling).",
            indent="",
        ),
    ]
    if past := known(KnownPast.of(view.world), view.world.date):
        pieces.insert(1, paragraph(f"Known before: {past}.", indent=""))
    if view.changed:
        pieces.insert(1, paragraph(view.changed, "Changed in both arms", indent=""))
    if view.plays:
        pieces.insert(2, paragraph(_plays(view), "If and when, and by rule", indent=""))
    if found.settled:
        pieces.append(warning("the script itself decides this, so it is no finding."))
    if not found.stands_out:
        pieces.append(warning("the effect is within twice its error: it cannot be told from none."))
    return pieces


def _plays(view: View) -> str:
    left = len(view.plays) - PLAYS
    more = f"; and {left} more: sim show {view.scenario.id}" if left > 0 else ""
    return f"{'; '.join(view.plays[:PLAYS])}{more}"


def _waterfall(view: View) -> list[RenderableType]:
    found = view.found
    bars = merged(found.waterfall, BARS)
    shifts = words.parts([bar.shift for bar in bars], 3)
    of = "it"
    if found.target.indicator is not None:  # the indicator watches an alignment
        source, target = found.target.indicator.object.split(">")
        of = words.pair(source, target, view.names)
    pieces: list[RenderableType] = [
        heading(f"What adds up to {of}", "with minus without, from the ledger; nothing is left out")
    ]
    reached = list(accumulate((bar.shift for bar in bars), initial=0.0))
    steps = list(pairwise(reached))
    rows: list[Sequence[str | Text]] = [
        (
            *_cause(view, bar),
            effect(words.signed(shift, 3)),
            words.error(bar.mc_error),
            words.signed(so_far, 3),
            drawn(*step, min(reached), max(reached)),
        )
        for bar, shift, so_far, step in zip(bars, shifts, accumulate(shifts), steps, strict=True)
    ]
    rows.append(("all together", "", effect(words.signed(sum(shifts), 3)), "", "", ""))
    header = ("what is done", "mechanism", "shift", "error", "so far", "")
    pieces.append(grid(header, rows, right=(2, 3, 4), most={1: 19}, wrap=True))
    return pieces


def _cause(view: View, bar: Bar) -> tuple[str, str]:
    if bar.part == "fading":
        return f"fading: {words.count(bar.merged, 'act')} come to be expected, not done", ""
    if bar.merged > 1:
        return f"everything else ({bar.merged})", ""
    if bar.action:
        return view.act(bar.action), view.world.mechanisms[bar.mechanism].title
    if bar.mechanism == START:
        return "the state at the start", ""
    known = view.world.mechanisms.get(bar.mechanism)
    return ("the pull back", known.title) if known else ("the numerical bound", "")


def drawn(before: float, after: float, low: float, high: float) -> Text:
    """Return a step of a waterfall: where the sum moves from ``before`` to ``after``.

    Drawn with signs, so that a fall is told from a rise without colour.
    """
    width = (high - low) or 1.0
    ends = sorted(round((value - low) / width * BAR_WIDTH) for value in (before, after))
    sign = "+" if after > before else "-"
    length = max(1, ends[1] - ends[0])
    start = min(ends[0], BAR_WIDTH - length)
    return Text(" " * start + sign * length, style="green" if sign == "+" else "red")


def _movers(view: View) -> list[RenderableType]:
    rows: list[tuple[str, ...]] = [
        (
            view.act(one.action),
            words.times(one.with_),
            words.times(one.without),
            words.signed(one.chosen),
            f"{one.weight:+g}",
        )
        for one in view.found.movers[:MOVERS]
    ]
    header: tuple[str, ...] = ("who does what", "with", "without", "of it chosen", "moves it by")
    explained = "times per run, scripted times included"
    if view.found.target.indicator and view.found.target.indicator.subject in ("action", "posture"):
        header, rows = header[:-1], [row[:-1] for row in rows]  # there it is done, or it is not
    return [heading("What moves it", explained), grid(header, rows, right=(1, 2, 3, 4), wrap=True)]


def _motivations(view: View) -> list[RenderableType]:
    found = view.found
    named = view.act(found.movers[0].action)
    explained = "further times per run that it is chosen, by motive; odds: where that is likely"
    further = words.parts([part.extra for part in found.motivations], 3)
    rows: list[Sequence[str | Text]] = [
        (
            PARTS.get(part.motive) or motive(part.motive, view.world),
            effect(words.signed(extra, 3)),
            words.error(part.mc_error),
            "" if part.log_odds is None else f"x {factor(part.log_odds)}",
        )
        for part, extra in zip(found.motivations, further, strict=True)
    ]
    rows.append(("all together", effect(words.signed(sum(further), 3)), "", ""))
    pieces: list[RenderableType] = [
        heading("Why it is chosen", explained),
        paragraph(words.printable(f"{named}{_two_sides(view)}:")),
        grid(("motive", "further times", "error", "odds"), rows, right=(1, 2, 3)),
    ]
    return pieces


def _two_sides(view: View) -> str:
    """What threats do to it, by fear and by all that they and others stir; empty if fear does
    nothing."""
    extra = {
        part.motive: part.extra for part in view.found.motivations if part.log_odds is not None
    }
    fear = extra.pop(FEAR, 0.0)
    if abs(fear) < VISIBLE:
        return ""
    rest = sum(extra.values())
    mostly = leading(extra, rest)
    held = "holds back" if fear < 0 else "lets go"
    stirs = "provoke" if rest > 0 else "calm"
    most = f", most of all {view.world.motives[mostly].because}," if mostly else ""
    return (
        f". A threat has two sides: fear of it {held} ({words.signed(fear, 3)} times per run), all "
        f"other motives{most} {stirs} ({words.signed(rest, 3)}). Part by part"
    )


def _onset(view: View, found: Onset) -> list[RenderableType]:
    unit = view.world.step
    arm, other = ("with", "without") if found.more else ("without", "with")
    pieces: list[RenderableType] = [
        heading("What came before it", f"in the {words.count(WINDOW, unit)} before")
    ]
    if found.step is None:
        pieces.append(Text("  In no pair of runs does it happen in one arm alone."))
        return pieces
    pieces.append(
        paragraph(
            f"In {words.count(found.pairs, 'pair')} it happens {arm} the scenario and has not "
            f"{other} it by then, mostly in {unit} {found.step:.0f}. Shares of these pairs:"
        )
    )
    if found.pairs < FEW:
        pieces.append(Text(f"  Too few to say (fewer than {FEW})."))
        return pieces
    if not found.precursors:
        pieces.append(Text("  Nothing that stands out of chance."))
        return pieces
    rows = [
        (
            view.act(one.action),
            words.percent(one.before),
            words.percent(one.twin),
            effect(words.signed((one.before - one.twin) * 100, 0)),
            words.error(one.mc_error * 100, 0),
            f"{one.lag:.1f}",
        )
        for one in found.precursors[:PRECURSORS]
    ]
    header = ("what had been done", "before it", "in the twin", "points", "error", f"{unit}s ahead")
    pieces.append(grid(header, rows, right=range(1, 6), wrap=True))
    return pieces
