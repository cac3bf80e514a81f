"""The screen of ``sim explain --arithmetic``: the sums of one month, with names and numbers."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, RenderableType
from rich.text import Text

from sim.kernel.latent import BOUND
from sim.ledger import (
    ActionArithmetic,
    Arithmetic,
    Contribution,
    PairArithmetic,
    Sum,
    factor,
    shortly,
)
from sim.report import words
from sim.report.explain.motives import motive
from sim.report.explain.sums import entry, needed, shown, sources_of, symbol_blocks
from sim.report.explain.telling import cited_sources
from sim.report.screen import heading, paragraph, print_blocks
from sim.world import Scenario, World

BEFORE = "before["  # the surprises of the step before, as laws call them
AMOUNT = 4  # digits of a sum
EXACT = 1e-12  # sums that miss by no more do so by rounding

Block = list[RenderableType]


@dataclass(frozen=True)
class Sheet:
    """What the screen is about, and how much of it is shown.

    ``whole`` shows every sum, else those that make up most; ``listed`` lists sources in words.
    """

    world: World
    scenario: Scenario
    seed: int
    whole: bool = False
    listed: bool = False

    def act(self, action: str) -> str:
        """Return ``Russia transfers ...``."""
        return words.deed(action, self.world)


def show_arithmetic(found: Arithmetic, sheet: Sheet, console: Console) -> None:
    """Print the sums behind an alignment or an act."""
    blocks = _pair(found, sheet) if isinstance(found, PairArithmetic) else _action(found, sheet)
    print_blocks(blocks, console)


def _title(found: Arithmetic, sheet: Sheet, title: str) -> Block:
    place = f"{words.month(found.month)} is {sheet.world.step} {found.step}"
    about = f"{sheet.scenario.id}, run {found.run}; {place}; seed {sheet.seed}"
    return [
        Text(words.printable(title), style="bold"),
        paragraph(words.printable(about), indent="", style="dim"),
    ]


def _rest(found: Arithmetic, sums: Sequence[Sum], sheet: Sheet) -> Iterator[Block]:
    """The symbols of the sums that are shown, and their sources."""
    symbols = needed(sums, found.symbols)
    yield from symbol_blocks(symbols, sheet.world.step)
    cited = sources_of(symbols)
    pieces = list(cited_sources(cited, sheet.world, listed=sheet.listed))
    yield pieces[1:]  # without the empty line, which every block has


# An alignment


def _pair(found: PairArithmetic, sheet: Sheet) -> Iterator[Block]:
    names = sheet.world.names
    pair = words.pair_within(found.source, found.target, names)
    moved = words.signed(found.after - found.before, 3)
    yield [
        *_title(found, sheet, f"What moved {pair} in {words.month(found.month)}"),
        paragraph(
            f"{words.signed(found.before, 3)} before the {sheet.world.step}, "
            f"{words.signed(found.after, 3)} after it: {moved} (alignment, -1 foe to +1 ally). "
            "Sums are on the scale on which contributions add up, atanh of it.",
            indent="",
        ),
    ]
    most = shown([one.amount for one in found.contributions], whole=sheet.whole)
    leading, others = found.contributions[:most], found.contributions[most:]
    left = math.fsum(one.amount for one in others)
    amounts = words.parts([*(one.amount for one in leading), left], AMOUNT)
    pieces: Block = [heading("Sums", "what each deed adds through each mechanism, largest first")]
    for one, amount in zip(leading, amounts, strict=False):
        pieces += entry(_amount(amount), _cause(one, found, sheet), one.sum)
    if others:
        said = f"{words.count(len(others), 'smaller sum')}: --all shows them"
        pieces += entry(_amount(amounts[-1]), said)
    pieces += entry(_amount(sum(amounts)), _closing(found))
    yield pieces
    yield from _rest(found, [one.sum for one in leading], sheet)


def _closing(found: PairArithmetic) -> str:
    before, after = (words.signed(z, 4) for z in (found.latent_before, found.latent_after))
    exact = f"exactly (to {EXACT:g})" if found.gap <= EXACT else f"missing {found.gap:.1e}"
    said = f"all together, {exact} the change from {before} to {after}"
    if found.bound:
        said += f"; the bound took {shortly(found.bound)}"
    return said


def _cause(one: Contribution, found: PairArithmetic, sheet: Sheet) -> str:
    known = sheet.world.mechanisms.get(one.mechanism)
    title = known.title.lower() if known else "numerical bound"
    if not one.action:
        return title if one.mechanism == BOUND else f"{title}, whatever is done"
    return f"{sheet.act(one.action)}{_when(one, found, sheet.world.step)}; {title}"


def _when(one: Contribution, found: PairArithmetic, unit: str) -> str:
    late = [name for name in one.sum.reads if name.startswith(BEFORE)]
    surprise = next((symbol.amount for symbol in found.symbols if symbol.name in late), 0.0)
    done = surprise > 0.0 if late else one.done
    said = [] if done else ["not done"]
    said += [f"the {unit} before"] if late else []
    said += [] if done else ["though expected"]
    return f" ({', '.join(said)})" if said else ""


def _amount(amount: float) -> str:
    return words.signed(amount, AMOUNT)


# An act


def _action(found: ActionArithmetic, sheet: Sheet) -> Iterator[Block]:
    normal = f"{words.percent(found.base_rate)} in a normal {sheet.world.step}"
    yield [
        *_title(found, sheet, sheet.act(found.action)),
        paragraph(
            f"Chance {words.percent(found.chance)}, {normal}. {_became(found, sheet)}",
            indent="",
        ),
    ]
    most = shown([part.sum.amount for part in found.motives], whole=sheet.whole)
    pieces: Block = [heading("Why so likely", "base rate x odds of each motive, then its share")]
    pieces += entry(shortly(found.base.amount), "base rate, if it is possible", found.base)
    for number, part in enumerate(found.motives):
        said = f"{motive(part.motive, sheet.world)}; log odds {_amount(part.sum.amount)}"
        pieces += entry(_times(part.sum.amount), said, part.sum if number < most else None)
    pieces += _further(found)
    pieces += entry(f"= {shortly(found.choice.weight)}", "its weight")
    pieces += entry(f"/ {shortly(found.everything)}", _weights(found))
    pieces += entry(f"= {shortly(found.chance)}", "its chance")
    if most < len(found.motives):
        pieces.append(paragraph("--all shows the sum of each motive.", style="dim"))
    yield pieces
    yield [heading("The draw", "a number from 0 to 1; doing nothing comes first"), _draw(found)]
    sums = [found.base, *(part.sum for part in found.motives[:most])]
    yield from _rest(found, sums, sheet)


def _further(found: ActionArithmetic) -> Iterator[RenderableType]:
    for tilt, said in (
        (found.foreseen, "what others would do next because of it"),
        (found.limit, "the guard against overflow"),
    ):
        if tilt:
            yield from entry(_times(tilt), f"{said}; log odds {_amount(tilt)}")


def _times(tilt: float) -> str:
    return f"x {shortly(factor(tilt))}"


def _weights(found: ActionArithmetic) -> str:
    others = (one for one in found.line if one.action != found.action)
    parts = [f"doing nothing {shortly(found.nothing)}", f"this {shortly(found.choice.weight)}"]
    parts += [f"{one.action} {shortly(one.weight)}" for one in others]
    return f"all weights of its line of policy: {', '.join(parts)}"


def _became(found: ActionArithmetic, sheet: Sheet) -> str:
    if found.scripted:
        return "It was scripted."
    if found.choice.taken:
        return "It was chosen."
    instead = next((one.action for one in found.line if one.taken), None)
    if instead is None:
        return "Nothing of its line of policy was done."
    how = "chosen" if found.free else "scripted"
    return f"It was not done; {how} instead: {sheet.act(instead)}."


def _draw(found: ActionArithmetic) -> RenderableType:
    span = f"from {shortly(found.low)} to {shortly(found.high)} it falls to this act"
    fell = found.low <= found.uniform < found.high
    outcome = "it does" if fell else "it does not"
    script = "" if found.free else "; the script decides instead"
    return paragraph(f"Luck was {shortly(found.uniform)}; {span}: {outcome}{script}.")
