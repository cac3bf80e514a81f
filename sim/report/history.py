"""What ``sim history show`` says: a screen, and one JSON object."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.screen import grid, hanging, heading, paragraph, print_blocks
from sim.world import Quantity, World
from sim.world.history import History
from sim.world.month import month_of

RATES = ("action", "months with", "as stated", "now", "range now")
OPEN = ("action", "known months")
FEW = 0.05  # part by which a rate moves that is not told by itself

Row = tuple[str, ...]


@dataclass(frozen=True)
class Moved:
    """A base rate that a history meets: months with the action, and without, before and after."""

    action: str
    with_: int
    without: int
    before: Quantity
    after: Quantity

    @property
    def ratio(self) -> float:
        """How many times the rate it was."""
        return self.after.value / self.before.value


def show(found: History, world: World, console: Console) -> None:
    """Print the screen."""
    print_blocks(_blocks(found, world), console)


def as_json(found: History, world: World) -> str:
    """Return everything as JSON text."""
    fields = {
        "id": found.id,
        "title": found.title,
        "from": found.start,
        "to": found.end,
        "deeds": [asdict(deed) for deed in found.deeds],
        "without": {name: months(steps, found.start) for name, steps in found.without.items()},
        "known": {name: months(steps, found.start) for name, steps in found.covered.items()},
        "never_possible": list(idle(found, world)),
        "postures": postures(found, world),
        "leaders": [asdict(leader) for leader in found.leaders],
        "base_rates": [asdict(one) for one in moved(found, world)],
        "sources": {name: source.model_dump() for name, source in found.sources.items()},
    }
    return json.dumps(fields, ensure_ascii=False, allow_nan=False)


def moved(found: History, world: World) -> tuple[Moved, ...]:
    """Return the base rates that a history meets, the one that it moves most first."""
    counts = found.counts(world)
    rates = [
        Moved(name, *counts[name], world.actions[name].base_rate, rate)
        for path, rate in found.posterior(world).items()
        for name in [path.split(".")[1]]
    ]
    return tuple(sorted(rates, key=lambda one: -max(one.ratio, 1.0 / one.ratio)))


def idle(found: History, world: World) -> tuple[str, ...]:
    """Return the actions known not to have happened, which were never possible anyhow."""
    return tuple(name for name in found.covered if name not in found.counts(world))


def postures(found: History, world: World) -> dict[str, tuple[str, str]]:
    """Return the postures that the known deeds move: where they began, and where they end."""
    ended = found.after(world)
    return {
        name: (posture.start, ended[name])
        for name, posture in world.postures.items()
        if ended[name] != posture.start
    }


def months(steps: frozenset[int], start: str) -> list[str]:
    """Return steps as months, in order."""
    return [month_of(start, step) for step in sorted(steps)]


def spans(steps: frozenset[int], start: str) -> str:
    """Return steps in words: ``2024-06 to 2024-11, 2025-01``."""
    runs: list[list[int]] = []
    for step in sorted(steps):
        if runs and runs[-1][-1] == step - 1:
            runs[-1].append(step)
        else:
            runs.append([step])
    told = []
    for run in runs:
        first, last = month_of(start, run[0]), month_of(start, run[-1])
        told.append(first if first == last else f"{first} to {last}")
    return ", ".join(told)


def rate_rows(rates: tuple[Moved, ...]) -> list[Row]:
    """Return the rates that move by more than FEW."""
    return [
        (
            one.action,
            f"{one.with_} of {one.with_ + one.without}",
            f"{one.before.value:.2g}",
            f"{one.after.value:.2g}",
            f"{one.after.low:.2g} to {one.after.high:.2g}",
        )
        for one in rates
        if abs(one.ratio - 1.0) > FEW
    ]


def _blocks(found: History, world: World) -> Iterator[list[RenderableType]]:
    title = Text(words.printable(found.title), style="bold")
    title.append(f"  {found.id}", style="dim not bold")
    share = sum(map(len, found.covered.values())) / (found.steps * len(world.actions))
    said = (
        f"{found.start} to {found.end}, {words.count(found.steps, 'month')}. "
        f"{words.count(len(found.deeds), 'deed')} known to have been done; in "
        f"{words.percent(share)} of all months of all actions it is known whether they were."
    )
    yield [title, paragraph(said)]
    explained = "done in every run; `sim show ACTION` tells what it is"
    if found.deeds:
        yield [heading("What is known to have been done", explained), *_deeds(found)]
    yield from _changed(found, world)
    rates = moved(found, world)
    few = len(rates) - len(rate_rows(rates))
    told = (
        "As stated, and with each known month in which it was possible: the stated range is read "
        "as a Beta distribution, and the number of months it is worth as what is known before. "
    )
    told += f"{words.count(few, 'more rate')} moved by less than a twentieth." if few else ""
    if rates:
        table = grid(RATES, rate_rows(rates), right=(1, 2, 3, 4))
        yield [heading("Base rates it moves", "chance in a month"), table, paragraph(told)]
    else:
        yield [heading("Base rates it moves"), paragraph("None: only `complete` and `absent` do.")]
    yield from _open(found, world)


def _deeds(found: History) -> Iterator[RenderableType]:
    by_month: dict[str, list[str]] = {}
    for deed in found.deeds:
        by_month.setdefault(month_of(found.start, deed.step), []).append(deed.action)
    for month, actions in by_month.items():
        yield hanging(f"{month}  {', '.join(actions)}", 11)


def _changed(found: History, world: World) -> Iterator[list[RenderableType]]:
    lines = [
        f"{words.printable(world.postures[name].title)}: {before} to {after}"
        for name, (before, after) in postures(found, world).items()
    ]
    if lines:
        yield [heading("Where postures stand after it"), *(paragraph(text) for text in lines)]
    if found.leaders:
        told = [
            f"{one.date}  {world.parties[one.actor].name}: {words.printable(one.name)}"
            for one in found.leaders
        ]
        explained = "from then on what another leader weighs is drawn anew"
        yield [heading("Leaders", explained), *(paragraph(text) for text in told)]


def _open(found: History, world: World) -> Iterator[list[RenderableType]]:
    every = frozenset(range(1, found.steps + 1))
    partly = {name: steps for name, steps in found.covered.items() if steps != every}
    rows = [(name, spans(steps, found.start)) for name, steps in partly.items()]
    never = [name for name in world.actions if name not in found.covered]
    named = ", ".join(never)
    yield [
        heading("What is left open", "drawn in each run, by the laws"),
        paragraph(f"{words.count(len(never), 'action')} not looked for in any month: {named}."),
        *([grid(OPEN, rows)] if rows else []),
    ]
    if nothing := idle(found, world):
        said = f"By what is known these were not possible in any month: {', '.join(nothing)}."
        yield [heading("What is known and tells nothing of a rate"), paragraph(said)]
