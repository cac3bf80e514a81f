"""What the model lays before a class: menus with odds and reasons, and what can be bet on."""

from sim.ledger import factor
from sim.results.conventions import TOLD
from sim.room.core.setup import Setup
from sim.room.core.state import Stake
from sim.room.core.table import Act, Table, offered, telling
from sim.single import EscalationModel, Option
from sim.world import World

FUTURES = 300
POSSIBLE = (0.02, 0.98)  # odds between which a bet is one
BECAUSE = 2  # motives named of a choice


def lay(setup: Setup, model: EscalationModel, course: int) -> Table:
    """What lies before a class in the coming month."""
    lesson, month = setup.lesson.text, len(model.months) + 1
    menus = {
        code: offered(_menu(model, code), lesson.offer.get(code, ()))
        for code in model.world.deciding
    }
    script = [e.action for e in setup.lesson.scenario.events if e.step == month]
    return Table(month, menus, _stakes(setup, model, menus, course), tuple(script))


def _menu(model: EscalationModel, code: str) -> list[Act]:
    return [
        Act(
            action=option.action,
            owner=code,
            title=option.title,
            line=line.instrument,
            odds=option.probability,
            usual=option.base_rate,
            because=_because(option, model.world),
        )
        for line in model.actor(code).options().values()
        for option in line.options
    ]


def _because(option: Option, world: World) -> tuple[str, ...]:
    """What raises or lowers the odds most, in words: ``paying back harm (odds x 1.8)``."""
    tilts = sorted(option.reasons.items(), key=lambda one: -abs(one[1]))
    return tuple(
        f"{world.motives[name].because} (odds x {factor(tilt):.{1 if tilt > 0 else 2}f})"
        for name, tilt in tilts[:BECAUSE]
        if abs(tilt) > TOLD
    )


def _stakes(
    setup: Setup, model: EscalationModel, menus: dict[str, tuple[Act, ...]], course: int
) -> tuple[Stake, ...]:
    lesson, month = setup.lesson.text, len(model.months) + 1
    if lesson.bets == "none" or (lesson.bets == "opening" and (course, month) != (1, 1)):
        return ()
    found = _opening(setup, model) if lesson.bets == "opening" else _of_month(menus, month)
    if lesson.bet_on:
        return tuple(found[name] for name in lesson.bet_on if name in found)
    low, high = POSSIBLE
    return telling(stake for stake in found.values() if low <= stake.odds <= high)


def _of_month(menus: dict[str, tuple[Act, ...]], month: int) -> dict[str, Stake]:
    return {
        act.action: Stake(act.action, act.owner, month, month, act.odds, act.usual)
        for menu in menus.values()
        for act in menu
    }


def _opening(setup: Setup, model: EscalationModel) -> dict[str, Stake]:
    """Over the whole lesson: the share of futures in which it is done, and the usual one."""
    months = setup.lesson.text.months
    scripted = {event.action for event in setup.lesson.scenario.events}
    futures = model.futures(FUTURES, months, seed=setup.seed)
    found = {}
    for name, action in model.world.actions.items():
        if name in scripted:
            continue
        odds = float(futures.chance_by(name)[-1])
        usual = 1.0 - (1.0 - action.base_rate.value) ** months
        found[name] = Stake(name, action.owner, 1, months, odds, usual)
    return found
