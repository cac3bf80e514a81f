"""The screen and the JSON object that ``sim diagnose`` prints."""

from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.screen import grid, heading, paragraph, print_blocks
from sim.results.diagnosis import (
    Blocs,
    Critical,
    Diagnosis,
    Division,
    Echo,
    Split,
    Spread,
    Stage,
)
from sim.results.findings import as_json as json_of

LAWS, MEMBERS, PAIRS = 8, 6, 6
COURSE_COLUMNS = (
    "gap: how far the next best division falls short, as a share of all pull between states; unmet:"
    " pull against the best; balanced: triads in which the enemy of an enemy is a friend"
)
CHAIN_COLUMNS = (
    "of chain: how far the chain runs through it; of reactions: its share of them; sets off: acts"
    " it sets off itself; starts: what comes of it in the end, against an average reaction"
)
AT_PEAK = "; these three at the peak"


def as_json(found: Diagnosis) -> str:
    """Return everything that was found as one JSON object."""
    return json_of(found, {"peak": found.peak})


def show(found: Diagnosis, console: Console) -> None:
    """Print the screen."""
    print_blocks(_blocks(found), console)


def _blocks(found: Diagnosis) -> Iterator[list[RenderableType]]:
    yield _asked(found)
    yield _number(found)
    yield _course(found)
    yield _blocs(found)
    if found.splits[-1].mode:
        yield _hangs_on(found)
        yield _chain(found)
    else:
        yield [paragraph("No escalatory act leads back to itself through reactions to it.")]


def _asked(found: Diagnosis) -> list[RenderableType]:
    pieces: list[RenderableType] = [Text(words.printable(found.title), style="bold")]
    changed = words.changes(found.set_values, found.off)
    if changed:
        pieces.append(Text("Changed: " + words.printable("; ".join(changed))))
    draws = f"{words.count(found.draws, 'draw')} of every unsure value"
    horizon = f"{words.count(found.steps, found.step_unit)} from {words.month(found.start)}"
    pieces.append(Text(f"{found.scenario}; {draws}; {horizon}; seed {found.seed}.", style="dim"))
    return pieces


def _number(found: Diagnosis) -> list[RenderableType]:
    within = words.count(found.horizon, found.step_unit)
    explained = f"R: further escalatory acts that one escalatory act sets off within {within}"
    pieces: list[RenderableType] = [heading("Do shocks die out?", explained)]
    pieces += [paragraph(_at_start(found)), paragraph(_at_peak(found))]
    pieces.append(paragraph(_critical(found.critical)))
    if found.shock is not None:
        pieces.append(paragraph(_shock(found.shock, found.step_unit)))
    return pieces


def _at_start(found: Diagnosis) -> str:
    if found.central >= 1.0 and found.r.above == 0.0:
        verdict = "It is 1 or more at the stated values alone: the dominoes are near to running"
    else:
        verdict = _verdict(found.r, "draws")
    return (
        f"At the start R is {found.central:.2f} at the stated values; over draws of them it is"
        f" {_over(found.r)}. {verdict}."
    )


def _at_peak(found: Diagnosis) -> str:
    if not found.peak.step:
        return "Nowhere along the way is it higher, on average."
    return (
        f"Along the way it is highest after {words.month(found.peak.month)},"
        f" {_over(found.peak.r)}. {_verdict(found.peak.r, 'runs')}."
    )


def _over(r: Spread) -> str:
    return f"{r.mean:.2f} on average ({_span(r.p10, r.p90)} in 8 of 10)"


def _verdict(r: Spread, what: str) -> str:
    if r.above == 0.0:
        return f"It is below 1 in all {what}: there the dominoes die out"
    share = "all" if r.above == 1.0 else f"{words.percent(r.above)} of"
    return f"It is 1 or more in {share} {what}: there the dominoes run"


def _critical(found: Critical) -> str:
    lead = "every actor's precision (λ, how sharply it responds)"
    low, high = found.searched
    if found.multiplier is None and found.ends[0] >= 1.0:
        return f"R is 1 or more even if {lead} is {low:g} times what is stated."
    if found.multiplier is None:
        return f"R stays below 1 even if {lead} is {high:g} times what is stated."
    return (
        f"R first reaches 1 if {lead} is {found.multiplier:.2f} times what is stated:"
        f" {_levels(found.precision.values())} instead of {_levels(found.stated.values())}."
    )


def _levels(values: Iterable[float]) -> str:
    levels = sorted({f"{value:.2f}" for value in values}, key=float)
    return levels[0] if len(levels) == 1 else f"{levels[0]} to {levels[-1]}"


def _shock(shock: Echo, unit: str) -> str:
    loudest = words.count(shock.peak, unit)
    said = f"The echo of one average escalatory act is loudest {loudest} after it"
    if shock.half_life is None:
        return (
            f"{said}, and half of it is still there {words.count(len(shock.excess), unit)} after."
        )
    said += f"; half of it is gone {shock.half_life:.1f} {unit}s later"
    if shock.over is None:
        return f"{said}."
    return (
        f"{said}, all of it {shock.over:.1f} {unit}s after the act. Then it is calmer than usual."
    )


def _course(found: Diagnosis) -> list[RenderableType]:
    explained = f"R over the same {words.count(found.draws, 'run')} as they go on"
    header = ("after", "R", "8 runs in 10", "1 or more", "gap", "unmet", "balanced")
    rows = [
        (
            "the start" if not stage.step else words.month(stage.month),
            f"{stage.r.mean:.2f}",
            _span(stage.r.p10, stage.r.p90),
            words.percent(stage.r.above),
            words.percent(stage.two.gap_share),
            words.percent(stage.two.frustrated),
            "–" if stage.balanced is None else words.percent(stage.balanced),
        )
        for stage in found.course
    ]
    return [
        heading("Along the way", explained),
        grid(header, rows, right=range(1, 7)),
        paragraph(COURSE_COLUMNS, style="dim"),
    ]


