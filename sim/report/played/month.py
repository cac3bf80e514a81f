"""What is shown of a game: who plays, each month with what came of it, and where it ends."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.text import Text

from sim.report import words
from sim.report.played.why import UNSEEN, apart, moved
from sim.report.screen import effect, grid, hanging, heading, paragraph
from sim.results.formats import plain
from sim.world import World
from sim.world.action import Action
from sim.world.month import month_of

if TYPE_CHECKING:
    from sim.single import Deed, EscalationModel, Why
    from sim.single.game import Game
    from sim.single.seat import Said

LIKELIER = 1.5  # times its usual chance, from which on a deed that luck decided is told
DEEDS, MOVES, ENDS = 4, 2, 5  # deeds, alignments and ends that are told
INDENT = 4

Block = list[RenderableType]


def opening(game: "Game") -> Block:
    """What is played, on whose luck, and by whom."""
    setting = game.model.setting
    luck = f"the luck of run {setting.run}, seed {setting.seed}"
    lines = [
        Text(words.printable(setting.scenario.title), style="bold"),
        Text(words.printable(f"{setting.scenario.id}, {luck}"), style="dim"),
    ]
    if (known := setting.world.history) is not None:
        after = f"from {words.month(setting.world.date)}, after: {known.title}"
        lines.append(Text(words.printable(after), style="dim"))
    for code, by in game.seats.items():
        lines.append(Text(words.printable(f"{_name(code, game.model.world)}: {by}")))
    return [*lines, Text("Everybody else: the model" if game.seats else "All states: the model")]


def month(game: "Game", step: int, eyes: Collection[str] = ()) -> Block:
    """One month that has been played: what the seats said, what was done, and what came of it.

    ``eyes`` are the states whose players look on: what none of them sees is not told, and of the
    others what was done and not what was answered.
    """
    found, world = _as_seen(game.model.why(step), game.model.world, eyes), game.model.world
    said = [one for one in game.said_in(step) if one.fault or not eyes or one.seat in eyes]
    told = [hanging(line, INDENT) for line in (*_answers(said, world), *_deeds(found, said, world))]
    moves = [hanging(line, INDENT) for line in moved(found, world, MOVES)]
    parted = [hanging(line, INDENT) for line in apart(found, world, 1)]
    return [heading(f"{words.month(found.month)}", f"month {step}"), *told, *moves, *parted]


def ending(game: "Game") -> Block:
    """Where it ends, beside the same luck with the model's own choices."""
    model, twin, names = game.model, game.model.twin(), game.model.world.names
    if not model.months:
        return [paragraph("Nothing was played.", indent="")]
    both = [
        (pair, model.alignment(*pair.split(">")), twin.alignment(*pair.split(">")))
        for pair in model.case.names.seen_pairs
    ]
    most = sorted(both, key=lambda row: -abs(row[1] - row[2]))[:ENDS]
    rows = [
        (_pair(pair, names), *_beside(here, there)) for pair, here, there in most if here != there
    ]
    rows += [
        (f"tension: {_theatre(name, model.world)}", *_levels_beside(here, twin.tension[name]))
        for name, here in model.tension.items()
    ]
    after = words.count(len(model.months), "month")
    same = "the twin: the same luck, and the model's own choices"
    table = grid(("after all choices", "here", "twin", "difference"), rows, right=(1, 2, 3))
    head = heading(f"Where it stands after {after}", f"beside {same}")
    return [head, table, paragraph("One game proves nothing; `sim audit` plays many.", style="dim")]


def game_json(game: "Game", place: str | None) -> dict[str, Any]:
    """The game as JSON knows it, with the sentences that tell it."""
    model, world = game.model, game.model.world
    return {
        "scenario": model.scenario.id,
        "seed": model.setting.seed,
        "run": model.setting.run,
        "seats": dict(game.seats),
        "months": [_month_json(game, step) for step in range(1, len(model.months) + 1)],
        "ends": {
            pair: {"here": model.alignment(*pair.split(">")), "twin": level}
            for pair, level in _levels(model.twin()).items()
        },
        "tension": {"here": model.tension, "twin": model.twin().tension},
        "theatres": {name: theatre.title for name, theatre in world.theatres.items()},
        "file": place,
    }


