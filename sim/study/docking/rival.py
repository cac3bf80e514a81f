"""Docking of the rival: its published run reproduced, and its forecast beside ours on one issue."""

from sim.results.docking import Docked, Docking
from sim.study.rivals.arms_for_ukraine import ROUNDS, Forecast, forecast
from sim.study.rivals.expected_utility import Player, Round, play
from sim.world import Scenario, World

RUNS = 1000
EXACT = 1e-9  # the same arithmetic in another order
_EMISSIONS = {  # years until cleaner cars must be sold: position, capability, salience
    "Netherlands": (4, 0.08, 0.8),
    "Belgium": (7, 0.08, 0.4),
    "Luxembourg": (4, 0.03, 0.2),
    "Germany": (4, 0.16, 0.8),
    "France": (10, 0.16, 0.6),
    "Italy": (10, 0.16, 0.6),
    "UK": (10, 0.16, 0.9),
    "Ireland": (7, 0.05, 0.1),
    "Denmark": (4, 0.05, 1.0),
    "Greece": (7, 0.08, 0.7),
}
MEDIAN = 7.0
MEANS = (  # weighted mean position at the start and after each round, as published
    7.389955686853767,
    7.461314378277189,
    7.552500865855845,
    7.590144997451547,
    7.358130531334201,
    7.3491739896752115,
    7.414877545372958,
    7.510457183677219,
    7.5724470975503,
    7.324989065683666,
    7.242130958473938,
)
BELGIUM = (  # whom Belgium compromises with in each round, and where it then stands
    ("France", 8.415932315426764),
    ("France", 9.610859134120188),
    ("France", 9.961979590401311),
    ("Netherlands", 4.800881140632622),
    ("France", 5.524237694197356),
    ("France", 7.47204636191629),
    ("France", 8.824593855262423),
    ("France", 9.671129769802048),
    ("Netherlands", 4.144849062500606),
    ("France", 4.291541224979646),
)


def emissions() -> tuple[Round, ...]:
    """The example of the article, for as many rounds as were published."""
    players = [
        Player(name, capability, float(years), salience)
        for name, (years, capability, salience) in _EMISSIONS.items()
    ]
    return play(players, len(MEANS) - 1)


def docking(world: World, scenario: Scenario) -> Docking:
    """The comparisons; ``scenario`` is the one under which ours is run."""
    path = emissions()
    found = forecast(world, scenario, RUNS)
    return Docking(
        id="expected_utility",
        title="The expected-utility model as a rival",
        sources=(
            "Bueno de Mesquita, B. (1994). Political forecasting: an expected utility method. In"
            " European Community Decision Making. Yale UP.",
            "Scholz, J. B., Calbert, G. J. and Smith, G. A. (2011). Unravelling Bueno De Mesquita's"
            " group decision model. Journal of Theoretical Politics 23(4): 510-531.",
            "The example's data and a run of ten rounds as published with two programs that"
            " replicate the article (repositories jmckib/ and"
            " dmasad/bdm-scholz-expected-utility-model).",
        ),
        equations=(
            "theirs: votes c s (|x - m|^r - |x - j|^r), challenge E = s (P U_s + (1 - P) U_f)"
            " + (1 - s) U_s - U_q, risk from danger; written out in"
            " sim.study.rivals.expected_utility",
            "ours: the default world, read at month "
            f"{found.steps} of the scenario {scenario.id}, {found.runs} runs",
        ),
        rows=_published(path),
        finds=_finds(found),
        differs=(
            "The tables of the article itself could not be had. What is met is the run that the"
            " replications publish: all moves and mean positions of ten rounds. Their"
            " denominator of P, their choice among compromises and the absence of capitulation"
            " are kept; the authors of the programs call them odd. After the start their log"
            " prints the mean twice, also under the name of the median, so later medians are not"
            " compared.",
            "On arms for Ukraine the two need not agree and nothing was adjusted to make them."
            " The rival sees one issue, positions, weights and bargaining, and no events: its"
            " forecast is the same before and after the treaty. Ours sees what others do, and"
            " answers with the chance of each level. South Korea's salience of 1 is an assumption"
            " (the decision is its own); all else is read from the world, so that the sources"
            " are those of the world's values (sim show KOR).",
        ),
    )


def published_moves() -> tuple[frozenset[tuple[str, str, str]], ...]:
    """Who moved, how and because of whom, in each published round."""
    yielded = ["Luxembourg"] * 5 + ["Belgium"] * 5  # whom Ireland loses a confrontation to
    return tuple(
        frozenset(
            {
                ("Belgium", "compromise", other),
                ("Luxembourg", "confrontation", "Belgium"),
                ("Ireland", "confrontation", winner),
            }
        )
        for (other, _), winner in zip(BELGIUM, yielded, strict=True)
    )


def _published(path: tuple[Round, ...]) -> tuple[Docked, ...]:
    moves = published_moves()
    same = sum(len(own & set(stage.moves)) for own, stage in zip(moves, path[1:], strict=True))
    stands = [standing(stage, "Belgium") for stage in path[1:]]
    apart = max(abs(ours - theirs) for ours, (_, theirs) in zip(stands, BELGIUM, strict=True))
    off = max(abs(stage.mean - theirs) for stage, theirs in zip(path, MEANS, strict=True))
    told, made = sum(map(len, moves)), sum(len(stage.moves) for stage in path)
    return (
        Docked("car emissions: median position, years", MEDIAN, path[0].median),
        Docked("car emissions: mean position at the start", MEANS[0], path[0].mean, EXACT),
        Docked("mean position after ten rounds", MEANS[-1], path[-1].mean, EXACT),
        Docked("greatest difference of the mean over ten rounds", 0.0, off, EXACT),
        Docked("moves in ten rounds", float(told), float(made)),
        Docked("of these the same: who, how, because of whom", float(told), float(same)),
        Docked("greatest difference of Belgium's position", 0.0, apart, EXACT),
    )


def standing(stage: Round, name: str) -> float:
    """Where a player stands."""
    return next(player.position for player in stage.players if player.name == name)


def _finds(found: Forecast) -> tuple[tuple[str, str], ...]:
    low, high = found.bargained
    likeliest = max(range(len(found.shares)), key=lambda level: found.shares[level])
    top = len(found.levels) - 1
    shares = ", ".join(
        f"{level} {share:.0%}" for level, share in zip(found.levels, found.shares, strict=True)
    )
    stakes = "; ".join(
        f"{p.name} power {p.capability:g}, position {p.position:g}, salience {p.salience:.2f}"
        for p in found.players
    )
    return (
        (f"stakeholders, positions from 0 ({found.levels[0]}) to {top}", stakes),
        (
            f"rival: mean position at the start, and its range over {ROUNDS} rounds of bargaining",
            f"{found.mean:.2f}, {low:.2f} to {high:.2f}",
        ),
        ("rival: forecast without bargaining (weighted median)", found.levels[round(found.median)]),
        (
            "rival: where South Korea itself stands after the rounds",
            f"{found.decider[-1]:.2f}",
        ),
        (f"ours: where the runs stand at month {found.steps}", shares),
        ("ours: the likeliest level", found.levels[likeliest]),
        ("ours: mean level", f"{found.ours:.2f}"),
    )