def _blocs(found: Diagnosis) -> list[RenderableType]:
    explained = "the division that leaves friends together and foes apart, all divisions tried"
    pieces: list[RenderableType] = [heading("Who stands with whom", explained)]
    for blocs, group in groupby(found.course, key=lambda stage: stage.two.blocs):
        stages = list(group)
        pieces.append(paragraph(f"{_when(stages, found)}: {_named(blocs, found)}."))
        pieces.append(paragraph(_firmness(stages[-1], found)))
    several = [stage.several for stage in found.course if stage.several is not None]
    if several:
        pieces.append(paragraph(_any_number(several, found)))
    return pieces


def _when(stages: list[Stage], found: Diagnosis) -> str:
    if len(stages) == len(found.course):
        return "From start to end"
    first, last = stages[0], stages[-1]
    since = "From the start" if not first.step else f"After {words.month(first.month)}"
    return since if first is last else f"{since} to {words.month(last.month)}"


def _firmness(stage: Stage, found: Diagnosis) -> str:
    two = stage.two
    if two.ties > 1:
        return f"{two.ties} divisions are equally good: the blocs are not settled."
    return (
        f"Best in {words.percent(two.agreed)} of runs. Next best: {_named(two.runner_up, found)};"
        f" the gap to it is {words.percent(two.gap_share)} of all pull between states."
    )


def _any_number(divisions: list[Division], found: Diagnosis) -> str:
    last = divisions[-1]
    apart = "; next best: " + _named(last.runner_up, found) if last.ties == 1 else ""
    return f"With any number of blocs, at the end: {_named(last.blocs, found)}{apart}."


def _named(blocs: Blocs, found: Diagnosis) -> str:
    return " | ".join(", ".join(words.name(i, found.names) for i in bloc) for bloc in blocs)


def _hangs_on(found: Diagnosis) -> list[RenderableType]:
    explained = f"R without each{_when_split(found)}; drops overlap and do not add up"
    more = ["peak"] * (len(found.splits) - 1)
    header = ("held to the expected", "start", *more, "of chain", *more, "off", "start", *more)
    whole = [f"{split.r:.2f}" for split in found.splits]
    rows = [("nobody", *whole, *([""] * len(whole)), "nothing", *whole)]
    actors, laws = _actor_rows(found), _law_rows(found)[:LAWS]
    blank = ("",) * (1 + 2 * len(whole)), ("",) * (1 + len(whole))
    rows += [(*(actor or blank[0]), *(law or blank[1])) for actor, law in zip_longest(actors, laws)]
    numbers = {at for at, title in enumerate(header) if title in ("start", "peak", "of chain")}
    return [heading("What R hangs on", explained), grid(header, rows, right=numbers)]


def _when_split(found: Diagnosis) -> str:
    if len(found.splits) == 1:
        return " at the start"
    return f", start and peak ({words.month(found.splits[-1].month)})"


def _actor_rows(found: Diagnosis) -> list[tuple[str, ...]]:
    """For each actor R without it and its part of the chain, at each look."""
    by = [{row.actor: row for row in split.actors} for split in found.splits]
    return [
        (
            words.name(actor, found.names),
            *(f"{rows[actor].without:.2f}" for rows in by),
            *(words.percent(rows[actor].share) for rows in by),
        )
        for actor in by[-1]
    ]


def _law_rows(found: Diagnosis) -> list[tuple[str, ...]]:
    by = [{row.name: row for row in split.laws} for split in found.splits]
    return [
        (
            f"{words.printable(law.title)} ({law.kind})",
            *(f"{rows[name].without:.2f}" for rows in by),
        )
        for name, law in by[-1].items()
    ]


def _chain(found: Diagnosis) -> list[RenderableType]:
    explained = "the acts through which the chain of reactions runs"
    more = ["peak"] * (len(found.splits) - 1)
    header = ("who does what", "of chain", *more, "of reactions", "sets off", "starts")
    by = [{row.action: row for row in split.mode} for split in found.splits]
    rows = [
        (
            words.sentence(row.actor, row.title, found.names),
            *(words.percent(row_of[row.action].share) if row_of else "–" for row_of in by),
            words.percent(row.mix),
            f"{row.offspring:.2f}",
            f"x {row.value:.1f}",
        )
        for row in found.splits[-1].mode[:MEMBERS]
    ]
    note = CHAIN_COLUMNS + (AT_PEAK if more else "")
    return [
        heading("The leading chain", explained),
        grid(header, rows, right=range(1, len(header)), wrap=True),
        paragraph(note + ".", style="dim"),
        *(_together(split, found) for split in found.splits if split.pairs),
    ]


def _together(split: Split, found: Diagnosis) -> RenderableType:
    when = "" if len(found.splits) == 1 else ", at the peak" if split.step else ", at the start"
    pairs = ", ".join(
        f"{words.pair(row.source, row.target, found.names)} {'up' if row.shift > 0 else 'down'}"
        for row in split.pairs[:PAIRS]
    )
    return paragraph(pairs + ".", f"Pairs that move together in it{when}")


def _span(low: float, high: float) -> str:
    return f"{low:.2f} to {high:.2f}"