def _month_json(game: "Game", step: int) -> dict[str, Any]:
    found, world = game.model.why(step), game.model.world
    return {
        "step": step,
        "month": month_of(world.date, step),
        "said": plain(game.said_in(step)),
        "deeds": plain(found.deeds),
        "moved": list(moved(found, world)),
        "apart": list(apart(found, world)),
    }


def _levels(model: "EscalationModel") -> dict[str, float]:
    return {pair: model.alignment(*pair.split(">")) for pair in model.case.names.seen_pairs}


def _pair(pair: str, names: Mapping[str, str]) -> str:
    source, target = pair.split(">")
    return words.pair(source, target, names)


def _beside(here: float, there: float) -> tuple[str, str, Text]:
    return words.signed(here), words.signed(there), effect(words.apart(here, there, 2))


def _levels_beside(here: float, there: float) -> tuple[str, str, Text]:
    return f"{here:.1f}", f"{there:.1f}", effect(words.apart(here, there, 1))


def _theatre(name: str, world: World) -> str:
    return words.printable(world.theatres[name].title)


def _as_seen(found: "Why", world: World, eyes: Collection[str]) -> "Why":
    """Without what nobody who looks on sees."""

    def hidden(action: str) -> bool:
        return bool(eyes) and action in world.actions and not _seen(world.actions[action], eyes)

    def told(deeds: Iterable["Deed"]) -> tuple["Deed", ...]:
        return tuple(deed for deed in deeds if not hidden(deed.action))

    causes, parted = (
        tuple(replace(one, action=UNSEEN) if hidden(one.action) else one for one in some)
        for some in (found.causes, found.apart)
    )
    return replace(found, deeds=told(found.deeds), causes=causes, apart=parted)


def _seen(action: Action, eyes: Iterable[str]) -> bool:
    return any(map(action.seen, eyes))


def _answers(said: Sequence["Said"], world: World) -> Iterator[str]:
    for one in said:
        name = _name(one.seat, world)
        if one.fault is not None:
            yield words.printable(f"{name} passes ({one.wrong}): the model decides for it.")
            continue
        acts = [world.actions[action].title for action in one.choose.values() if action]
        still = len(one.choose) - len(acts)
        parts = [*acts, *([f"nothing in {words.count(still, 'line')}"] if still else [])]
        chosen = "; ".join(parts) or "leaves all to the model"
        because = f" “{words.printable(one.because)}”" if one.because else ""
        yield f"{name} answers: {words.printable(chosen)}.{because}"


def _deeds(found: "Why", said: Sequence["Said"], world: World) -> Iterator[str]:
    """What was scripted, then what was likelier than usual; the rest is counted."""
    answered = {action for one in said for action in one.choose.values()}
    left = [deed for deed in found.deeds if deed.action not in answered]
    told = sorted((deed for deed in left if _notable(deed)), key=_rank)[:DEEDS]
    names = world.names
    for deed in told:
        how = "scripted" if deed.scripted else _chances(deed)
        yield f"{words.sentence(deed.actor, world.actions[deed.action].title, names)} ({how})."
    if more := len(left) - len(told):
        yield f"And {words.count(more, 'usual act')}."


def _notable(deed: "Deed") -> bool:
    return deed.by != "draw" or deed.probability > LIKELIER * deed.base_rate


def _rank(deed: "Deed") -> tuple[bool, bool, float]:
    return not deed.scripted, deed.by == "draw", -deed.probability / deed.base_rate


def _chances(deed: "Deed") -> str:
    return f"chance {words.percent(deed.probability)}, usually {words.percent(deed.base_rate)}"


def _name(code: str, world: World) -> str:
    return words.name(code, world.names)
