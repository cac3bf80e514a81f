"""``sim show threats``: which threats stand, what pulls them, and whom each holds back."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import exp

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.citations import in_words
from sim.report.screen import grid, heading, paragraph, print_blocks
from sim.results.threats import Hold
from sim.world import Quantity, World
from sim.world.posture import Requirement
from sim.world.threat import Threat

NAME = "threats"
"""What ``sim show`` calls it."""

READ = (
    "Odds of each act that a threat forbids; below x 1 they are held back, above it provoked. "
    "Belief: what the threat, believed as far as stated, holds back already. Fear, rest: what one "
    "further warning that nobody expected does in the month after it, by fear of the threat and by "
    "all else that it stirs. Warning: both together."
)


def show(world: World, held: Sequence[Hold], console: Console) -> None:
    """Print the screen: for every threat, the one that weighs most first, what it does; then what
    it consists of."""
    found = {name: tuple(own) for name, own in groupby(held, lambda one: one.threat)}
    order = sorted(world.threats, key=lambda name: _weight(found.get(name, ())))
    print_blocks(
        [
            _lead(world),
            *(_odds(name, found.get(name, ()), world) for name in order),
            *(_made_of(name, world) for name in order),
        ],
        console,
    )


def threat_facts(threat: Threat, world: World) -> tuple[tuple[str, str], ...]:
    """Return what pulls a threat, what it is to end and what voices it, each under a label."""
    said = (
        ("Pulled by", _acts(threat.triggers, world)),
        ("Is to end", "; ".join((*_list(threat.going_on, world), *_held(threat.held, world)))),
        ("In the air", _voiced(threat, world)),
    )
    return tuple((label, text) for label, text in said if text)


def odds(log_odds: float) -> str:
    """Return ``x 0.62``: finer than a ratio of rates, since one near 1 is common."""
    return f"x {exp(log_odds):.2f}"


def _weight(held: Sequence[Hold]) -> float:
    return min((one.belief for one in held), default=0.0)


def _lead(world: World) -> list[RenderableType]:
    if not world.threats:
        return [Text("No threat stands in this world, and none can be made.")]
    when = f"as things stand in {words.month(world.date)}, at the stated values"
    return [heading("Threats", when), paragraph(READ)]


def _odds(name: str, held: Sequence[Hold], world: World) -> list[RenderableType]:
    threat = world.threats[name]
    owner, against = (world.parties[code].name for code in (threat.owner, threat.against))
    stands = "stands" if threat.standing else "does not stand yet"
    said = f"{owner} against {words.within(against)}, {stands}, believed "
    title = paragraph(words.printable(threat.title), indent="", style="bold")
    pieces: list[RenderableType] = [title, paragraph(said + _believed(threat.credibility) + ".")]
    if not held:
        return pieces
    warned = any(one.warned for one in held)
    header = ("what it holds back", "belief", *(("fear", "rest", "warning") if warned else ()))
    rows = (
        (words.deed(one.action, world), odds(one.belief), *(_cells(one) if warned else ()))
        for one in held
    )
    pieces.append(grid(header, rows, right=range(1, 5), wrap=True))
    pieces.append(paragraph(_stirred(held, world), style="dim"))
    return pieces


def _stirred(held: Sequence[Hold], world: World) -> str:
    """What the rest mostly is, in words."""
    motives = dict.fromkeys(one.warned.mostly for one in held if one.warned)
    if not motives:
        return "No act of this world voices it anew."
    said = [world.motives[name].because for name in motives if name]
    return f"The rest is mostly {' or '.join(said)}." if said else "It stirs nothing else."


def _cells(one: Hold) -> tuple[str, str, str]:
    if one.warned is None:
        return (words.UNKNOWN, words.UNKNOWN, words.UNKNOWN)
    return odds(one.warned.fear), odds(one.warned.rest), odds(one.warned.net)


def _made_of(name: str, world: World) -> list[RenderableType]:
    threat = world.threats[name]
    promised = "; ".join(
        f"{words.deed(act, world)} ({_share(share)})" for act, share in threat.promises.items()
    )
    pieces: list[RenderableType] = [
        paragraph(words.printable(threat.title), name, indent="", style="bold")
    ]
    facts = (*threat_facts(threat, world), ("Promised (1: fully carries it out)", promised))
    pieces += [paragraph(words.printable(text), label) for label, text in facts]
    pieces.append(paragraph(_believed(threat.credibility), "Believed"))
    cited = threat.credibility.sources
    pieces += [paragraph(words.printable(in_words(one, world)), indent="    ") for one in cited]
    return pieces


def _voiced(threat: Threat, world: World) -> str:
    said = ["stands from the start"] if threat.standing else []
    if threat.declared_by:
        said.append(f"louder when {_clause(threat.declared_by, world)}")
    return "; ".join(said)


def _believed(share: Quantity) -> str:
    if share.fixed:
        return words.percent(share.value)
    low, high = words.percent(share.low), words.percent(share.high)
    return f"{words.percent(share.value)} (range {low} to {high})"


def _share(share: Quantity) -> str:
    return f"{share.value:g}" + (f", {share.rating}" if share.rating else "")


def _held(held: Iterable[Requirement], world: World) -> list[str]:
    return [
        f"{world.postures[one.posture].title}: {str(one).removeprefix(one.posture).strip()}"
        for one in held
    ]


def _acts(actions: Iterable[str], world: World) -> str:
    return "; ".join(_list(actions, world))


def _list(actions: Iterable[str], world: World) -> list[str]:
    return [words.deed(action, world) for action in actions]


def _clause(action: str, world: World) -> str:
    return words.within(words.deed(action, world))
