"""The stage in lines of text, for whoever does not see it, and for every phone."""

from typing import Any

from sim.report import words
from sim.room.core.numbers import signed

Scene = dict[str, Any]

MOVED = 0.01  # a change since the start that is read out


def lines(shown: Scene) -> list[str]:
    """The stage in lines, for whoever does not see it."""
    said = [shown["headline"]]
    said += [act["text"] for act in shown.get("acts", ())]
    said += shown["told"]
    said += shown.get("stakes", ())
    said += [
        f"{one['title']}: {'yes' if one['happened'] else 'no'}. The class said "
        f"{words.percent(one['class'])}, the model {words.percent(one['model'])}, "
        f"usual {words.percent(one['usual'])}"
        for one in shown.get("bets", ())
    ]
    if shown["phase"] in ("brief", "reveal", "twin", "whatif"):
        beside = "in the model's own course" if shown["phase"] != "whatif" else shown["beside"]
        said += [_ladder_text(one, beside) for one in shown["ladders"]]
        said += [_pair_text(one, shown["names"], shown["beside"]) for one in _largest(shown)]
    return [*said, shown["warning"]] if shown["warning"] else said


def _ladder_text(one: Scene, beside: str) -> str:
    return (
        f"Tension, {one['theatre']}: {one['now']:.1f} of 10 ({one['rung']}); "
        f"at the start {one['start']:.1f}, {beside} {one['twin']:.1f}"
    )


def _largest(shown: Scene) -> list[Scene]:
    other = "twin" if shown["beside"] else "start"
    moved = [one for one in shown["pairs"] if abs(one["now"] - one[other]) >= MOVED]
    return sorted(moved, key=lambda one: -abs(one["now"] - one[other]))[:8]


def _pair_text(one: Scene, names: dict[str, str], beside: str) -> str:
    other = one["twin"] if beside else one["start"]
    than = beside or "since the start"
    pair = words.pair(one["from"], one["to"], names)
    return f"{pair}: {signed(one['now'])}, {signed(one['now'] - other)} {than}"
