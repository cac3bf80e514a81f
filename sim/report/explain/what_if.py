"""Two blocks of a screen: what is left of an effect without this or that, what would flip it."""

from rich.console import RenderableType
from rich.text import Text

from sim.report import words
from sim.report.citations import in_words
from sim.report.explain.explained import View
from sim.report.explain.motives import motive
from sim.report.screen import effect, grid, heading, paragraph
from sim.results.explanation import Flip, Removal, Search
from sim.world.titles import title

FLIPS = 5  # rows shown


def remainders(view: View) -> list[RenderableType]:
    """Return the table of what is left without each thing."""
    found, unit = view.found, view.unit
    explained = f"the effect again, on the first {words.count(found.removal_runs, 'pair')}"
    header = ("what is taken away", "left", "error", "change", "error", "share")
    rows: list[tuple[str | Text, ...]] = [
        (
            removed(view, one.removal),
            effect(unit.amount(one.left)),
            unit.error(one.mc_error),
            unit.amount(one.change),
            unit.error(one.change_error),
            words.UNKNOWN if one.share is None else f"{one.share * 100:.0f}%",
        )
        for one in found.remainders
    ]
    effect_here, error = unit.amount(found.removal_effect), unit.error(found.removal_error)
    rows.insert(0, ("nothing", effect(effect_here), error, "", "", "100%"))
    pieces: list[RenderableType] = [
        heading("What is left without", explained),
        grid(header, rows, right=range(1, 6), wrap=True),
    ]
    pieces += [
        paragraph(
            f"Without {one.removal.name}, nothing scripted leads up to {action}; "
            "it happens all the same."
        )
        for one in found.remainders
        for action in one.unmet
    ]
    return pieces


def removed(view: View, removal: Removal) -> str:
    """Return what is taken away, in words."""
    if removal.kind == "mechanism":
        return f"mechanism: {view.world.mechanisms[removal.name].title}"
    if removal.kind == "motive":
        return f"motive {motive(removal.name, view.world)}"
    if removal.kind == "state":
        return f"begins at its reference: {title(view.world, removal.name).removesuffix(': start')}"
    if removal.kind == "action":
        return f"never: {view.act(removal.name)}"
    when = "" if removal.step is None else f" in {view.world.step} {removal.step}"
    return f"not scripted{when}: {view.act(removal.name)}"


def search(view: View, found: Search) -> list[RenderableType]:
    """Return what was searched, and what flips the finding."""
    pieces: list[RenderableType] = [
        heading("What would flip it", "one value at a time, within its range, on the same luck")
    ]
    pieces.append(paragraph(_verdict(view, found)))
    header = ("value", "stated", "range", "at", "left", "verdict", "turns at")
    pieces.append(
        grid(header, (_flip(view, flip) for flip in found.flips[:FLIPS]), right=(1, 3, 4))
    )
    for flip in found.turning[:FLIPS] or found.flips[:1]:
        pieces.append(paragraph(f"{flip.path} rests on:"))
        pieces += [
            paragraph(words.printable(in_words(source, view.world)), indent="    ")
            for source in flip.sources
        ]
    return pieces


def _verdict(view: View, found: Search) -> str:
    unit = view.unit
    searched = (
        f"{words.count(found.ranged, 'value')} screened, {len(found.flips)} tested with "
        f"{words.count(found.runs, 'pair')} each"
    )
    if not found.turning:
        return (
            f"No single value reverses the finding, nor drowns it in its error. {searched}; the "
            f"screen would see a change of {unit.amount(found.blur).lstrip('+')} or more."
        )
    first = found.turning[0]
    does = "reverses it" if first.verdict == "reverses" else "drowns it in its error"
    return f"{first.path} {does} on {words.percent(first.way or 0.0)} of its way. {searched}."


def _flip(view: View, flip: Flip) -> tuple[str | Text, ...]:
    return (
        flip.path,
        f"{flip.value:.3g}",
        f"{flip.low:.3g} to {flip.high:.3g}",
        f"{flip.end:.3g}",
        effect(view.unit.amount(flip.left)),
        flip.verdict,
        words.UNKNOWN if flip.turn is None else f"{flip.turn:.2g}",
    )
